package io.dialtree.sip.guard;

/**
 * What can be told about a message from its bytes, without parsing it. Pure functions over the
 * first {@code length} bytes; linear in them.
 */
final class RawMessage {
  /** No Call-ID was found. */
  static final int NO_CALL_ID = 0;

  private RawMessage() {}

  /**
   * True when the bytes can be SIP: a request line or status line starts with a letter. Keepalives
   * (RFC 5626 3.5.1), STUN and lone zero bytes do not.
   */
  static boolean looksLikeSip(byte[] bytes, int length) {
    return length > 11 && isLetter(bytes[0]);
  }

  /** True for a request that would start something new and can be sent again later. */
  static boolean startsSomethingNew(byte[] bytes, int length) {
    return startsWith(bytes, length, "INVITE ")
        || startsWith(bytes, length, "OPTIONS ")
        || startsWith(bytes, length, "REGISTER ")
        || startsWith(bytes, length, "SUBSCRIBE ");
  }

  /**
   * A hash of the Call-ID value, so that the messages of one call stay on one worker and in order.
   * Understands the compact name, any case, and blanks before the colon (RFC 3261 7.3). {@link
   * #NO_CALL_ID} when there is none.
   */
  static int callIdHash(byte[] bytes, int length) {
    for (int line = nextLine(bytes, length, 0);
        line < length;
        line = nextLine(bytes, length, line)) {
      int name = nameLength(bytes, length, line);
      if (name > 0) {
        int hash = valueHash(bytes, length, line + name);
        return hash == NO_CALL_ID ? 1 : hash;
      }
      if (bytes[line] == '\r' || bytes[line] == '\n') {
        return NO_CALL_ID;
      }
    }
    return NO_CALL_ID;
  }

  private static int nextLine(byte[] bytes, int length, int from) {
    int i = from;
    while (i < length && bytes[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  /**
   * Length of {@code Call-ID} or {@code i} up to and with the colon; 0 when the line is another
   * header.
   */
  private static int nameLength(byte[] bytes, int length, int line) {
    int end =
        startsWithAt(bytes, length, line, "call-id")
            ? line + 7
            : startsWithAt(bytes, length, line, "i") ? line + 1 : line;
    if (end == line) {
      return 0;
    }
    while (end < length && (bytes[end] == ' ' || bytes[end] == '\t')) {
      end++;
    }
    return end < length && bytes[end] == ':' ? end + 1 - line : 0;
  }

  /** Skips blanks and one folded line, then hashes up to the next blank or line end. */
  private static int valueHash(byte[] bytes, int length, int from) {
    int i = from;
    while (i < length && isBlankOrFold(bytes, length, i)) {
      i++;
    }
    int hash = NO_CALL_ID;
    while (i < length && bytes[i] > ' ') {
      hash = 31 * hash + bytes[i++];
    }
    return hash;
  }

  private static boolean isBlankOrFold(byte[] bytes, int length, int i) {
    byte b = bytes[i];
    if (b == ' ' || b == '\t' || b == '\r') {
      return true;
    }
    return b == '\n' && i + 1 < length && (bytes[i + 1] == ' ' || bytes[i + 1] == '\t');
  }

  private static boolean startsWith(byte[] bytes, int length, String word) {
    return startsWithAt(bytes, length, 0, word.toLowerCase(java.util.Locale.ROOT));
  }

  private static boolean startsWithAt(byte[] bytes, int length, int at, String lowerCaseWord) {
    if (at + lowerCaseWord.length() > length) {
      return false;
    }
    for (int i = 0; i < lowerCaseWord.length(); i++) {
      int b = bytes[at + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCaseWord.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }
}
