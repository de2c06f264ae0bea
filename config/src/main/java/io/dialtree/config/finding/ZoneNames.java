package io.dialtree.config.finding;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the time zone somebody probably meant. */
public final class ZoneNames {
  private ZoneNames() {}

  /** The zone of that IANA name, which is written with its capitals. */
  public static Optional<ZoneId> zone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  /** The nearest IANA name, or empty text when none is near. A city alone is near its zone. */
  public static String nearest(String name) {
    Set<String> all = ZoneId.getAvailableZoneIds();
    String wanted = plain(name);
    return all.stream()
        .filter(zone -> plain(zone).equals(wanted) || plain(city(zone)).equals(wanted))
        // Many cities have an old name too, as Asia/Istanbul for Europe/Istanbul.
        .max(
            Comparator.comparing((String zone) -> zone.startsWith("Europe/"))
                .thenComparing(Comparator.naturalOrder()))
        .orElseGet(() -> misspelt(name, all));
  }

  private static String misspelt(String name, Set<String> all) {
    String whole = Spelling.nearest(name, all);
    if (!whole.isEmpty()) {
      return whole;
    }
    List<String> cities = all.stream().map(ZoneNames::city).sorted().toList();
    String city = Spelling.nearest(name, cities);
    return city.isEmpty() ? "" : nearest(city);
  }

  private static String city(String zone) {
    return zone.substring(zone.lastIndexOf('/') + 1);
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
