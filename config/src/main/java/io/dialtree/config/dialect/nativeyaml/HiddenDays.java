package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.DateRange;
import io.dialtree.config.model.SpecialDay;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds special days that never hold, because those written before them hold on all their dates.
 */
final class HiddenDays {
  /** Two leap years, and Easter in March and April: what is hidden in all of them is so always. */
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private static final LocalDate END = LocalDate.of(2032, 1, 1);

  /** Nobody is on holiday for longer. */
  private static final int DATES_MAX = 3_660;

  private HiddenDays() {}

  static void check(List<SpecialDay> days, String key, Findings findings) {
    for (int i = 1; i < days.size(); i++) {
      List<SpecialDay> earlier = days.subList(0, i);
      if (dates(days.get(i).dates())
          .allMatch(date -> earlier.stream().anyMatch(it -> it.contains(date)))) {
        String message = "this day never holds: one that is written before it does";
        findings.warning("overlap", days.get(i).at(), key, message);
      }
    }
  }

  private static Stream<LocalDate> dates(DateRange range) {
    return switch (range) {
      case DateRange.Once once -> once.first().datesUntil(once.last().plusDays(1)).limit(DATES_MAX);
      case DateRange.Yearly _, DateRange.ByEaster _ ->
          FIRST.datesUntil(END).filter(range::contains);
    };
  }
}
