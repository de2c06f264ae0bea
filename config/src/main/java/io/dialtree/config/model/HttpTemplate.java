package io.dialtree.config.model;

import java.util.List;

/**
 * An HTTP request with placeholders.
 *
 * @param method {@code GET} or {@code POST}
 * @param url placeholders are percent-encoded when they are filled
 * @param body JSON whose texts may hold placeholders, empty for none
 * @param limitMs from the request to the last byte of the answer, 100 to 30,000
 */
public record HttpTemplate(
    String method, String url, List<Header> headers, String body, long limitMs) {
  /** Copies the list. */
  public HttpTemplate {
    headers = List.copyOf(headers);
  }

  /**
   * A header field.
   *
   * @param value text before the secret; may hold placeholders
   * @param secret name of a secret of the server that follows the text, empty for none; its value
   *     is known to nobody but the sender of the request
   */
  public record Header(String name, String value, String secret) {}
}
