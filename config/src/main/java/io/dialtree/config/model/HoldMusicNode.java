package io.dialtree.config.model;

import java.util.List;

/**
 * Chooses what the caller hears from here on while somebody is being called or holds the call, and
 * goes on at once.
 *
 * @param playlist as the document names it
 */
public record HoldMusicNode(String id, SourcePosition at, String playlist, String next)
    implements Node {
  /** Name of the run's variable that keeps the choice. */
  public static final String VARIABLE = "hold-music";

  @Override
  public List<String> targets() {
    return List.of(next);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
