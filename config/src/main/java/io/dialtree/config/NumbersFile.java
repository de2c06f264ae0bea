package io.dialtree.config;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code numbers.yaml}: dialled numbers, and patterns that begin with {@code ^} or end with
 * {@code $}, each with its {@code dialect/id}. Every row is a document of its own.
 */
final class NumbersFile {
  private static final String PATH = "numbers.yaml";

  private NumbersFile() {}

  static List<Document> read(DocumentSource source, List<Finding> findings) {
    Findings own = new Findings();
    List<Document> rows = new ArrayList<>();
    try {
      source
          .read(PATH)
          .flatMap(bytes -> Documents.yaml(source.label(PATH), bytes, own))
          .ifPresent(root -> rows.addAll(rows(root, own)));
    } catch (IOException e) {
      SourcePosition at = SourcePosition.of(source.label(PATH));
      own.error("unreadable", at, "", String.valueOf(e.getMessage()));
    }
    findings.addAll(own.list());
    return rows;
  }

  private static List<Document> rows(DocNode root, Findings findings) {
    List<Document> rows = new ArrayList<>();
    if (!(root instanceof Mapping mapping)) {
      findings.error(
          "type",
          root.at(),
          "",
          "found " + root.describe(),
          "rows such as \"2000\": native/main",
          "");
      return rows;
    }
    mapping
        .entries()
        .forEach((number, entry) -> {
          if (entry.value() instanceof Scalar target && target.kind() == Kind.TEXT) {
            rows.add(row(number, target.text(), entry.keyAt()));
          } else {
            String found = "found " + entry.value().describe();
            findings.error("type", entry.value().at(), number, found, "dialect/id", "");
          }
        });
    return rows;
  }

  private static Document row(String number, String target, SourcePosition at) {
    boolean isPattern = number.startsWith("^") || number.endsWith("$");
    String json =
        "{\"%s\": %s, \"target\": %s}"
            .formatted(isPattern ? "pattern" : "number", quoted(number), quoted(target));
    return Document.ofFile(DocumentKey.shared(DocumentKind.NUMBER, number), json, at);
  }

  private static String quoted(String text) {
    return Documents.quoted(text);
  }
}
