package io.dialtree.server.status;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks a running server how it does. Blocks, for a few seconds at most. */
public final class StatusRequest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private StatusRequest() {}

  /**
   * Asks.
   *
   * @param url of the server's HTTP side, without a slash at its end
   * @throws IOException with a sentence for people when nobody answers, or another program does
   */
  public static ServerStatus ask(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      MetricsPage page = MetricsPage.parse(get(client, url + "/metrics").body());
      if (!page.isOurs()) {
        throw new IOException(url + " answers, but it is no dialtree");
      }
      boolean healthy = get(client, url + "/healthz").statusCode() == 200;
      return ServerStatus.of(url, healthy, get(client, url + "/readyz").statusCode() == 200, page);
    } catch (ConnectException | HttpTimeoutException nobody) {
      throw new IOException(
          "nobody answers at "
              + url
              + "; is the server running, and is that its http address (--http HOST:PORT)?",
          nobody);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String page)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page)).timeout(LIMIT).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
