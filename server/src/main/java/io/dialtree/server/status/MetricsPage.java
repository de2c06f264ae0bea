package io.dialtree.server.status;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus' text form (version 0.0.4), as far as this server writes it: at
 * most one label a series. Immutable.
 */
final class MetricsPage {
  private static final Pattern SERIES =
      Pattern.compile("([a-z0-9_]+)(?:\\{[a-z0-9_]+=\"([^\"]*)\"[^}]*})? ([-+0-9.eE]+)");

  /** Name to label to value; the label is empty where there is none. */
  private final Map<String, Map<String, Double>> series = new LinkedHashMap<>();

  private MetricsPage() {}

  /** Reads a page; lines that are no series are passed over. */
  static MetricsPage parse(String text) {
    MetricsPage page = new MetricsPage();
    for (String line : text.lines().toList()) {
      Matcher matcher = SERIES.matcher(line);
      if (matcher.matches()) {
        String label = matcher.group(2) == null ? "" : matcher.group(2);
        page.series
            .computeIfAbsent(matcher.group(1), _ -> new LinkedHashMap<>())
            .put(label, Double.valueOf(matcher.group(3)));
      }
    }
    return page;
  }

  /** True when the page is one of this program. */
  boolean isOurs() {
    return series.containsKey("dialtree_calls_started_total");
  }

  /** The value of a series without label; 0 when it is not there. */
  long value(String name) {
    return Math.round(series.getOrDefault(name, Map.of()).getOrDefault("", 0.0));
  }

  /** Values by their label, without those that are 0. */
  Map<String, Long> byLabel(String name) {
    Map<String, Long> values = new LinkedHashMap<>();
    series
        .getOrDefault(name, Map.of())
        .forEach((label, value) -> {
          if (value != 0) {
            values.put(label, Math.round(value));
          }
        });
    return values;
  }

  /** The label of a series that says something by its label alone; empty when it is not there. */
  String label(String name) {
    return series.getOrDefault(name, Map.of()).keySet().stream().findFirst().orElse("");
  }
}
