package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.finding.ZoneNames;
import io.dialtree.config.model.Calendar;
import io.dialtree.config.model.DateRange;
import io.dialtree.config.model.OpenSpan;
import io.dialtree.config.model.SpecialDay;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads opening hours: a file in {@code calendars/}, or a piece of a flow. */
public final class CalendarReader {
  private static final String HOURS =
      "hours as 09:00-12:30, 13:30-17:00, 00:00-24:00 for a whole day, or closed";
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private final Fields fields;
  private final Findings findings;

  private CalendarReader(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  /**
   * The calendar in a document, empty when the findings have an error.
   *
   * @param name by which flows refer to it
   */
  public static Optional<Calendar> read(DocNode document, String name, Findings findings) {
    Calendar calendar = of(Fields.of(document, "", findings), name, findings);
    return findings.hasErrors() ? Optional.empty() : Optional.of(calendar);
  }

  static Calendar of(Fields fields, String name, Findings findings) {
    return new CalendarReader(fields, findings).calendar(name);
  }

  private Calendar calendar(String name) {
    fields.allowOnly(List.of("id", "zone", "week", "days"));
    return new Calendar(name, fields.at(), zone(), week(), days());
  }

  private ZoneId zone() {
    String name = fields.requiredText("zone", 1, 64);
    Optional<ZoneId> zone = ZoneNames.zone(name);
    if (zone.isEmpty() && !name.isEmpty()) {
      fields.error(
          "zone",
          "zone",
          "found \"" + name + "\"",
          "an IANA time zone such as Europe/Berlin",
          ZoneNames.nearest(name));
    }
    return zone.orElse(ZoneOffset.UTC);
  }

  private Map<DayOfWeek, List<OpenSpan>> week() {
    Map<DayOfWeek, List<OpenSpan>> week = new EnumMap<>(DayOfWeek.class);
    Fields all = fields.fields("week");
    for (String key : all.keys()) {
      List<DayOfWeek> days = days(key);
      if (days.isEmpty()) {
        all.error(
            "pattern",
            key,
            "found \"" + key + "\"",
            String.join(", ", DAYS) + ", or two of them as mon-fri",
            Spelling.nearest(key, DAYS));
      }
      List<OpenSpan> spans = spans(all, key);
      days.forEach(day -> {
        if (week.put(day, spans) != null) {
          String message = day.name().toLowerCase(Locale.ROOT) + " has hours already";
          all.error("unique", key, message, "", "");
        }
      });
    }
    return week;
  }

  private static List<DayOfWeek> days(String key) {
    String[] ends = key.toLowerCase(Locale.ROOT).split("-", -1);
    int first = DAYS.indexOf(ends[0].strip());
    int last = DAYS.indexOf(ends[ends.length - 1].strip());
    if (first < 0 || last < 0 || ends.length > 2) {
      return List.of();
    }
    List<DayOfWeek> days = new ArrayList<>();
    for (int i = 0; i <= Math.floorMod(last - first, 7); i++) {
      days.add(DayOfWeek.of((first + i) % 7 + 1));
    }
    return days;
  }

  private List<SpecialDay> days() {
    List<SpecialDay> days = new ArrayList<>();
    for (DocNode item : fields.items("days")) {
      Fields day = Fields.of(item, fields.path("days"), findings);
      day.allowOnly(List.of("date", "name", "open"));
      String text = day.requiredText("date", 1, 32);
      Optional<DateRange> dates = DateRange.parse(text);
      if (dates.isEmpty() && !text.isEmpty()) {
        day.error(
            "date",
            "date",
            "found \"" + text + "\"",
            "2026-12-24, 12-24 (every year), easter-2, or two of a kind as 12-24..12-26",
            "");
      }
      List<OpenSpan> open = day.has("open") ? spans(day, "open") : List.of();
      String name = day.text("name", 0, 128).orElse("");
      dates.ifPresent(it -> days.add(new SpecialDay(day.at(), name, it, open)));
    }
    HiddenDays.check(days, fields.path("days"), findings);
    return days;
  }

  private List<OpenSpan> spans(Fields parent, String key) {
    List<OpenSpan> spans = new ArrayList<>();
    DocNode node = parent.node(key).orElseThrow();
    for (DocNode item : node instanceof Items list ? list.items() : List.of(node)) {
      String text = item instanceof Scalar scalar ? scalar.text() : item.describe();
      if (!text.equals("closed")) {
        for (String part : text.split(",", -1)) {
          Optional<OpenSpan> span = OpenSpan.parse(part);
          span.ifPresent(spans::add);
          if (span.isEmpty()) {
            parent.error("hours", key, "found \"" + part.strip() + "\"", HOURS, "");
          }
        }
      }
    }
    warnOfOverlap(spans, parent, key);
    return spans;
  }

  /** Open is open, but whoever wrote it meant other hours. */
  private static void warnOfOverlap(List<OpenSpan> spans, Fields parent, String key) {
    for (int i = 0; i < spans.size(); i++) {
      for (OpenSpan earlier : spans.subList(0, i)) {
        if (earlier.overlaps(spans.get(i))) {
          parent.warning("overlap", key, earlier + " and " + spans.get(i) + " overlap");
        }
      }
    }
  }
}
