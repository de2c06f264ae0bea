package io.dialtree.config.model;

import java.time.LocalDate;
import java.util.List;

/**
 * Days on which other hours hold than in the week.
 *
 * @param at where it is written
 * @param name for people, may be empty
 * @param dates which days
 * @param open hours of these days, empty for a day that is closed
 */
public record SpecialDay(SourcePosition at, String name, DateRange dates, List<OpenSpan> open) {
  /** Copies the list. */
  public SpecialDay {
    open = List.copyOf(open);
  }

  /** True when the date is one of them. */
  public boolean contains(LocalDate date) {
    return dates.contains(date);
  }
}
