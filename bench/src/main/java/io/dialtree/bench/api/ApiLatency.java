package io.dialtree.bench.api;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fills a running server with flows and measures, one request after the other, how long reads and
 * writes take. Arguments: URL, token, flows, reads, writes.
 */
public final class ApiLatency {
  private final ServerApi api;

  private ApiLatency(ServerApi api) {
    this.api = api;
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ApiLatency bench = new ApiLatency(new ServerApi(args[0], args[1]));
    int flows = Integer.parseInt(args[2]);
    int reads = Integer.parseInt(args[3]);
    int writes = Integer.parseInt(args[4]);
    for (int i = 0; i < flows; i++) {
      bench.put(i, "hello");
    }
    System.out.println("| request | count | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    for (String path :
        List.of(
            "/api/v1/flows/bench-%d",
            "/api/v1/flows?limit=100&after=bench-%d", "/api/v1/calls", "/v2/accounts/acme/menus")) {
      bench.row(
          "GET " + path.replace("%d", "N"), reads, i -> bench.api.get(path.formatted(i % flows)));
    }
    bench.row("PUT /api/v1/flows/bench-N", writes, i -> bench.put(i % flows, "changed " + i));
    bench.row("PUT /v2/accounts/acme/menus", writes, _ -> bench.menu());
  }

  /** One request. */
  private interface Request {
    void send(int number) throws IOException, InterruptedException;
  }

  private void row(String name, int count, Request request)
      throws IOException, InterruptedException {
    for (int i = 0; i < count / 10; i++) {
      request.send(i);
    }
    long[] tookNs = new long[count];
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      request.send(i);
      tookNs[i] = System.nanoTime() - from;
    }
    Arrays.sort(tookNs);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| `%s` | %d | %.1f | %.1f | %.1f |",
            name,
            count,
            tookNs[count / 2] / 1e6,
            tookNs[count * 99 / 100] / 1e6,
            tookNs[count - 1] / 1e6));
  }

  private void put(int number, String text) throws IOException, InterruptedException {
    String flow =
        """
        numbers: ["7%04d"]
        start: hello
        nodes:
          hello:
            menu:
              greeting: {say: "%s"}
              choices: {"1": bye, "2": again}
              no-input: {limit: 2, then: bye}
              no-match: {limit: 3, then: bye}
          again: {play: {prompt: {say: "again"}, then: hello}}
          bye: {hangup: {}}
        """
            .formatted(number, text);
    api.put("/api/v1/flows/bench-" + number, flow);
  }

  private void menu() throws IOException, InterruptedException {
    String menu = "{\"data\": {\"name\": \"bench\"}}";
    api.put("/v2/accounts/acme/menus", menu);
  }
}
