package io.dialtree.server.api;

import io.dialtree.store.AudioTable;

/**
 * One thing that can be done.
 *
 * @param method in capitals
 * @param template of the path: {@code /v2/accounts/{account}/menus/{menu}}; a parameter is a whole
 *     segment, or a segment's beginning before a fixed ending; a last segment {@code {name*}} takes
 *     the rest of the path. A parameter {@code account} is held against the principal's account
 * @param access what it asks of the principal
 * @param bodyMaxBytes longer bodies are refused before they are read
 */
public record Route(
    String method, String template, Access access, int bodyMaxBytes, Handler handler) {
  /** Documents, as the reader of documents has it. */
  public static final int DOCUMENT_MAX_BYTES = 1 << 20;

  /** Audio, as the store has it. */
  public static final int AUDIO_MAX_BYTES = AudioTable.BYTES_MAX;

  /** Does it. Runs on a virtual thread, may block. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Does it.
     *
     * @throws ApiFailure why not; the face writes it. Anything else thrown becomes a 500
     */
    ApiReply handle(ApiRequest request);
  }

  /** Looks at something. */
  public static Route get(String template, Handler handler) {
    return new Route("GET", template, Access.READ, DOCUMENT_MAX_BYTES, handler);
  }

  /** Changes documents. */
  public static Route change(String method, String template, Handler handler) {
    return new Route(method, template, Access.WRITE, DOCUMENT_MAX_BYTES, handler);
  }

  /** Takes audio. */
  public static Route upload(String method, String template, Handler handler) {
    return new Route(method, template, Access.WRITE, AUDIO_MAX_BYTES, handler);
  }

  /** The same for others. */
  public Route asking(Access other) {
    return new Route(method, template, other, bodyMaxBytes, handler);
  }
}
