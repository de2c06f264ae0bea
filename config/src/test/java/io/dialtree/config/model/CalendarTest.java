package io.dialtree.config.model;

import static io.dialtree.config.model.Calendar.State.CLOSED;
import static io.dialtree.config.model.Calendar.State.HOLIDAY;
import static io.dialtree.config.model.Calendar.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.dialect.nativeyaml.CalendarReader;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalendarTest {
  private static final String OFFICE =
      """
      zone: Europe/Berlin
      week:
        mon-thu: "09:00-12:00, 13:00-17:00"
        fri: ["09:00-12:30"]
        sat: "22:00-02:00"
      days:
        - {date: 2026-12-24, name: Christmas Eve, open: "09:00-12:00"}
        - {date: 12-25..12-26, name: Christmas}
        - {date: 12-31..01-01}
        - {date: easter-2..easter+1}
      """;

  private final Findings findings = new Findings();

  private Calendar calendar(String yaml) {
    return Documents.yaml("office.yaml", yaml.getBytes(StandardCharsets.UTF_8), findings)
        .flatMap(root -> CalendarReader.read(root, "office", findings))
        .orElseThrow();
  }

  private Calendar.State at(String local) {
    return calendar(OFFICE)
        .at(
            LocalDateTime.parse(local)
                .atZone(ZoneId.of("Europe/Berlin"))
                .toInstant()
                .toEpochMilli());
  }

  @Test
  void aDayMayHaveSeveralParts() {
    assertThat(at("2026-11-23T08:59:59")).isEqualTo(CLOSED);
    assertThat(at("2026-11-23T09:00")).isEqualTo(OPEN);
    assertThat(at("2026-11-23T12:00")).isEqualTo(CLOSED);
    assertThat(at("2026-11-23T13:00")).isEqualTo(OPEN);
    assertThat(at("2026-11-27T13:00")).isEqualTo(CLOSED);
  }

  @Test
  void anEveningMayEndAfterMidnight() {
    assertThat(at("2026-11-21T23:30")).isEqualTo(OPEN);
    assertThat(at("2026-11-22T01:59")).isEqualTo(OPEN);
    assertThat(at("2026-11-22T02:00")).isEqualTo(CLOSED);
  }

  @Test
  void aHalfDayIsOpenInItsOwnHoursAndAHolidayOutsideThem() {
    assertThat(at("2026-12-24T11:59")).isEqualTo(OPEN);
    assertThat(at("2026-12-24T13:30")).isEqualTo(HOLIDAY);
  }

  @Test
  void holidaysComeBackEveryYearAndMayGoOnAfterTheNewYear() {
    assertThat(at("2025-12-26T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2031-12-25T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2026-12-31T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2027-01-01T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2027-01-04T10:00")).isEqualTo(OPEN);
  }

  @Test
  void easterMovesAndTheHolidaysMoveWithIt() {
    assertThat(DateRange.easter(2026)).isEqualTo(LocalDate.of(2026, 4, 5));
    assertThat(DateRange.easter(2000)).isEqualTo(LocalDate.of(2000, 4, 23));
    assertThat(DateRange.easter(2038)).isEqualTo(LocalDate.of(2038, 4, 25));
    assertThat(at("2026-04-03T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2026-04-06T10:00")).isEqualTo(HOLIDAY);
    assertThat(at("2026-04-07T10:00")).isEqualTo(OPEN);
  }

  @Test
  void nineIsNineOnTheDaysTheClocksChange() {
    Calendar daily = calendar("zone: Europe/Berlin\nweek: {sun: \"09:00-10:00\"}");
    // 2026-03-29 at 02:00 becomes 03:00: nine o'clock is 07:00 UTC, and 08:00 UTC a week before.
    assertThat(daily.at(utc("2026-03-29T06:59:59"))).isEqualTo(CLOSED);
    assertThat(daily.at(utc("2026-03-29T07:00"))).isEqualTo(OPEN);
    assertThat(daily.at(utc("2026-03-22T07:30"))).isEqualTo(CLOSED);
    assertThat(daily.at(utc("2026-03-22T08:00"))).isEqualTo(OPEN);
    // 2026-10-25 at 03:00 becomes 02:00 again.
    assertThat(daily.at(utc("2026-10-25T07:59:59"))).isEqualTo(CLOSED);
    assertThat(daily.at(utc("2026-10-25T08:00"))).isEqualTo(OPEN);
  }

  @Test
  void theHourThatIsThereTwiceIsOpenTwice() {
    Calendar night = calendar("zone: Europe/Berlin\nweek: {sun: \"02:00-03:00\"}");
    assertThat(night.at(utc("2026-10-25T00:30"))).isEqualTo(OPEN);
    assertThat(night.at(utc("2026-10-25T01:30"))).isEqualTo(OPEN);
    assertThat(night.at(utc("2026-03-29T00:30"))).isEqualTo(CLOSED);
    assertThat(night.at(utc("2026-03-29T01:30"))).isEqualTo(CLOSED);
  }

  @Test
  void everyMistakeIsNamedWithItsLine() {
    String wrong =
        """
        zone: Europe/Berln
        week: {mon-fri: "9-17", monday: "09:00-17:00", wed: "09:00-10:00"}
        days:
          - {date: 24.12.2026}
          - {date: 02-30}
          - {date: 2026-12-31..2026-01-01, opened: x}
        """;
    Documents.yaml("o.yaml", wrong.getBytes(StandardCharsets.UTF_8), findings)
        .ifPresent(root -> CalendarReader.read(root, "o", findings));
    assertThat(findings.list())
        .extracting(it -> it.at().line() + " " + it.rule())
        .contains(
            "1 zone",
            "2 hours",
            "2 pattern",
            "2 unique",
            "4 date",
            "5 date",
            "6 date",
            "6 unknown-key");
    assertThat(findings.list()).extracting(Finding::nearest).contains("Europe/Berlin", "open");
    assertThat(List.copyOf(findings.list())).allMatch(Finding::isError);
  }

  private static long utc(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("UTC")).toInstant().toEpochMilli();
  }
}
