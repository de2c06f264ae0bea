package io.dialtree.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Does nothing and goes on: a step that is switched off, or of a kind this server does not run.
 *
 * @param kind what the document calls it
 * @param next empty ends the flow
 */
public record SkipNode(String id, SourcePosition at, String kind, Optional<String> next)
    implements Node {
  @Override
  public List<String> targets() {
    return next.stream().toList();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
