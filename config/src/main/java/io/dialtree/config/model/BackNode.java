package io.dialtree.config.model;

import java.util.List;

/** Goes back to the menu the caller came from; the first menu of a call is asked again. */
public record BackNode(String id, SourcePosition at) implements Node {
  @Override
  public List<String> targets() {
    return List.of();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
