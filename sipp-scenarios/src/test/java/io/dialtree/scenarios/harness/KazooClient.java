package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client of Kazoo's HTTP API with the administrator's token, for one account, and of what every
 * document has besides. Any thread.
 */
public final class KazooClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ACCOUNT = "acme";

  private final ServerUnderTest server;

  /** For this server. */
  public KazooClient(ServerUnderTest server) {
    this.server = server;
  }

  /** Makes a document and returns its id. */
  public String put(String path, String document) {
    return data(send("PUT", path, document), 201).path("id").asText();
  }

  /** Returns a document. */
  public JsonNode get(String path) {
    return data(send("GET", path, ""), 200);
  }

  /** Sends a document in Kazoo's envelope, or nothing, and returns the whole answer. */
  public HttpResponse<String> send(String method, String path, String document) {
    String body = document.isEmpty() ? "" : "{\"data\": " + document + "}";
    return send(
        request("/v2/accounts/" + ACCOUNT + "/" + path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode data(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return tree(response).path("data");
  }

  /** Returns the body as a tree. */
  public static JsonNode tree(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  /** Returns number, principal, time and reason of a document's newest revision. */
  public JsonNode newestRevision(String kind, String id) {
    String path = "/api/v1/documents/" + kind + "/" + id + "/revisions?account=" + ACCOUNT;
    HttpResponse<String> response = send(request(path).build());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return tree(response).path("revisions").path(0);
  }

  /** Waits for an event of a call, also one of the past, and returns all about it. */
  public JsonNode awaitEvent(String type, String callId) {
    HttpRequest request = request("/api/v1/events").header("Last-Event-ID", "0").build();
    HttpClient client = HttpClient.newHttpClient();
    try {
      return CompletableFuture.supplyAsync(() -> find(client, request, type, callId))
          .orTimeout(TestCall.SOON.toSeconds(), TimeUnit.SECONDS)
          .join();
    } finally {
      client.shutdownNow();
    }
  }

  private static JsonNode find(HttpClient client, HttpRequest request, String type, String callId) {
    try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
      String[] event = {""};
      return lines
          .peek(line -> event[0] = line.startsWith("event: ") ? line.substring(7) : event[0])
          .filter(line -> line.startsWith("data: ") && event[0].equals(type))
          .filter(line -> line.contains(callId))
          .map(line -> parse(line.substring("data: ".length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + type + " of " + callId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an event", e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    String url = "http://127.0.0.1:" + server.http().getPort() + path;
    return HttpRequest.newBuilder(URI.create(url))
        .header("X-Auth-Token", server.adminToken())
        .header("Authorization", "Bearer " + server.adminToken())
        .timeout(LIMIT);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + request.uri(), e);
    }
  }
}
