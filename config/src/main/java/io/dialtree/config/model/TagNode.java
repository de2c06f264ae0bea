package io.dialtree.config.model;

import java.util.List;

/** Adds words to the record of the call and goes on. */
public record TagNode(String id, SourcePosition at, List<String> tags, String next)
    implements Node {
  /** Copies the list. */
  public TagNode {
    tags = List.copyOf(tags);
  }

  @Override
  public List<String> targets() {
    return List.of(next);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
