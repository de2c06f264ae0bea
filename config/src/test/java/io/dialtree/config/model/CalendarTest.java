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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private Calendar.State at(String yaml, String instant) {
    return calendar(yaml).at(Instant.parse(instant).toEpochMilli());
  }

  @Test
  void aWindowOverTheHourThatIsMissingIsAnHourShorter() {
    String night = "zone: Europe/Berlin\nweek: {sat: \"22:00-04:00\"}";
    // 02:00 becomes 03:00 in the night to Sunday, 2026-03-29 at 01:00 UTC.
    assertThat(at(night, "2026-03-28T20:59:59Z")).isEqualTo(CLOSED);
    assertThat(at(night, "2026-03-28T21:00:00Z")).isEqualTo(OPEN);
    assertThat(at(night, "2026-03-29T01:59:59Z")).isEqualTo(OPEN);
    assertThat(at(night, "2026-03-29T02:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void aWindowOverTheHourThatIsThereTwiceIsAnHourLonger() {
    String night = "zone: Europe/Berlin\nweek: {sat: \"22:00-04:00\"}";
    // 03:00 becomes 02:00 in the night to Sunday, 2026-10-25 at 01:00 UTC.
    assertThat(at(night, "2026-10-24T20:00:00Z")).isEqualTo(OPEN);
    assertThat(at(night, "2026-10-25T02:59:59Z")).isEqualTo(OPEN);
    assertThat(at(night, "2026-10-25T03:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void aDayWhoseMidnightIsMissingBeginsAtOne() {
    // In Beirut 2026-03-29 begins at 01:00, which is 2026-03-28 at 22:00 UTC.
    String day = "zone: Asia/Beirut\nweek: {sun: \"00:00-24:00\"}";
    assertThat(at(day, "2026-03-28T21:59:59Z")).isEqualTo(CLOSED);
    assertThat(at(day, "2026-03-28T22:00:00Z")).isEqualTo(OPEN);
    assertThat(at(day, "2026-03-29T20:59:59Z")).isEqualTo(OPEN);
    assertThat(at(day, "2026-03-29T21:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void theDayIsThatOfTheCalendarsZoneHoweverFarItIs() {
    String hours = "\nweek: {mon: \"09:00-10:00\"}";
    // Monday, 2026-11-23: fourteen hours ahead of UTC, eleven behind, and a quarter of an hour.
    assertThat(at("zone: Pacific/Kiritimati" + hours, "2026-11-22T19:00:00Z")).isEqualTo(OPEN);
    assertThat(at("zone: Pacific/Kiritimati" + hours, "2026-11-23T09:30:00Z")).isEqualTo(CLOSED);
    assertThat(at("zone: Pacific/Pago_Pago" + hours, "2026-11-23T20:00:00Z")).isEqualTo(OPEN);
    assertThat(at("zone: Asia/Kathmandu" + hours, "2026-11-23T03:14:59Z")).isEqualTo(CLOSED);
    assertThat(at("zone: Asia/Kathmandu" + hours, "2026-11-23T03:15:00Z")).isEqualTo(OPEN);
  }

  @Test
  void theNightBeforeAHolidayGoesOnIntoItAndTheNightOfAHolidayDoesNotBegin() {
    String bar =
        """
        zone: UTC
        week: {mon-sun: "22:00-02:00"}
        days: [{date: 2026-12-25}]
        """;
    assertThat(at(bar, "2026-12-25T01:59:59Z")).isEqualTo(OPEN);
    assertThat(at(bar, "2026-12-25T02:00:00Z")).isEqualTo(HOLIDAY);
    assertThat(at(bar, "2026-12-25T23:00:00Z")).isEqualTo(HOLIDAY);
    assertThat(at(bar, "2026-12-26T01:00:00Z")).isEqualTo(CLOSED);
    assertThat(at(bar, "2026-12-26T22:00:00Z")).isEqualTo(OPEN);
  }

  @Test
  void aSpecialDayMayItselfGoOnAfterMidnight() {
    String party = "zone: UTC\nweek: {}\ndays: [{date: 12-31, open: \"20:00-03:00\"}]";
    assertThat(at(party, "2026-12-31T19:59:59Z")).isEqualTo(HOLIDAY);
    assertThat(at(party, "2027-01-01T02:59:59Z")).isEqualTo(OPEN);
    assertThat(at(party, "2027-01-01T03:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void aHolidayOfTheLeapDayIsThereInLeapYearsOnly() {
    String leap = "zone: UTC\nweek: {mon-sun: \"00:00-24:00\"}\ndays: [{date: 02-29}]";
    assertThat(at(leap, "2028-02-29T12:00:00Z")).isEqualTo(HOLIDAY);
    assertThat(at(leap, "2027-02-28T12:00:00Z")).isEqualTo(OPEN);
    assertThat(at(leap, "2027-03-01T12:00:00Z")).isEqualTo(OPEN);
  }

  @Test
  void openAllDayHasNoGapAtMidnightNorAtTheEndOfTheWeek() {
    String always = "zone: UTC\nweek: {mon-sun: \"00:00-24:00\"}";
    for (String moment :
        List.of("2026-11-21T23:59:59.999Z", "2026-11-22T00:00:00Z", "2026-11-22T23:59:59.999Z")) {
      assertThat(at(always, moment)).as(moment).isEqualTo(OPEN);
    }
    String untilMidnight = "zone: UTC\nweek: {sun: \"22:00-24:00\"}";
    assertThat(at(untilMidnight, "2026-11-22T23:59:59.999Z")).isEqualTo(OPEN);
    assertThat(at(untilMidnight, "2026-11-23T00:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void theNightOfSundayGoesOnIntoMonday() {
    String bar = "zone: UTC\nweek: {fri-sun: \"22:00-02:00\"}";
    assertThat(at(bar, "2026-11-20T01:00:00Z")).isEqualTo(CLOSED);
    assertThat(at(bar, "2026-11-21T01:59:59Z")).isEqualTo(OPEN);
    assertThat(at(bar, "2026-11-23T01:59:59Z")).isEqualTo(OPEN);
    assertThat(at(bar, "2026-11-23T02:00:00Z")).isEqualTo(CLOSED);
  }

  @Test
  void daysMayBeWrittenOverTheEndOfTheWeek() {
    String weekend = "zone: UTC\nweek: {sat-mon: \"10:00-11:00\"}";
    assertThat(at(weekend, "2026-11-23T10:00:00Z")).isEqualTo(OPEN);
    assertThat(at(weekend, "2026-11-24T10:00:00Z")).isEqualTo(CLOSED);
    assertThat(at(weekend, "2026-11-22T10:00:00Z")).isEqualTo(OPEN);
  }

  @Test
  void aWeekWithoutHoursIsClosed() {
    for (String week : List.of("", "week: {}", "week: {mon: []}", "week: {mon-sun: closed}")) {
      assertThat(at("zone: UTC\n" + week, "2026-11-23T12:00:00Z")).as(week).isEqualTo(CLOSED);
    }
  }

  private List<String> findings(String yaml) {
    Documents.yaml("o.yaml", yaml.getBytes(StandardCharsets.UTF_8), findings)
        .ifPresent(root -> CalendarReader.read(root, "o", findings));
    return findings.list().stream().map(Finding::line).toList();
  }

  @Test
  void hoursThatOverlapAreOpenOnceAndPointedOut() {
    String yaml =
        """
        zone: UTC
        week: {mon: "09:00-12:00, 11:00-13:00", tue: "20:00-02:00, 23:00-24:00", wed: "09:00-10:00, 10:00-11:00"}
        """;
    assertThat(findings(yaml))
        .containsExactly(
            "o.yaml:2:13: warning: week.mon: 09:00-12:00 and 11:00-13:00 overlap [overlap]",
            "o.yaml:2:46: warning: week.tue: 20:00-02:00 and 23:00-24:00 overlap [overlap]");
    assertThat(at(yaml, "2026-11-23T11:30:00Z")).isEqualTo(OPEN);
  }

  @Test
  void aSpecialDayThatAnotherHidesIsPointedOut() {
    String days =
        """
        zone: UTC
        week: {mon-fri: "09:00-17:00"}
        days:
          - {date: 12-24..12-26}
          - {date: 12-24, open: "09:00-12:00"}
          - {date: 2026-12-25..2026-12-26, open: "09:00-12:00"}
          - {date: 12-26..12-27}
          - {date: easter}
          - {date: easter..easter+1}
          - {date: 2026-04-05}
          - {date: 04-05}
        """;
    assertThat(findings(days))
        .containsExactly(
            "o.yaml:5:5: warning: days: this day never holds: one that is written before it does [overlap]",
            "o.yaml:6:5: warning: days: this day never holds: one that is written before it does [overlap]",
            "o.yaml:10:5: warning: days: this day never holds: one that is written before it does [overlap]");
  }

  @Test
  void hoursWithoutLengthAreNoWholeDay() {
    assertThat(findings("zone: UTC\nweek: {mon: \"00:00-00:00\"}").getFirst())
        .contains("found \"00:00-00:00\"")
        .contains("00:00-24:00 for a whole day");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berln, Europe/Berlin",
    "europe/berlin, Europe/Berlin",
    "Berlin, Europe/Berlin",
    "new york, America/New_York",
    "America/New York, America/New_York",
    "Istanbul, Europe/Istanbul",
    "Kathmadnu, Asia/Kathmandu",
    "Nowhere/AtAll, ''",
  })
  void aTimeZoneIsRecognisedThoughMisspelt(String written, String meant) {
    findings("zone: " + written + "\nweek: {}");
    assertThat(findings.list().getFirst().rule()).isEqualTo("zone");
    assertThat(findings.list().getFirst().nearest()).isEqualTo(meant);
  }

  private static long utc(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("UTC")).toInstant().toEpochMilli();
  }
}
