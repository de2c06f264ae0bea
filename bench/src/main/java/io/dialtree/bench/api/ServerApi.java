package io.dialtree.bench.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests to a running server, with its token. Thread-safe; blocks. */
final class ServerApi {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  ServerApi(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** The body of the answer; any status that is no success throws. */
  String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** As {@link #get}, with a body. */
  String put(String path, String body) throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
