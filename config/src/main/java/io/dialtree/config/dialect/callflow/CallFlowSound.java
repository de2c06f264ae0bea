package io.dialtree.config.dialect.callflow;

import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import java.util.Optional;

/**
 * A sound that call flows play.
 *
 * @param uuid empty while it has none
 * @param fileName the prompt that holds its audio, with or without a file ending
 * @param source as it was read, for keys nobody here knows
 */
public record CallFlowSound(String uuid, String name, Optional<String> fileName, Mapping source) {
  /** Reads a sound. What is wrong with it, {@link CallFlowThing} says. */
  public static CallFlowSound read(DocNode node) {
    Fields fields = Fields.of(node, "", new Findings()).withoutNulls();
    return new CallFlowSound(
        fields.text("uuid", 1, 128).orElse(""),
        fields.requiredText("name", 1, 1_000),
        fields.text("file_name", 1, 1_000),
        node instanceof Mapping mapping ? mapping : DocTree.empty());
  }

  /** The document again. */
  public Mapping json() {
    return DocTree.over(source)
        .setUnlessDefault("uuid", DocTree.text(uuid), uuid.isEmpty())
        .set("name", DocTree.text(name))
        .setIfAny("file_name", fileName.map(DocTree::text))
        .mapping();
  }

  /** The prompt that is played: its file's name without ending, else its uuid. */
  public String promptName() {
    return fileName.map(MediaReference::withoutEnding).orElse(uuid);
  }

  /** The same sound under a uuid of the server's choice. */
  public CallFlowSound withUuid(String newUuid) {
    return new CallFlowSound(newUuid, name, fileName, source);
  }
}
