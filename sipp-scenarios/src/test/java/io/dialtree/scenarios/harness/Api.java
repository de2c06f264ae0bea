package io.dialtree.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The HTTP side of a server, as somebody with a token sees it. Any thread; blocks. */
public final class Api implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerUnderTest server;

  /** That server's, for its administrator. */
  public Api(ServerUnderTest server) {
    this.server = server;
  }

  /**
   * What came back.
   *
   * @param text of the body
   */
  public record Answer(int status, String text) {
    /** The body as JSON, a missing node when it is none. */
    public JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException _) {
        return MissingNode.getInstance();
      }
    }
  }

  /** Sends a text as the administrator; an empty one is no body. */
  public Answer send(String method, String path, String body) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes as the administrator. */
  public Answer send(String method, String path, byte[] body) {
    return send(method, path, body, "Authorization", "Bearer " + server.adminToken());
  }

  /** Sends bytes with that header. */
  public Answer send(String method, String path, byte[] body, String header, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.http().getPort() + path))
            .header(header, value)
            .timeout(LIMIT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
