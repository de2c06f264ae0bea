package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a running server by its native API. Blocks, for some seconds at most. */
final class ServerClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final int GOOD = 200;
  private static final int REFUSED = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerAccess access;

  ServerClient(ServerAccess access) {
    this.access = access;
  }

  /**
   * Asks.
   *
   * @param path below {@code /api/v1}, begins with a slash
   * @throws IOException with a sentence for people when nobody answers, or the answer is no
   */
  JsonNode ask(String method, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.url() + "/api/v1" + path))
            .timeout(ANSWER_LIMIT)
            .method(method, HttpRequest.BodyPublishers.noBody());
    access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build()) {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer(response);
    } catch (ConnectException | HttpTimeoutException nobody) {
      throw new IOException(
          "nobody answers at "
              + access.url()
              + "; is the server running, and is that its http address (--http HOST:PORT)?",
          nobody);
    }
  }

  /** Text as one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode answer(HttpResponse<String> response) throws IOException {
    if (response.statusCode() == 401) {
      throw new IOException(
          access.url()
              + " does not know who asks: it wants the token in admin.token of its data folder"
              + " (--data DIR) or in DIALTREE_ADMIN_TOKEN");
    }
    JsonNode body = json(response.body());
    if (response.statusCode() < GOOD || response.statusCode() >= REFUSED) {
      throw new IOException(
          body.path("detail").asText(access.url() + " answers, but it is no dialtree"));
    }
    return body;
  }

  private JsonNode json(String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(access.url() + " answers, but it is no dialtree", e);
    }
  }
}
