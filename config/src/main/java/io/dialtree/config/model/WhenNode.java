package io.dialtree.config.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * Goes where the first condition that holds leads.
 *
 * @param otherwise next node when none holds
 */
public record WhenNode(String id, SourcePosition at, List<Case> cases, String otherwise)
    implements Node {
  /** Copies the list. */
  public WhenNode {
    cases = List.copyOf(cases);
  }

  /**
   * A condition and where it leads.
   *
   * @param variable name of the value that is looked at
   */
  public record Case(String variable, Condition condition, String next) {}

  @Override
  public List<String> targets() {
    return Stream.concat(cases.stream().map(Case::next), Stream.of(otherwise)).toList();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
