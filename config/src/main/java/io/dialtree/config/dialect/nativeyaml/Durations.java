package io.dialtree.config.dialect.nativeyaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 5s}, {@code 1.5s} and {@code 800ms}. */
final class Durations {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s)");

  private Durations() {}

  static Optional<Long> parseMs(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int shift = matcher.group(2).equals("s") ? 3 : 0;
    return Optional.of(new BigDecimal(matcher.group(1)).movePointRight(shift).longValue());
  }
}
