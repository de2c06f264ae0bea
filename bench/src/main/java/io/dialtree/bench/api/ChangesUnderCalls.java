package io.dialtree.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Changes the flow that calls are in, again and again, and calls it after each change. Arguments:
 * URL, token, SIP port, file of the flow, calls that run, seconds.
 */
public final class ChangesUnderCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MS = 250;

  private final ServerApi api;

  private ChangesUnderCalls(ServerApi api) {
    this.api = api;
  }

  /** Prints what was seen; ends with 1 when a call had another revision than it should. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ChangesUnderCalls bench = new ChangesUnderCalls(new ServerApi(args[0], args[1]));
    InetSocketAddress sip =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2]));
    String flow = Files.readString(Path.of(args[3]));
    System.exit(bench.run(sip, flow, Integer.parseInt(args[4]), Integer.parseInt(args[5])));
  }

  private int run(InetSocketAddress sip, String flow, int running, int seconds)
      throws IOException, InterruptedException {
    Map<String, String> before = revisions();
    long endNs = System.nanoTime() + seconds * 1_000_000_000L;
    int max = (int) (seconds * 1_000L / PAUSE_MS) + 1;
    double[] ackMs = new double[max];
    double[] answerMs = new double[max];
    int changes = 0;
    int stale = 0;
    Set<String> seen = new HashSet<>(before.values());
    seen.add("");
    while (System.nanoTime() - endNs < 0 && changes < max) {
      long sentNs = System.nanoTime();
      api.put("/api/v1/flows/long", flow + "# change " + changes + "\n");
      long ackNs = System.nanoTime();
      try (OneCall call = OneCall.answered(sip, "2000")) {
        answerMs[changes] = (System.nanoTime() - ackNs) / 1e6;
        stale += seen.add(revisions().getOrDefault(call.callId(), "")) ? 0 : 1;
      }
      ackMs[changes++] = (ackNs - sentNs) / 1e6;
      Thread.sleep(PAUSE_MS);
    }
    Map<String, String> after = revisions();
    long kept =
        before.entrySet().stream()
            .filter(it -> it.getValue().equals(after.getOrDefault(it.getKey(), "")))
            .count();
    System.out.println(
        """
        changes made while %d calls ran: %d
        acknowledged: %s
        a call right after the acknowledgement, until it was answered: %s
        such calls with an older revision: %d
        running calls that kept theirs: %d of %d\
        """
            .formatted(
                before.size(),
                changes,
                spread(Arrays.copyOf(ackMs, changes)),
                spread(Arrays.copyOf(answerMs, changes)),
                stale,
                kept,
                before.size()));
    return stale == 0 && kept == before.size() && before.size() == running ? 0 : 1;
  }

  private static String spread(double[] ms) {
    Arrays.sort(ms);
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99 %.1f, max %.1f ms",
        ms[ms.length / 2],
        ms[ms.length * 99 / 100],
        ms[ms.length - 1]);
  }

  /** Revisions of all calls that run, by Call-ID. */
  private Map<String, String> revisions() throws IOException, InterruptedException {
    Map<String, String> revisions = new HashMap<>();
    for (JsonNode call : JSON.readTree(api.get("/api/v1/calls")).path("calls")) {
      revisions.put(call.path("call_id").asText(), call.path("revision").asText());
    }
    return revisions;
  }
}
