package io.dialtree.sip.dialog;

import java.util.Locale;
import java.util.Optional;

/**
 * A key in the body of an INFO.
 *
 * @param digit 0-9, star, hash, A-D, or {@code !} for a hook flash
 * @param durationMs what the sender claims
 */
record InfoKey(char digit, int durationMs) {
  /** The length a key has where the body names none, as phones use it. */
  private static final int USUAL_MS = 250;

  private static final int LONGEST_MS = 30_000;

  /**
   * Reads {@code application/dtmf-relay} and {@code application/dtmf}, in the spellings phones
   * send.
   */
  static Optional<InfoKey> read(String subType, String body) {
    return switch (subType.toLowerCase(Locale.ROOT)) {
      case "dtmf-relay" -> relay(body);
      case "dtmf" -> digit(body.strip()).map(d -> new InfoKey(d, USUAL_MS));
      default -> Optional.empty();
    };
  }

  private static Optional<InfoKey> relay(String body) {
    Optional<Character> digit = Optional.empty();
    int durationMs = USUAL_MS;
    for (String line : body.split("\\R", 16)) {
      String[] pair = line.split("[=:]", 2);
      if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("Signal")) {
        digit = digit(pair[1].strip());
      } else if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("Duration")) {
        durationMs = duration(pair[1].strip());
      }
    }
    int length = durationMs;
    return digit.map(d -> new InfoKey(d, length));
  }

  private static int duration(String text) {
    return text.matches("[0-9]{1,6}") ? Math.clamp(Long.parseLong(text), 1, LONGEST_MS) : USUAL_MS;
  }

  private static Optional<Character> digit(String text) {
    String word = text.toUpperCase(Locale.ROOT);
    if (word.matches("[0-9*#A-D!]")) {
      return Optional.of(word.charAt(0));
    }
    return switch (word) {
      case "10" -> Optional.of('*');
      case "11" -> Optional.of('#');
      case "12" -> Optional.of('A');
      case "13" -> Optional.of('B');
      case "14" -> Optional.of('C');
      case "15" -> Optional.of('D');
      case "16", "FLASH" -> Optional.of('!');
      default -> Optional.empty();
    };
  }
}
