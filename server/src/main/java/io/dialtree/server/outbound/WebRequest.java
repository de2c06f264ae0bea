package io.dialtree.server.outbound;

import java.net.URI;
import java.util.Map;

/**
 * One request over HTTP.
 *
 * @param method {@code GET} or {@code POST}
 * @param url http or https, with a host
 * @param headers header fields by name
 * @param body empty for none
 * @param limitMs until the last byte of the answer
 * @param bodyBytesMax longest answer that is read; with 0 nobody reads it, and the status is enough
 */
public record WebRequest(
    URI url,
    String method,
    Map<String, String> headers,
    String body,
    long limitMs,
    int bodyBytesMax) {
  private static final long POST_LIMIT_MS = 10_000;

  /** Copies the fields. */
  public WebRequest {
    headers = Map.copyOf(headers);
  }

  /** JSON for somebody whose answer is only a status, within ten seconds. */
  public static WebRequest post(URI url, String json) {
    return new WebRequest(
        url, "POST", Map.of("Content-Type", "application/json"), json, POST_LIMIT_MS, 0);
  }
}
