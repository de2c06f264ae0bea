package io.dialtree.sip.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An {@code a=crypto} line we can use (RFC 4568 9.1). Lines we cannot use do not exist for us:
 * other suites, keys of a wrong length, several keys or a key identifier (MKI) in the packets,
 * encryption or authentication switched off, and session parameters we do not know.
 *
 * @param tag comes back in the answer
 * @param suite the crypto suite
 * @param key of the side that wrote the line
 */
record CryptoAttribute(String tag, CryptoSuite suite, CryptoKey key) {
  /** More than every suite with every lifetime; what follows is not read. */
  private static final int LINES_MAX = 16;

  private static final String INLINE = "inline:";

  /** RFC 3711 9.2: an SRTP key serves at most 2^48 packets. */
  private static final int LIFETIME_LOG2_MAX = 48;

  private static final String LIFETIME_DECIMAL = "[1-9][0-9]{0,14}";

  /** The usable lines of a media line, in its order. */
  static List<CryptoAttribute> of(SdpMedia line) {
    return line.attributes().stream()
        .filter(a -> a.name().equals("crypto"))
        .limit(LINES_MAX)
        .map(a -> read(a.value()))
        .flatMap(Optional::stream)
        .toList();
  }

  static Optional<CryptoAttribute> read(String value) {
    String[] words = value.strip().split("[ \\t]+", -1);
    if (words.length < 3 || !words[0].matches("[0-9]{1,9}") || !allKnown(words)) {
      return Optional.empty();
    }
    return CryptoSuite.byName(words[1])
        .flatMap(suite -> key(words[2], suite).map(k -> new CryptoAttribute(words[0], suite, k)));
  }

  /** The line for our SDP. */
  static SdpAttribute written(String tag, CryptoSuite suite, CryptoKey own) {
    return new SdpAttribute("crypto", tag + " " + suite.name() + " " + INLINE + own.written());
  }

  /**
   * {@code inline:KEY}, then a lifetime or nothing. Several keys, parted by a semicolon, need an
   * MKI and are not for us; neither character is of the base64 alphabet.
   */
  private static Optional<CryptoKey> key(String parameter, CryptoSuite suite) {
    if (!parameter.toLowerCase(Locale.ROOT).startsWith(INLINE)) {
      return Optional.empty();
    }
    String[] parts = parameter.substring(INLINE.length()).split("\\|", -1);
    return parts.length == 1 || (parts.length == 2 && isLifetime(parts[1]))
        ? CryptoKey.read(parts[0], suite)
        : Optional.empty();
  }

  /** {@code 2^n} or a number of packets; calls end long before the shortest in use, 2^20. */
  private static boolean isLifetime(String text) {
    if (text.matches("2\\^[0-9]{1,2}")) {
      int log2 = Integer.parseInt(text.substring(2));
      return log2 > 0 && log2 <= LIFETIME_LOG2_MAX;
    }
    return text.matches(LIFETIME_DECIMAL) && Long.parseLong(text) <= 1L << LIFETIME_LOG2_MAX;
  }

  /**
   * RFC 4568 6.3: a window size is a hint, a parameter that begins with a dash is optional; every
   * other one changes the packets and makes the line useless.
   */
  private static boolean allKnown(String[] words) {
    return Arrays.stream(words)
        .skip(3)
        .allMatch(p -> p.startsWith("-") || p.matches("WSH=[0-9]{1,5}") || p.equals("KDR=0"));
  }
}
