package io.dialtree.server.load;

import java.util.Arrays;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load has shown. Times of arrival are the kernel's on Linux, and do not depend on how late
 * the generator reads; elsewhere they are known to a millisecond, the generator's tick.
 *
 * @param calls how many were tried
 * @param failures how many failed, by the slug of the reason: not answered, ended by the far end,
 *     or silent for the whole window
 * @param windowMs length of the window
 * @param setUpUs from INVITE to 200; empty without signalling
 * @param received packets that came in the window, one number a call, ascending
 * @param lost packets missing by their sequence numbers, all calls together
 * @param gaps times between two packets of a call
 * @param lateness how late the generator sent its own frames
 * @param digitsRight calls whose keys were understood
 * @param bargeIn from the last key to the last packet of the prompt, of calls whose prompt stopped
 * @param own CPU of the generator in the window
 * @param watched CPU of the watched process in the window, and its memory
 */
@SuppressWarnings("ArrayRecordComponent") // written once, printed once; equality is never asked
public record LoadResult(
    LoadPlan plan,
    int calls,
    Map<String, Integer> failures,
    long windowMs,
    Histogram setUpUs,
    long[] received,
    long lost,
    Histogram gaps,
    Histogram lateness,
    int digitsRight,
    Histogram bargeIn,
    ProcessCost own,
    ProcessCost watched) {

  /** Later than this at p99 and the generator measures itself. */
  private static final long LATENESS_MAX_US = 5_000;

  static LoadResult of(
      LoadPlan plan, List<LoadCall> calls, List<LoadLoop> loops, LoadRun.Costs costs) {
    Map<String, Integer> failures = new TreeMap<>();
    Histogram setUp = new Histogram();
    Histogram bargeIn = new Histogram();
    int right = 0;
    for (LoadCall call : calls) {
      boolean silent = call.failure().isEmpty() && call.stream().received() == 0;
      String failure = silent ? "silent" : call.failure();
      if (!failure.isEmpty()) {
        failures.merge(failure, 1, Integer::sum);
      }
      boolean answered = plan.expectToneHz().isEmpty() || call.stream().toneHeard();
      right += failure.isEmpty() && answered && !plan.keys().isEmpty() ? 1 : 0;
      BargeIn cut = call.stream().bargeIn();
      if (cut != null && cut.stopped()) {
        bargeIn.record(cut.delayUs());
      }
      if (call.setUpUs() >= 0) {
        setUp.record(call.setUpUs());
      }
    }
    Histogram gaps = new Histogram();
    Histogram lateness = new Histogram();
    loops.forEach(loop -> gaps.add(loop.gaps()));
    loops.forEach(loop -> lateness.add(loop.lateness()));
    return new LoadResult(
        plan,
        calls.size(),
        failures,
        loops.getFirst().windowNs() / 1_000_000,
        setUp,
        calls.stream().mapToLong(call -> call.stream().received()).sorted().toArray(),
        calls.stream().mapToLong(call -> call.stream().lost()).sum(),
        gaps,
        lateness,
        right,
        bargeIn,
        costs.own(),
        costs.watched());
  }

  /** False when the generator was too late itself for its figures to say anything. */
  public boolean isValid() {
    return lateness.percentileUs(0.99) <= LATENESS_MAX_US;
  }

  /** How many calls failed. */
  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Packets a call should receive in the window, by the clock. */
  double expectedPerCall() {
    return (double) windowMs / LoadStream.PTIME_MS;
  }

  /** Received over expected, all calls together; about 1. */
  double share() {
    return Arrays.stream(received).sum() / (expectedPerCall() * Math.max(1, calls));
  }

  /** CPU milliseconds for one second of one call. */
  double cpuPerCallSecond(ProcessCost cost) {
    return cost.cpuMs() / (windowMs / 1000.0 * Math.max(1, calls));
  }

  /** Every figure by its name, in the order in which people want them. */
  public Map<String, Object> figures() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("valid", isValid());
    all.put("calls", calls);
    all.put("failed", failed());
    all.put("failures", failures);
    all.put("window_ms", windowMs);
    percentiles(all, "setup_ms", setUpUs);
    all.put("packets_expected_per_call", rounded(expectedPerCall()));
    all.put("packets_received_min", received.length == 0 ? 0 : received[0]);
    all.put("packets_received_median", received.length == 0 ? 0 : received[received.length / 2]);
    all.put("packets_received", Arrays.stream(received).sum());
    all.put("packets_share", Math.round(share() * 100_000) / 100_000.0);
    all.put("packets_lost", lost);
    percentiles(all, "gap_ms", gaps);
    percentiles(all, "lateness_ms", lateness);
    all.put("digits_right", digitsRight);
    all.put("digits_calls", plan.keys().isEmpty() ? 0 : calls);
    if (plan.promptToneHz().isPresent()) {
      all.put("barge_in_calls", bargeIn.total());
      percentiles(all, "barge_in_ms", bargeIn);
    }
    all.put("own_cpu_ms_per_call_s", rounded(cpuPerCallSecond(own)));
    if (plan.watchPid().isPresent()) {
      all.put("server_cpu_ms", watched.cpuMs());
      all.put("server_cpu_ms_per_call_s", rounded(cpuPerCallSecond(watched)));
      all.put("server_rss_mb", watched.rssMb());
    }
    return all;
  }

  private static void percentiles(Map<String, Object> all, String name, Histogram histogram) {
    all.put(name + "_p50", histogram.percentileUs(0.5) / 1000.0);
    all.put(name + "_p99", histogram.percentileUs(0.99) / 1000.0);
    all.put(name + "_p999", histogram.percentileUs(0.999) / 1000.0);
    all.put(name + "_max", histogram.maxUs() / 1000.0);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** The figures for people, a line each. */
  public String text() {
    Formatter out = new Formatter(Locale.ROOT);
    out.format(
        "calls      %d, failed %d %s%n", calls, failed(), failures.isEmpty() ? "" : failures);
    out.format("set-up     %s%n", spread(setUpUs));
    out.format(
        "packets    %.3f %% of %.0f a call, worst call %d, lost %d%n",
        100 * share(), expectedPerCall(), received.length == 0 ? 0 : received[0], lost);
    out.format("gaps       %s%n", spread(gaps));
    if (!plan.keys().isEmpty()) {
      out.format("digits     %d of %d calls understood%n", digitsRight, calls);
    }
    if (plan.promptToneHz().isPresent()) {
      out.format(
          "barge-in   prompt stopped in %d of %d calls: %s%n",
          bargeIn.total(), calls, spread(bargeIn));
    }
    out.format(
        "generator  sent late: %s; %.3f ms CPU a call-second%n",
        spread(lateness), cpuPerCallSecond(own));
    if (plan.watchPid().isPresent()) {
      out.format(
          "server     %.3f ms CPU a call-second, %d MiB resident%n",
          cpuPerCallSecond(watched), watched.rssMb());
    }
    if (!isValid()) {
      out.format("INVALID    the generator itself was late (p99 over 5 ms): give it a free core%n");
    }
    return out.toString();
  }

  private static String spread(Histogram h) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms",
        h.percentileUs(0.5) / 1000.0,
        h.percentileUs(0.99) / 1000.0,
        h.percentileUs(0.999) / 1000.0,
        h.maxUs() / 1000.0);
  }
}
