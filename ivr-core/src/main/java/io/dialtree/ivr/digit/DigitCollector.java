package io.dialtree.ivr.digit;

import io.dialtree.config.model.DigitRules;
import io.dialtree.ivr.digit.Collected.EndedBy;
import java.util.function.Predicate;

/**
 * Collects keys by the rules of a question. Holds nothing itself: the keys so far go in and come
 * out.
 *
 * @param rules of the question
 * @param complete true for an input that is an answer and cannot become another one; asked only
 *     where the rules match early
 */
public record DigitCollector(DigitRules rules, Predicate<String> complete) {
  /** What a key does to the keys so far. */
  public Progress key(String digits, char key) {
    if (rules.terminators().indexOf(key) >= 0) {
      return done(digits, EndedBy.TERMINATOR, String.valueOf(key));
    }
    String now = digits + key;
    if (now.length() >= rules.maxDigits()) {
      return done(now, EndedBy.MAX, "");
    }
    boolean matched = rules.match() == DigitRules.Match.WHEN_UNIQUE && complete.test(now);
    return matched ? done(now, EndedBy.MATCH, "") : new Progress.Waiting(now);
  }

  /**
   * The input when a timer has run out: the first-digit timer without keys, the inter-digit timer
   * with some.
   */
  public Collected timeout(String digits) {
    return new Collected(
        digits, digits.isEmpty() ? EndedBy.FIRST_TIMEOUT : EndedBy.INTER_TIMEOUT, "");
  }

  private static Progress done(String digits, EndedBy endedBy, String terminator) {
    return new Progress.Done(new Collected(digits, endedBy, terminator));
  }
}
