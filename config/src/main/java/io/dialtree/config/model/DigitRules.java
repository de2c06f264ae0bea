package io.dialtree.config.model;

/**
 * How one question collects keys.
 *
 * @param minDigits fewer than this is no answer, 1 to 64
 * @param maxDigits collection stops at once when reached, 1 to 64
 * @param firstDigitMs from the end of the prompt to the first key
 * @param interDigitMs from one key to the next
 * @param terminators keys that end the input and are not part of it
 * @param bargeIn a key stops the greeting
 * @param bargeInErrors a key stops the invalid and timeout prompts too
 * @param typeAhead what happens to keys pressed before this question was asked
 * @param match whether an answer may end the input before its timer
 * @param terminatorAlone what a terminator with nothing before it means
 */
public record DigitRules(
    int minDigits,
    int maxDigits,
    long firstDigitMs,
    long interDigitMs,
    String terminators,
    boolean bargeIn,
    boolean bargeInErrors,
    TypeAhead typeAhead,
    Match match,
    TerminatorAlone terminatorAlone) {
  /** Every key a telephone can send. */
  public static final String ALL_KEYS = "0123456789*#ABCD";

  /** Keys pressed before the question. */
  public enum TypeAhead {
    /** They count as the beginning of the answer. */
    KEEP,
    /** They are forgotten. */
    FLUSH
  }

  /** When the collected keys are compared with the choices. */
  public enum Match {
    /** Only when the input has ended by length, terminator or timer. */
    AT_END,
    /** At once, when they are a choice and no longer choice begins with them. */
    WHEN_UNIQUE
  }

  /** A terminator pressed first. */
  public enum TerminatorAlone {
    /** Counts as silence. */
    NO_INPUT,
    /** Counts as a wrong entry. */
    NO_MATCH
  }
}
