package io.dialtree.server.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a server does.
 *
 * @param url where it was asked
 * @param version empty when it was not run from a jar
 * @param healthy it answers {@code /healthz}
 * @param ready it takes calls
 * @param uptimeS since its start, in seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ServerStatus(
    String url,
    String version,
    boolean healthy,
    boolean ready,
    long uptimeS,
    Calls calls,
    Media media,
    Packets packets,
    Map<String, Long> digits) {

  /** Ends that somebody wanted: the caller, the flow, the operator. All others are failures. */
  private static final Set<String> WANTED =
      Set.of(
          "completed",
          "max-retries",
          "caller-hangup",
          "caller-cancel",
          "rejected-by-flow",
          "unknown-number",
          "max-call-length",
          "busy",
          "not-available",
          "operator-hangup",
          "starting",
          "draining",
          "shutdown");

  /**
   * Calls.
   *
   * @param active now
   * @param started since the start
   * @param failed of those that ended
   * @param ended by end reason
   */
  public record Calls(long active, long started, long failed, Map<String, Long> ended) {}

  /**
   * The media threads.
   *
   * @param ticks duty cycles
   * @param ticksLate5Ms of them more than 5 ms late
   * @param ticksLate20Ms of them more than 20 ms late
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Media(
      long threads,
      long ticks,
      @JsonProperty("ticks_late_5_ms") long ticksLate5Ms,
      @JsonProperty("ticks_late_20_ms") long ticksLate20Ms,
      Lateness latenessUs) {}

  /**
   * How late cycles begin, in microseconds: upper bounds of histogram buckets, -1 for beyond the
   * last.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Lateness(long p50, long p99, long max) {}

  /** RTP packets, in all and by codec. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Packets(
      long in,
      long out,
      long lost,
      long late,
      long duplicate,
      long foreign,
      long malformed,
      Map<String, Long> inByCodec,
      Map<String, Long> outByCodec) {}

  static ServerStatus of(String url, boolean healthy, boolean ready, MetricsPage page) {
    return new ServerStatus(
        url,
        page.label("dialtree_info"),
        healthy,
        ready,
        page.value("dialtree_uptime_seconds"),
        calls(page),
        new Media(
            page.value("dialtree_media_threads"),
            page.value("dialtree_media_ticks_total"),
            page.value("dialtree_media_ticks_late_5_ms_total")
                + page.value("dialtree_media_ticks_late_20_ms_total"),
            page.value("dialtree_media_ticks_late_20_ms_total"),
            lateness(page.byLabel("dialtree_media_ticks_by_lateness_total"))),
        packets(page),
        new TreeMap<>(
            Map.of(
                "event", page.value("dialtree_media_digits_event_total"),
                "tone", page.value("dialtree_media_digits_tone_total"),
                "info", page.value("dialtree_media_digits_info_total"))));
  }

  private static Calls calls(MetricsPage page) {
    Map<String, Long> ended = page.byLabel("dialtree_calls_ended_total");
    long failed =
        ended.entrySet().stream()
            .filter(entry -> !WANTED.contains(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new Calls(
        page.value("dialtree_calls_active"),
        page.value("dialtree_calls_started_total"),
        failed,
        ended);
  }

  private static Packets packets(MetricsPage page) {
    return new Packets(
        page.value("dialtree_media_packets_in_total"),
        page.value("dialtree_media_packets_out_total"),
        page.value("dialtree_media_packets_lost_total"),
        page.value("dialtree_media_packets_late_total"),
        page.value("dialtree_media_packets_duplicate_total"),
        page.value("dialtree_media_packets_foreign_total"),
        page.value("dialtree_media_packets_malformed_total"),
        page.byLabel("dialtree_media_codec_packets_in_total"),
        page.byLabel("dialtree_media_codec_packets_out_total"));
  }

  private static Lateness lateness(Map<String, Long> byBound) {
    return new Lateness(bound(byBound, 0.5), bound(byBound, 0.99), bound(byBound, 1));
  }

  /** The smallest bound that at least this share of all cycles keeps. */
  private static long bound(Map<String, Long> byBound, double share) {
    List<String> bounds = new ArrayList<>(byBound.keySet());
    bounds.sort(Comparator.comparingLong(ServerStatus::microseconds));
    long all = byBound.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (String bound : bounds) {
      below += byBound.getOrDefault(bound, 0L);
      if (below >= share * all) {
        return bound.equals("more") ? -1 : microseconds(bound);
      }
    }
    return 0;
  }

  private static long microseconds(String bound) {
    return bound.equals("more") ? Long.MAX_VALUE : Long.parseLong(bound);
  }
}
