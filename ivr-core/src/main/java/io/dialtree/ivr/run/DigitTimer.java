package io.dialtree.ivr.run;

/**
 * The one timer of a question.
 *
 * @param id of the running timer, empty when it stands still or there is none
 * @param dueMs when it runs out, on the clock given to the run
 * @param remainingMs how long it has to go while it stands still
 */
public record DigitTimer(Kind kind, String id, long dueMs, long remainingMs) {
  /** No timer. */
  public static final DigitTimer NONE = new DigitTimer(Kind.NONE, "", 0, 0);

  /** What it waits for. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** The first key after the prompt. */
    FIRST_DIGIT,
    /** The next key. */
    INTER_DIGIT
  }
}
