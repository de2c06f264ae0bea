package io.dialtree.config;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Finding.Severity;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The documents of a configuration folder. Their content is looked at for their ids only; a file
 * that cannot be had as text is left out and is a finding.
 */
public final class LibraryFolder {
  /** More than this in a folder is a mistake, and reading it would keep the start waiting. */
  private static final int DOCUMENTS_MAX = 50_000;

  /** Tests of flows stand beside them and are not read here. */
  private static final String TESTS = ".*\\.test\\.ya?ml";

  private static final List<String> FAMILIES = List.of("flows/kazoo", "flows/zendesk");
  private static final List<String> ID_KEYS = List.of("id", "_id", "uuid");

  private final DocumentSource source;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<DocumentKey, Document> documents = new TreeMap<>();

  private LibraryFolder(DocumentSource source) {
    this.source = source;
    AccountFolders.byPath(source, findings).forEach(this::read);
    NumbersFile.read(source, findings).forEach(this::add);
  }

  /**
   * Reads everything under {@code flows/} and {@code numbers/}, there and in each folder below
   * {@code accounts/}, and {@code numbers.yaml}.
   */
  public static LibraryFolder read(DocumentSource source) {
    return new LibraryFolder(source);
  }

  /** The documents; those that do not stand below {@code accounts/} belong to all accounts. */
  public Library library() {
    return Library.of(documents.values());
  }

  /** Files that could not be taken, or that stand where nobody reads them. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void read(String prefix, String account) {
    for (DocumentKind kind : DocumentKind.values()) {
      read(kind, prefix + kind.folder(), account);
    }
    FAMILIES.forEach(family -> pointOutLooseFiles(prefix + family, family));
  }

  private void read(DocumentKind kind, String folder, String account) {
    for (String name : names(folder)) {
      String path = folder + "/" + name;
      int dot = name.lastIndexOf('.');
      if (dot > 0 && kind.endings().contains(name.substring(dot + 1))) {
        DocumentKey key =
            new DocumentKey(kind, account, AccountFolders.decoded(name.substring(0, dot)));
        text(path).map(text -> document(key, path, text)).ifPresent(this::add);
      } else {
        String endings = String.join(" or .", kind.endings());
        warn(
            "ending",
            path,
            "this file is not read here; documents of this folder end in ." + endings);
      }
    }
  }

  private void add(Document document) {
    Document first = documents.putIfAbsent(document.key(), document);
    if (first != null) {
      String message =
          "\"%s\" already stands in %s".formatted(document.key().id(), first.at().file());
      findings.add(new Finding(Severity.ERROR, "unique", idAt(document), "id", message, "", ""));
    }
  }

  /** Rows of numbers know their line; other documents say their id somewhere at their top. */
  private static SourcePosition idAt(Document document) {
    return document.at().line() > 0
        ? document.at()
        : document
            .tree(new Findings())
            .flatMap(root -> idNode(root).map(DocNode::at).or(() -> Optional.of(root.at())))
            .orElse(document.at());
  }

  private Document document(DocumentKey key, String path, String text) {
    SourcePosition at = SourcePosition.of(source.label(path));
    Document named = Document.ofFile(key, text, at);
    return named
        .tree(new Findings())
        .flatMap(LibraryFolder::idNode)
        .map(id -> new DocumentKey(key.kind(), key.account(), id.text()))
        .map(known -> new Document(known, text, named.revision(), named.file()))
        .orElse(named);
  }

  /** A document's id stands in it; else its file names it. */
  private static Optional<Scalar> idNode(DocNode root) {
    return root instanceof Mapping mapping
        ? ID_KEYS.stream().flatMap(key -> idNode(mapping, key)).findFirst()
        : Optional.empty();
  }

  private static Stream<Scalar> idNode(Mapping mapping, String key) {
    DocNode.Entry entry = mapping.entries().get(key);
    return entry != null
            && entry.value() instanceof Scalar id
            && (id.kind() == Kind.TEXT || id.kind() == Kind.INTEGER)
            && !id.text().isEmpty()
        ? Stream.of(id)
        : Stream.empty();
  }

  private Optional<String> text(String path) {
    Findings own = new Findings();
    try {
      byte[] bytes = source.read(path).orElse(new byte[0]);
      Optional<String> text = Documents.text(source.label(path), bytes, own);
      findings.addAll(own.list());
      return text;
    } catch (IOException e) {
      SourcePosition at = SourcePosition.of(source.label(path));
      findings.add(
          new Finding(
              Severity.ERROR, "unreadable", at, "", String.valueOf(e.getMessage()), "", ""));
      return Optional.empty();
    }
  }

  private List<String> names(String folder) {
    try {
      List<String> names =
          source.list(folder).stream().filter(name -> !name.matches(TESTS)).toList();
      if (names.size() > DOCUMENTS_MAX) {
        warn("size", folder, "only the first " + DOCUMENTS_MAX + " documents are read");
      }
      return names.stream().limit(DOCUMENTS_MAX).toList();
    } catch (IOException e) {
      warn("unreadable", folder, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void pointOutLooseFiles(String path, String family) {
    List<String> folders =
        Stream.of(DocumentKind.values())
            .map(DocumentKind::folder)
            .filter(folder -> folder.startsWith(family + "/"))
            .map(folder -> folder.substring(family.length() + 1) + "/")
            .toList();
    for (String name : names(path)) {
      String message = "this file is not read here; documents go in " + String.join(", ", folders);
      warn("folder", path + "/" + name, message);
    }
  }

  private void warn(String rule, String path, String message) {
    SourcePosition at = SourcePosition.of(source.label(path));
    findings.add(new Finding(Severity.WARNING, rule, at, "", message, "", ""));
  }
}
