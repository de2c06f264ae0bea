package io.dialtree.config.wording;

import io.dialtree.config.model.Condition;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SystemPrompts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Values as names of system prompts. What is not what it should be is said key by key. */
final class Values {
  private static final BigDecimal TOO_LARGE = BigDecimal.valueOf(1_000_000_000L);
  private static final int DECIMALS_MAX = 6;

  private Values() {}

  static List<String> pieces(Prompt.As as, String value, String currency, Grammar grammar) {
    String text = value.strip();
    Optional<List<String>> pieces =
        switch (as) {
          case DIGITS -> Optional.empty();
          case NUMBER -> number(text).map(number -> number(number, grammar));
          case ORDINAL ->
              number(text)
                  .filter(
                      number -> number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0)
                  .map(number -> grammar.ordinal(number.longValue()));
          case AMOUNT -> cents(text).map(cents -> amount(cents, currency, grammar));
          case DATE -> date(text).map(grammar::date);
          case TIME -> time(text).map(grammar::time);
        };
    return pieces.orElseGet(() -> digits(text));
  }

  /** Every name a value of this kind can be made of. */
  static List<String> everything(Prompt.As as, Grammar grammar) {
    List<String> prefixes =
        switch (as) {
          case DIGITS -> List.of();
          case NUMBER -> List.of("number-");
          case ORDINAL -> List.of("number-", "ordinal-");
          case AMOUNT -> List.of("number-", "currency-");
          case DATE -> List.of("number-", "ordinal-", "month-", "time-oh");
          case TIME -> List.of("number-", "time-");
        };
    Map<String, String> words = grammar.words();
    return Stream.concat(
            words.keySet().stream().filter(name -> prefixes.stream().anyMatch(name::startsWith)),
            digits(DigitRules.ALL_KEYS).stream())
        .toList();
  }

  private static List<String> digits(String text) {
    return text.chars()
        .filter(key -> DigitRules.ALL_KEYS.indexOf(key) >= 0)
        .mapToObj(key -> SystemPrompts.digit((char) key).name())
        .toList();
  }

  private static Optional<BigDecimal> number(String text) {
    return Condition.number(text).filter(number -> number.abs().compareTo(TOO_LARGE) < 0);
  }

  private static List<String> number(BigDecimal number, Grammar grammar) {
    List<String> pieces = new ArrayList<>();
    if (number.signum() < 0) {
      pieces.add(NumberPieces.MINUS);
    }
    BigDecimal size = number.abs();
    pieces.addAll(grammar.number(size.longValue()));
    String digits = size.toPlainString();
    int point = digits.indexOf('.');
    if (point >= 0) {
      pieces.add(NumberPieces.POINT);
      digits
          .substring(point + 1, Math.min(digits.length(), point + 1 + DECIMALS_MAX))
          .chars()
          .forEach(digit -> pieces.add(NumberPieces.below100(digit - '0')));
    }
    return pieces;
  }

  /** Hundredths; half of one is rounded away from zero, as on a bill. */
  private static Optional<Long> cents(String text) {
    return number(text)
        .map(number -> number.setScale(2, RoundingMode.HALF_UP))
        .filter(number -> number.abs().compareTo(TOO_LARGE) < 0)
        .map(number -> number.unscaledValue().longValueExact());
  }

  private static List<String> amount(long cents, String currency, Grammar grammar) {
    long all = Math.abs(cents);
    List<String> pieces = new ArrayList<>();
    if (cents < 0) { // what is rounded to nothing is owed by nobody
      pieces.add(NumberPieces.MINUS);
    }
    pieces.addAll(grammar.amount(all / 100, (int) (all % 100), currency));
    return pieces;
  }

  /** The date of a date and time, too. */
  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10))).filter(it -> it.getYear() > 0);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The time of a date and time, too. */
  private static Optional<LocalTime> time(String text) {
    String written = text.substring(text.indexOf('T') + 1);
    String time = written.matches("[0-9]:.*") ? "0" + written : written;
    try {
      return time.length() < 5
          ? Optional.empty()
          : Optional.of(LocalTime.parse(time.substring(0, 5)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
