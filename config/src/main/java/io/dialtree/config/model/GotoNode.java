package io.dialtree.config.model;

import java.util.List;

/**
 * Goes to another node of the same flow.
 *
 * @param branch counts as a branch, of which a call has a bounded number
 */
public record GotoNode(String id, SourcePosition at, String next, boolean branch) implements Node {
  /** A jump that is not counted. */
  public GotoNode(String id, SourcePosition at, String next) {
    this(id, at, next, false);
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
