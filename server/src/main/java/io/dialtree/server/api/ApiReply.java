package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What goes back.
 *
 * @param headers without Content-Length and Date
 */
public record ApiReply(int status, Map<String, String> headers, Body body) {
  private static final String TYPE = "Content-Type";

  /** The body, whole or as it comes. */
  public sealed interface Body {
    /** A whole one. */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record Bytes(byte[] bytes) implements Body {}

    /** Server-sent events; {@code open} is called once, on a virtual thread. */
    record Events(Consumer<EventSink> open) implements Body {}
  }

  /** JSON. */
  public static ApiReply json(int status, JsonNode body) {
    return text(status, MediaTypes.JSON, Json.text(body) + "\n");
  }

  /** Text of any type. */
  public static ApiReply text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of any type. */
  public static ApiReply bytes(int status, String contentType, byte[] body) {
    return new ApiReply(status, Map.of(TYPE, contentType), new Body.Bytes(body));
  }

  /** No body. */
  public static ApiReply empty(int status) {
    return new ApiReply(status, Map.of(), new Body.Bytes(new byte[0]));
  }

  /** Events as they come. */
  public static ApiReply events(Consumer<EventSink> open) {
    return new ApiReply(
        200, Map.of(TYPE, MediaTypes.EVENTS, "Cache-Control", "no-store"), new Body.Events(open));
  }

  /** With one header more. */
  public ApiReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiReply(status, more, body);
  }

  /** With these headers more. */
  public ApiReply with(Map<String, String> added) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(added);
    return new ApiReply(status, more, body);
  }

  /** The body as text, for tests; empty for a stream. */
  public String bodyText() {
    return body instanceof Body.Bytes(byte[] bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : "";
  }
}
