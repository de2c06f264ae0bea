package io.dialtree.sip.guard;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bounds on the header part of a message, checked in one pass before the parser sees it. Pure. */
final class HeaderLimits {
  /**
   * Room for the longest sets of Via, Record-Route and Identity headers seen from carriers, times
   * four.
   */
  static final int HEADER_BYTES_MAX = 16 * 1024;

  static final int HEADERS_MAX = 128;
  static final int LINE_BYTES_MAX = 8 * 1024;

  /**
   * RFC 3261 20: these stand once. Two of them mean that two programs will read two different
   * messages.
   */
  private static final Map<String, Integer> SINGLE =
      Map.ofEntries(
          Map.entry("from", 0),
          Map.entry("f", 0),
          Map.entry("to", 1),
          Map.entry("t", 1),
          Map.entry("call-id", 2),
          Map.entry("i", 2),
          Map.entry("cseq", 3),
          Map.entry("content-length", 4),
          Map.entry("l", 4),
          Map.entry("max-forwards", 5),
          Map.entry("content-type", 6),
          Map.entry("c", 6));

  private HeaderLimits() {}

  static boolean acceptable(byte[] bytes) {
    int seen = 0;
    int lines = 0;
    int start = 0;
    while (start < bytes.length && bytes[start] < ' ') {
      start++;
    }
    while (start < bytes.length) {
      int end = lineEnd(bytes, start);
      if (end < 0
          || end - start > LINE_BYTES_MAX
          || end > HEADER_BYTES_MAX
          || ++lines > HEADERS_MAX) {
        return false;
      }
      if (isEmpty(bytes, start, end)) {
        return lines > 1;
      }
      Integer single = lines == 1 ? null : SINGLE.get(name(bytes, start, end));
      if (single != null && (seen & (1 << single)) != 0) {
        return false;
      }
      seen |= single == null ? 0 : 1 << single;
      start = end + 1;
    }
    return lines > 1;
  }

  /**
   * Index of the line feed that ends the line, the length of the message for the last, -1 when a
   * NUL stands in it.
   */
  private static int lineEnd(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] != '\n') {
      if (bytes[i] == 0) {
        return -1;
      }
      i++;
    }
    return i;
  }

  /** The last word of the first line, which in a request is the version. */
  static String version(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && bytes[start] < ' ') {
      start++;
    }
    String line =
        new String(
                bytes, start, Math.max(0, lineEnd(bytes, start) - start), StandardCharsets.US_ASCII)
            .strip();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static boolean isEmpty(byte[] bytes, int start, int end) {
    return start == end || (end == start + 1 && bytes[start] == '\r');
  }

  /** The lower-case header name; empty for a folded line or an unlikely long name. */
  private static String name(byte[] bytes, int start, int end) {
    StringBuilder name = new StringBuilder(16);
    for (int i = start; i < end && name.length() < 16; i++) {
      char c = (char) bytes[i];
      if (c == ':') {
        return name.toString();
      }
      if (c > ' ') {
        name.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      } else if (i == start) {
        return "";
      }
    }
    return "";
  }
}
