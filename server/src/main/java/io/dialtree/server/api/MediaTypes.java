package io.dialtree.server.api;

import java.util.Locale;

/** Names of media types. */
public final class MediaTypes {
  /** JSON. */
  public static final String JSON = "application/json";

  /** YAML (RFC 9512). */
  public static final String YAML = "application/yaml";

  /** Text. */
  public static final String TEXT = "text/plain; charset=utf-8";

  /** Server-sent events (HTML). */
  public static final String EVENTS = "text/event-stream";

  private MediaTypes() {}

  /** In small letters, without parameters. */
  public static String bare(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
