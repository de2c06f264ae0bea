package io.dialtree.media.dtmf;

/**
 * Takes digits. Called once a key press on the receiver's thread, so it must neither block nor
 * throw.
 */
@FunctionalInterface
public interface DigitSink {
  /** What {@code durationMs} says while the key is still held or its end is not known. */
  int DURATION_UNKNOWN = -1;

  /**
   * A key was pressed.
   *
   * @param digit one of {@code 0-9 * # A-D}
   * @param durationMs length of the press, or {@link #DURATION_UNKNOWN}
   * @param atNs when it was decided, on the clock of the packets' arrival
   */
  void onDigit(char digit, DigitSource source, int durationMs, long atNs);
}
