package io.dialtree.config.model;

import java.util.List;

/** Goes to another node of the same flow. */
public record GotoNode(String id, SourcePosition at, String next) implements Node {
  @Override
  public List<String> targets() {
    return List.of(next);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
