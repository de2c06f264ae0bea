package io.dialtree.ivr.draw;

import java.util.Locale;

/** Writes the pieces of an SVG document; every text is escaped. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** A piece as it is. */
  Svg add(String piece) {
    out.append(piece);
    return this;
  }

  /** Text in the middle of {@code x}, of a class unless that is empty. */
  Svg text(String look, double x, double y, String text) {
    String type = look.isEmpty() ? "" : " class=\"" + look + "\"";
    return add(
        String.format(
            Locale.ROOT,
            "<text%s text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            type,
            x,
            y,
            escaped(text)));
  }

  /** Text for XML 1.0: control characters have no place there, not even escaped. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> {
              boolean allowed =
                  point == '\n'
                      || (point >= 0x20 && point <= 0xD7FF)
                      || (point >= 0xE000 && point <= 0xFFFD)
                      || point >= 0x10000;
              escaped.appendCodePoint(allowed ? point : ' ');
            }
          }
        });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
