package io.dialtree.config.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a number and remembers it.
 *
 * @param variable name the digits get, for placeholders in later texts
 * @param pattern when present, the whole input must match it
 * @param masked the digits must not appear in records
 * @param next where a good answer leads
 */
public record CollectNode(
    String id,
    SourcePosition at,
    Question question,
    String variable,
    Optional<GuardedPattern> pattern,
    boolean masked,
    String next)
    implements Node {
  @Override
  public List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(next));
    question.onNoInput().next().ifPresent(targets::add);
    question.onNoMatch().next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public List<Prompt> prompts() {
    return question.prompts();
  }
}
