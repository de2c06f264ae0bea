package io.dialtree.config.model;

import java.util.List;

/**
 * Goes one of two ways by the caller's number.
 *
 * @param patterns searched anywhere in the number without its plus; one that matches is enough
 * @param anonymous matches callers who asked for privacy
 * @param unavailable matches callers without a usable number
 */
public record CallerMatchNode(
    String id,
    SourcePosition at,
    List<GuardedPattern> patterns,
    boolean anonymous,
    boolean unavailable,
    String match,
    String noMatch)
    implements Node {
  /** Copies the list. */
  public CallerMatchNode {
    patterns = List.copyOf(patterns);
  }

  /** True when this caller matches. */
  public boolean matches(String number, boolean isAnonymous) {
    String bare = number.startsWith("+") ? number.substring(1) : number;
    return (anonymous && isAnonymous)
        || (unavailable && bare.isEmpty())
        || (!bare.isEmpty() && patterns.stream().anyMatch(it -> it.find(bare).isPresent()));
  }

  @Override
  public List<String> targets() {
    return List.of(match, noMatch);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
