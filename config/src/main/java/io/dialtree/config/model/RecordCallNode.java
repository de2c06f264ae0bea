package io.dialtree.config.model;

import java.util.List;

/**
 * Records the call from here on, both directions, and goes on at once. Before the answer the
 * recording begins with the answer.
 */
public record RecordCallNode(String id, SourcePosition at, String next) implements Node {
  @Override
  public List<String> targets() {
    return List.of(next);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
