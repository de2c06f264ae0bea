package io.dialtree.server.http;

import io.dialtree.media.engine.MediaCounter;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.engine.PayloadKind;
import io.dialtree.media.engine.TickLateness;
import io.dialtree.server.call.CallCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Supplier;

/** The server's figures in the form Prometheus reads, all named {@code dialtree_…}. Thread-safe. */
public final class CallMetrics implements CallCounts {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter started =
      Counter.builder("dialtree.calls.started")
          .description("INVITEs from trusted sources that became a call")
          .register(registry);

  /** Begins to count; the uptime counts from here. */
  public CallMetrics() {
    long startNs = System.nanoTime();
    String version = CallMetrics.class.getPackage().getImplementationVersion();
    Gauge.builder("dialtree.uptime", () -> (System.nanoTime() - startNs) / 1e9)
        .description("Time since the start")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("dialtree.info", () -> 1)
        .description("Always 1; the label says which version runs")
        .tag("version", version == null ? "" : version)
        .register(registry);
  }

  @Override
  public void started() {
    started.increment();
  }

  /** End reasons are a fixed set of slugs, so the label cannot grow without bound. */
  @Override
  public void ended(String slug) {
    Counter.builder("dialtree.calls.ended")
        .description("Calls that are over, by their end reason")
        .tag("reason", slug)
        .register(registry)
        .increment();
  }

  /** Shows the media loop's own counters and its lateness. */
  public void watch(MediaEngine media) {
    for (MediaCounter counter : MediaCounter.values()) {
      FunctionCounter.builder(
              "dialtree.media." + counter.slug().replace('_', '.'), media, m -> m.count(counter))
          .description(counter.meaning())
          .register(registry);
    }
    watchKinds(media);
    long[] bounds = TickLateness.boundsUs();
    for (int i = 0; i <= bounds.length; i++) {
      int bucket = i;
      FunctionCounter.builder(
              "dialtree.media.ticks.by.lateness", media, m -> m.latenessCount(bucket))
          .description("Duty cycles of the media threads by how late they began, in microseconds")
          .tag("up_to_us", i < bounds.length ? Long.toString(bounds[i]) : "more")
          .register(registry);
    }
    Gauge.builder("dialtree.media.port.pairs.unavailable", media, MediaEngine::portsUnavailable)
        .description("RTP port pairs that a call uses or that rest before their next use")
        .register(registry);
  }

  private void watchKinds(MediaEngine media) {
    for (PayloadKind kind : PayloadKind.values()) {
      FunctionCounter.builder("dialtree.media.codec.packets.in", media, m -> m.packetsIn(kind))
          .description("RTP packets accepted from the peer of a call, by what they carry")
          .tag("codec", kind.label())
          .register(registry);
      FunctionCounter.builder("dialtree.media.codec.packets.out", media, m -> m.packetsOut(kind))
          .description("RTP packets sent, by what they carry")
          .tag("codec", kind.label())
          .register(registry);
    }
    Gauge.builder("dialtree.media.threads", media, MediaEngine::threads)
        .description("Media threads")
        .register(registry);
  }

  /** Shows how many calls run. */
  public void watchActive(Supplier<Number> active) {
    Gauge.builder("dialtree.calls.active", active)
        .description("Calls that run now")
        .register(registry);
  }

  /** Shows the SIP side's counters; the map is asked anew at every scrape. */
  public void watchSip(Supplier<Map<String, Long>> counters) {
    for (String name : counters.get().keySet()) {
      FunctionCounter.builder(
              "dialtree.sip." + name.replace('_', '.').replace('-', '.'),
              counters,
              c -> c.get().getOrDefault(name, 0L))
          .description("SIP: " + name.replace('_', ' ').replace('-', ' '))
          .register(registry);
    }
  }

  /** The page {@code /metrics}. */
  public String page() {
    return registry.scrape();
  }
}
