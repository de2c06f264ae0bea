package io.dialtree.config.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of a calendar: once, every year, or by the date of Easter. */
public sealed interface DateRange {
  /** True when the date is in it. */
  boolean contains(LocalDate date);

  /** Days of one year, both included. */
  record Once(LocalDate first, LocalDate last) implements DateRange {
    @Override
    public boolean contains(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }
  }

  /** The same days every year, both included; may go on after the new year. */
  record Yearly(MonthDay first, MonthDay last) implements DateRange {
    @Override
    public boolean contains(LocalDate date) {
      MonthDay day = MonthDay.from(date);
      boolean afterFirst = day.compareTo(first) >= 0;
      boolean beforeLast = day.compareTo(last) <= 0;
      return first.compareTo(last) <= 0 ? afterFirst && beforeLast : afterFirst || beforeLast;
    }
  }

  /** Days counted from Easter Sunday of the Gregorian calendar, both included. */
  record ByEaster(int first, int last) implements DateRange {
    @Override
    public boolean contains(LocalDate date) {
      LocalDate easter = easter(date.getYear());
      return !date.isBefore(easter.plusDays(first)) && !date.isAfter(easter.plusDays(last));
    }
  }

  /**
   * Reads {@code 2026-12-24}, {@code 12-24} (every year), {@code easter}, {@code easter-2}, {@code
   * easter+39}, and two of one kind with {@code ..} between them.
   */
  static Optional<DateRange> parse(String text) {
    String[] ends = text.strip().split("\\.\\.", -1);
    String last = ends[ends.length - 1].strip();
    try {
      return ends.length > 2 ? Optional.empty() : parse(ends[0].strip(), last);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<DateRange> parse(String first, String last) {
    String year = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    String month = "[0-9]{2}-[0-9]{2}";
    if (first.matches(year) && last.matches(year)) {
      Once once = new Once(LocalDate.parse(first), LocalDate.parse(last));
      return once.last().isBefore(once.first()) ? Optional.empty() : Optional.of(once);
    }
    if (first.matches(month) && last.matches(month)) {
      return Optional.of(new Yearly(MonthDay.parse("--" + first), MonthDay.parse("--" + last)));
    }
    return easterOffset(first)
        .flatMap(
            from -> easterOffset(last).filter(to -> to >= from).map(to -> new ByEaster(from, to)));
  }

  private static Optional<Integer> easterOffset(String text) {
    Matcher matcher = Pattern.compile("easter([+-][0-9]{1,3})?").matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String offset = matcher.group(1);
    return Optional.of(offset == null ? 0 : Integer.parseInt(offset));
  }

  /** Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher). */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int day = h + l - 7 * m + 114;
    return LocalDate.of(year, day / 31, day % 31 + 1);
  }
}
