package io.dialtree.config.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From one time of a day to another.
 *
 * @param fromMinute since midnight, 0 to 1439
 * @param toMinute the first minute that is not in it any more, up to 2879 for a span that goes on
 *     after midnight
 */
public record OpenSpan(int fromMinute, int toMinute) {
  private static final Pattern SPAN =
      Pattern.compile(
          "([01]?[0-9]|2[0-3]):([0-5][0-9])\\s*-\\s*(?:([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00)");
  private static final int DAY_MINUTES = 24 * 60;

  /** Reads {@code 09:00-12:30}; an end before the beginning is on the next day. */
  public static Optional<OpenSpan> parse(String text) {
    Matcher matcher = SPAN.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int from = minute(matcher.group(1), matcher.group(2));
    int to = matcher.group(3) == null ? DAY_MINUTES : minute(matcher.group(3), matcher.group(4));
    return from == to
        ? Optional.empty()
        : Optional.of(new OpenSpan(from, to < from ? to + DAY_MINUTES : to));
  }

  /** True for a minute since the midnight the span counts from. */
  public boolean contains(int minute) {
    return minute >= fromMinute && minute < toMinute;
  }

  /** True when a minute is in both. */
  public boolean overlaps(OpenSpan other) {
    return fromMinute < other.toMinute && other.fromMinute < toMinute;
  }

  /** As it is written: {@code 22:00-02:00}. */
  @Override
  public String toString() {
    int last = toMinute > DAY_MINUTES ? toMinute - DAY_MINUTES : toMinute;
    return written(fromMinute) + "-" + written(last);
  }

  private static String written(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  private static int minute(String hour, String minute) {
    return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
  }
}
