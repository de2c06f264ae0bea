package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client of Kazoo's HTTP API with the administrator's token, for one account, and of what every
 * document has besides. Any thread.
 */
public final class KazooClient {
  private final HttpCalls http;
  private final String account;

  /** For the account {@code acme} of this server. */
  public KazooClient(ServerUnderTest server) {
    this(server, "acme");
  }

  /** For an account of this server. */
  public KazooClient(ServerUnderTest server, String account) {
    this.account = account;
    String token = server.adminToken();
    http = new HttpCalls(server, "X-Auth-Token", token, "Authorization", "Bearer " + token);
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
    return http.send(method, "/v2/accounts/" + account + "/" + path, body);
  }

  /** Gives a media its audio. */
  public void upload(String media, byte[] wav) {
    HttpResponse<String> response =
        http.upload("/v2/accounts/" + account + "/media/" + media, "audio/x-wav", wav);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static JsonNode data(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return HttpCalls.tree(response.body()).path("data");
  }

  /** Returns number, principal, time and reason of a document's newest revision. */
  public JsonNode newestRevision(String kind, String id) {
    String path = "/api/v1/documents/" + kind + "/" + id + "/revisions?account=" + account;
    HttpResponse<String> response = http.send("GET", path, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return HttpCalls.tree(response.body()).path("revisions").path(0);
  }

  /** Waits for an event of a call, also one of the past, and returns all about it. */
  public JsonNode awaitEvent(String type, String callId) {
    HttpRequest request = http.request("/api/v1/events").header("Last-Event-ID", "0").build();
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
          .map(line -> HttpCalls.tree(line.substring("data: ".length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + type + " of " + callId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an event", e);
    }
  }
}
