package io.dialtree.config.library;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that names a prompt file.
 *
 * @param at the node
 */
record PromptUse(SourcePosition at, String node, String prompt) {
  /** Of the flows of a document, and of its drafts. */
  static List<PromptUse> of(Reading reading) {
    List<Flow> flows = new ArrayList<>(reading.flows());
    flows.addAll(reading.drafts());
    List<PromptUse> uses = new ArrayList<>();
    for (Flow flow : flows) {
      for (Node node : flow.nodes().values()) {
        for (Prompt prompt : node.prompts()) {
          if (prompt instanceof Prompt.Named(String name)) {
            uses.add(new PromptUse(node.at(), node.id(), name));
          }
        }
      }
    }
    return uses.stream().distinct().toList();
  }
}
