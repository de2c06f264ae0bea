package io.dialtree.speech;

import java.text.Normalizer;

/** Makes a text safe to hand to an engine. */
public final class SpeechText {
  /** Longest text that is spoken; read aloud it takes about five minutes. */
  public static final int LENGTH_MAX = 5_000;

  private SpeechText() {}

  /**
   * The text with control characters, lone surrogates and runs of blanks turned into single spaces.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(SpeechText::speakable).forEach(clean::appendCodePoint);
    return clean.toString().replaceAll(" {2,}", " ").strip();
  }

  /**
   * The text without accents and without what is not ASCII, for an engine that knows English
   * letters only.
   */
  static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^\\x20-\\x7E]", " ");
  }

  private static int speakable(int codePoint) {
    boolean unspeakable =
        Character.isISOControl(codePoint)
            || Character.getType(codePoint) == Character.SURROGATE
            || Character.getType(codePoint) == Character.FORMAT
            || Character.isWhitespace(codePoint);
    return unspeakable ? ' ' : codePoint;
  }
}
