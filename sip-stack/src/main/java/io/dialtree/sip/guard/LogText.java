package io.dialtree.sip.guard;

/** Text from the network, made safe for one line of a log. */
public final class LogText {
  /** Longer values say nothing more to a reader. */
  private static final int CHARS_MAX = 200;

  private LogText() {}

  /**
   * The text without control characters, which could forge lines or move a terminal's cursor, cut
   * at 200 characters.
   */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < CHARS_MAX; i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
        safe.append(String.format("\\x%02X", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
