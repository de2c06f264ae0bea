package io.dialtree.config.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.util.Optional;

/**
 * One document, its text exactly as it was given: unknown fields and the spelling of numbers are
 * kept.
 *
 * @param json the text: JSON, or YAML for kinds that are YAML
 * @param revision names these exact words
 * @param file where it stands when a file owns it; such a document is changed in its file only
 */
public record Document(
    DocumentKey key, String json, String revision, Optional<SourcePosition> file) {
  /** A document that no file owns. */
  public static Document of(DocumentKey key, String json) {
    return new Document(key, json, Revision.of(json.getBytes(UTF_8)), Optional.empty());
  }

  /** A document of a file. */
  public static Document ofFile(DocumentKey key, String json, SourcePosition file) {
    return new Document(key, json, Revision.of(json.getBytes(UTF_8)), Optional.of(file));
  }

  /** How findings name the place. */
  public SourcePosition at() {
    return file.orElseGet(() -> SourcePosition.of(key.toString()));
  }

  /** The text as a tree, empty when it cannot be read; the findings say why. */
  public Optional<DocNode> tree(Findings findings) {
    byte[] bytes = json.getBytes(UTF_8);
    return key.kind().isYaml()
        ? Documents.yaml(at().file(), bytes, findings)
        : Documents.json(at().file(), bytes, findings);
  }
}
