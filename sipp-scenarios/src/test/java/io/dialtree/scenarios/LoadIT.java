package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.LoadPeers;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.SippRun;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Two hundred callers at once, sound both ways, for a minute. Nothing else runs meanwhile. */
@Isolated
@ExtendWith(SharedServer.class)
final class LoadIT {
  private static final int CALLS = 200;
  private static final int CALLS_PER_SECOND = 40;

  /**
   * Half a minute of packets: the caller was heard. How well is printed, because machines are
   * noisy.
   */
  private static final int HEARD_MIN = 1_500;

  private static final String CALL_ID_START = "load-";

  @Test
  @Timeout(150)
  void shouldServeTwoHundredCallersAtOnceForAMinute(ServerUnderTest server) throws IOException {
    Tools.sipp();
    try (LoadPeers peers = LoadPeers.open(CALLS)) {
      call(server, peers.ports());
      List<LoadPeers.Count> counts = peers.finish();

      List<CallRecord> records = server.records(CALL_ID_START, CALLS);
      print(counts, records);
      assertThat(counts).allSatisfy(count -> assertThat(count.spanMs()).isGreaterThan(55_000));
      assertThat(records).extracting(CallRecord::endSlug).containsOnly("caller-hangup");
      assertThat(records).allSatisfy(it -> assertThat(it.rtp("in")).isGreaterThan(HEARD_MIN));
    }
  }

  private static void call(ServerUnderTest server, List<Integer> ports) throws IOException {
    Path folder = Tools.workFolder("load");
    List<String> lines = new ArrayList<>(List.of("SEQUENTIAL"));
    ports.forEach(port -> lines.add(port + ";"));
    Files.write(folder.resolve("ports.csv"), lines);
    String calls = String.valueOf(CALLS);
    List<String> options = new ArrayList<>(List.of("-s", "1100", "-inf", "ports.csv"));
    options.addAll(List.of("-cid_str", CALL_ID_START + "%u@%s"));
    options.addAll(List.of("-m", calls, "-l", calls, "-r", String.valueOf(CALLS_PER_SECOND)));
    try (SippRun sipp =
        SippRun.start("load", server.sip(), folder, Duration.ofSeconds(110), options)) {
      sipp.shouldSucceed();
    }
  }

  /** The gate is that no call fails; the share of packets is a figure with a goal of 99.9 %. */
  private static void print(List<LoadPeers.Count> counts, List<CallRecord> records) {
    double[] shares = sorted(counts, LoadPeers.Count::share);
    double[] ofTime = sorted(counts, LoadPeers.Count::shareOfTime);
    double[] gapsMs = sorted(counts, LoadPeers.Count::gapMsMax);
    double[] in = sorted(records, LoadIT::shareIn);
    System.out.printf(
        Locale.ROOT,
        """
        load: %d calls for 60 s, none failed
        load: packets of the server that each caller received: min %.3f %%, median %.3f %%
        load: the same against one each 20 ms: min %.3f %%, median %.3f %%
        load: packets of each caller that the server received: min %.3f %%, median %.3f %%
        load: longest wait for a packet: median %.0f ms, max %.0f ms
        """,
        counts.size(),
        100 * shares[0],
        100 * shares[shares.length / 2],
        100 * ofTime[0],
        100 * ofTime[ofTime.length / 2],
        100 * in[0],
        100 * in[in.length / 2],
        gapsMs[gapsMs.length / 2],
        gapsMs[gapsMs.length - 1]);
  }

  private static double shareIn(CallRecord record) {
    double in = record.rtp("in");
    return in / (in + record.rtp("lost"));
  }

  private static <T> double[] sorted(List<T> items, ToDoubleFunction<T> figure) {
    return items.stream().mapToDouble(figure).sorted().toArray();
  }
}
