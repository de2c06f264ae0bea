package io.dialtree.config;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.dialect.kazoo.CallflowReader;
import io.dialtree.config.dialect.kazoo.KazooMenu;
import io.dialtree.config.dialect.nativeyaml.NativeFlowReader;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all documents under {@code flows/}. One that is broken is left out; the others run. */
final class FlowDocuments {
  /**
   * More documents than this in a folder are a mistake, and reading them would keep the start
   * waiting.
   */
  private static final int DOCUMENTS_MAX = 10_000;

  private static final String NATIVE = "flows";
  private static final String KAZOO = "flows/kazoo";
  private static final String CALLFLOWS = "flows/kazoo/callflows";
  private static final String MENUS = "flows/kazoo/menus";

  private final DocumentSource source;
  private final List<Finding> findings;
  private final Map<String, KazooMenu> menus = new HashMap<>();
  private final Map<String, String> menuRevisions = new HashMap<>();

  FlowDocuments(DocumentSource source, List<Finding> findings) {
    this.source = source;
    this.findings = findings;
  }

  private record Document(String id, DocNode root, String revision, Findings findings) {}

  private interface Reader {
    void read(Document document);
  }

  List<Flow> read() {
    List<Flow> flows = new ArrayList<>();
    each(NATIVE, document -> nativeFlow(document).ifPresent(flows::add), "yaml", "yml");
    each(MENUS, this::menu, "json");
    each(CALLFLOWS, document -> callflow(document).ifPresent(flows::add), "json");
    for (String name : names(KAZOO)) {
      warn(
          "folder",
          KAZOO + "/" + name,
          "this file is not read here; Kazoo documents go in callflows/ or menus/");
    }
    return flows;
  }

  private static Optional<Flow> nativeFlow(Document document) {
    return NativeFlowReader.read(
        document.root(), document.id(), document.revision(), document.findings());
  }

  private void menu(Document document) {
    KazooMenu.read(document.root(), document.id(), document.findings())
        .ifPresent(menu -> {
          menus.put(menu.id(), menu);
          menuRevisions.put(menu.id(), document.revision());
        });
  }

  private Optional<Flow> callflow(Document document) {
    CallflowReader.Menus known =
        new CallflowReader.Menus() {
          @Override
          public Optional<KazooMenu> menu(String id) {
            return Optional.ofNullable(menus.get(id));
          }

          @Override
          public String revision(String id) {
            return menuRevisions.getOrDefault(id, "");
          }
        };
    return CallflowReader.read(
        document.root(), document.id(), document.revision(), known, document.findings());
  }

  private void each(String folder, Reader reader, String... endings) {
    for (String name : names(folder)) {
      String path = folder + "/" + name;
      int dot = name.lastIndexOf('.');
      if (dot > 0 && List.of(endings).contains(name.substring(dot + 1))) {
        Findings own = new Findings();
        document(path, name.substring(0, dot), own).ifPresent(reader::read);
        findings.addAll(own.list());
      } else {
        String message =
            "this file is not read here; documents of this folder end in ."
                + String.join(" or .", endings);
        warn("ending", path, message);
      }
    }
  }

  private List<String> names(String folder) {
    try {
      List<String> names = source.list(folder);
      if (names.size() > DOCUMENTS_MAX) {
        warn("size", folder, "only the first " + DOCUMENTS_MAX + " documents are read");
      }
      return names.stream().limit(DOCUMENTS_MAX).toList();
    } catch (IOException e) {
      warn("unreadable", folder, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private Optional<Document> document(String path, String name, Findings own) {
    String label = source.label(path);
    try {
      byte[] bytes = source.read(path).orElse(new byte[0]);
      Optional<DocNode> root =
          path.endsWith(".json")
              ? Documents.json(label, bytes, own)
              : Documents.yaml(label, bytes, own);
      return root.map(node -> new Document(id(node).orElse(name), node, Revision.of(bytes), own));
    } catch (IOException e) {
      own.error("unreadable", SourcePosition.of(label), "", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A document's id is its {@code id} or {@code _id}, else the caller takes the file's name. */
  private static Optional<String> id(DocNode root) {
    return root instanceof Mapping mapping
        ? text(mapping, "id").or(() -> text(mapping, "_id"))
        : Optional.empty();
  }

  private static Optional<String> text(Mapping mapping, String key) {
    return Optional.ofNullable(mapping.entries().get(key))
        .map(DocNode.Entry::value)
        .flatMap(node -> node instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty())
        .filter(scalar -> scalar.kind() == Kind.TEXT && !scalar.text().isEmpty())
        .map(Scalar::text);
  }

  private void warn(String rule, String path, String message) {
    findings.add(
        new Finding(
            Finding.Severity.WARNING,
            rule,
            SourcePosition.of(source.label(path)),
            "",
            message,
            "",
            ""));
  }
}
