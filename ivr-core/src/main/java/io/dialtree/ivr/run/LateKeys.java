package io.dialtree.ivr.run;

/**
 * Terminators of an input that was full before they came.
 *
 * @param keys that are ignored once
 * @param untilMs on the clock given to the run
 */
public record LateKeys(String keys, long untilMs) {
  /** None. */
  public static final LateKeys NONE = new LateKeys("", 0);
}
