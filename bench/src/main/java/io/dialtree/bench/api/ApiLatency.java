package io.dialtree.bench.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fills a running server with flows and measures, one request after the other, how long reads and
 * writes take. Arguments: URL, token, flows, reads, writes.
 */
public final class ApiLatency {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  private ApiLatency(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ApiLatency bench = new ApiLatency(args[0], args[1]);
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
      bench.row("GET " + path.replace("%d", "N"), reads, i -> bench.get(path.formatted(i % flows)));
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

  private void get(String path) throws IOException, InterruptedException {
    send(request(path).GET());
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
    send(request("/api/v1/flows/bench-" + number).PUT(BodyPublishers.ofString(flow)));
  }

  private void menu() throws IOException, InterruptedException {
    String menu = "{\"data\": {\"name\": \"bench\"}}";
    send(request("/v2/accounts/acme/menus").PUT(BodyPublishers.ofString(menu)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.uri() + ": " + response.statusCode() + " " + response.body());
    }
  }
}
