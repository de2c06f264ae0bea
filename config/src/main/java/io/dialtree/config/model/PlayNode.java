package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Plays and goes on.
 *
 * @param bargeInKeys keys that stop it, empty for none
 * @param times how often, 0 for endlessly
 * @param next empty ends the flow
 */
public record PlayNode(
    String id,
    SourcePosition at,
    List<Prompt> prompts,
    String bargeInKeys,
    int times,
    Optional<String> next)
    implements Node {
  /** Copies the list. */
  public PlayNode {
    prompts = List.copyOf(prompts);
  }

  @Override
  public List<String> targets() {
    return next.stream().toList();
  }
}
