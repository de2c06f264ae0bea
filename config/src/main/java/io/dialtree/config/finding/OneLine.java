package io.dialtree.config.finding;

/** Words of documents in a line for people: a name must not move the cursor or forge a line. */
public final class OneLine {
  private OneLine() {}

  /** The text with a space for every control character, line end and change of direction. */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
  }
}
