package io.dialtree.server.status;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Asks a running server how it does. Blocks, for a few seconds at most. */
public final class StatusRequest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private StatusRequest() {}

  /**
   * Asks.
   *
   * @param url of the server's HTTP side, without a slash at its end
   * @param token of a principal that may look, empty when none is known
   * @throws IOException with a sentence for people when nobody answers, or another program does
   */
  public static ServerStatus ask(String url, Optional<String> token)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      HttpResponse<String> metrics = get(client, url + "/metrics", token);
      if (metrics.statusCode() == 401) {
        throw new IOException(
            url
                + " does not know who asks: it wants the token in admin.token of its data folder"
                + " (--data DIR) or in DIALTREE_ADMIN_TOKEN");
      }
      MetricsPage page = MetricsPage.parse(metrics.body());
      if (!page.isOurs()) {
        throw new IOException(url + " answers, but it is no dialtree");
      }
      boolean healthy = get(client, url + "/healthz", token).statusCode() == 200;
      return ServerStatus.of(
          url, healthy, get(client, url + "/readyz", token).statusCode() == 200, page);
    } catch (ConnectException | HttpTimeoutException nobody) {
      throw new IOException(
          "nobody answers at "
              + url
              + "; is the server running, and is that its http address (--http HOST:PORT)?",
          nobody);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String page, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page)).timeout(LIMIT);
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
