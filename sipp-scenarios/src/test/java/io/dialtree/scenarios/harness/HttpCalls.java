package io.dialtree.scenarios.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests to a server under test, with the same headers each time. Any thread. */
public final class HttpCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ServerUnderTest server;
  private final String[] headers;

  /**
   * Requests to this server.
   *
   * @param headers names and values in turn
   */
  public HttpCalls(ServerUnderTest server, String... headers) {
    this.server = server;
    this.headers = headers.clone();
  }

  /** Sends JSON, or nothing when the text is empty, and returns the answer. */
  public HttpResponse<String> send(String method, String path, String json) {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(json));
    return send(
        json.isEmpty()
            ? request.build()
            : request.setHeader("Content-Type", "application/json").build());
  }

  /** Posts bytes and returns the answer. */
  public HttpResponse<String> upload(String path, String type, byte[] bytes) {
    return send(
        request(path)
            .POST(BodyPublishers.ofByteArray(bytes))
            .setHeader("Content-Type", type)
            .build());
  }

  /** Returns a request to that path, to be completed. */
  HttpRequest.Builder request(String path) {
    String url = "http://127.0.0.1:" + server.http().getPort() + path;
    return HttpRequest.newBuilder(URI.create(url)).headers(headers).timeout(LIMIT);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + request.uri(), e);
    }
  }

  /** Returns JSON as a tree. */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }
}
