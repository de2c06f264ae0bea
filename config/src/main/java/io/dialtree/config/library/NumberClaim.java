package io.dialtree.config.library;

import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.SourcePosition;
import java.util.Optional;

/**
 * A number, or a pattern of such, that leads to a flow it does not stand in.
 *
 * @param number a dialled number without separators, empty text when a pattern is meant
 * @param pattern an expression on the dialled number
 * @param target the flow as {@code dialect/id}
 * @param at where it is said
 */
public record NumberClaim(
    String number, Optional<GuardedPattern> pattern, String target, SourcePosition at) {
  /** An exact number. */
  public static NumberClaim number(String number, String target, SourcePosition at) {
    return new NumberClaim(number, Optional.empty(), target, at);
  }

  /** A pattern. */
  public static NumberClaim pattern(GuardedPattern pattern, String target, SourcePosition at) {
    return new NumberClaim("", Optional.of(pattern), target, at);
  }

  /** The number or the expression. */
  public String label() {
    return pattern.map(GuardedPattern::regex).orElse(number);
  }
}
