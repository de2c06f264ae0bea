package io.dialtree.config.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opening hours. Read by the clock on the wall of their time zone, so that nine o'clock is nine
 * o'clock on the days the clocks change too.
 *
 * @param name by which flows refer to it
 * @param at where it is written
 * @param zone time zone of every hour in it
 * @param week hours by day; a day that is missing is closed
 * @param days days on which other hours hold; of several for one day the first counts
 */
public record Calendar(
    String name,
    SourcePosition at,
    ZoneId zone,
    Map<DayOfWeek, List<OpenSpan>> week,
    List<SpecialDay> days) {
  private static final int DAY_MINUTES = 24 * 60;

  /** Copies the collections. */
  public Calendar {
    EnumMap<DayOfWeek, List<OpenSpan>> copy = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> copy.put(day, List.copyOf(spans)));
    week = java.util.Collections.unmodifiableMap(copy);
    days = List.copyOf(days);
  }

  /** What a moment is. */
  public enum State {
    /** Open. */
    OPEN,
    /** Closed on an ordinary day. */
    CLOSED,
    /** Closed on a special day. */
    HOLIDAY
  }

  /**
   * What this moment is.
   *
   * @param epochMs milliseconds since 1970-01-01T00:00Z
   */
  public State at(long epochMs) {
    LocalDateTime local = local(epochMs, zone).toLocalDateTime();
    LocalDate today = local.toLocalDate();
    int minute = local.getHour() * 60 + local.getMinute();
    boolean open =
        isOpen(today, minute)
            // What opened yesterday in the evening may still be open.
            || isOpen(today.minusDays(1), minute + DAY_MINUTES);
    if (open) {
      return State.OPEN;
    }
    return special(today).isPresent() ? State.HOLIDAY : State.CLOSED;
  }

  /** The special day this date is. */
  public Optional<SpecialDay> special(LocalDate date) {
    return days.stream().filter(day -> day.contains(date)).findFirst();
  }

  /** The moment on the wall of a time zone. */
  public static ZonedDateTime local(long epochMs, ZoneId zone) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(epochMs, 1000L),
            Math.floorMod(epochMs, 1000) * 1_000_000,
            ZoneOffset.UTC);
    return ZonedDateTime.ofInstant(utc, ZoneOffset.UTC, zone);
  }

  private boolean isOpen(LocalDate date, int minute) {
    return special(date)
        .map(SpecialDay::open)
        .orElseGet(() -> week.getOrDefault(date.getDayOfWeek(), List.of()))
        .stream()
        .anyMatch(span -> span.contains(minute));
  }
}
