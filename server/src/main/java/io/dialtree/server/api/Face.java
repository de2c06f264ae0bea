package io.dialtree.server.api;

import io.dialtree.server.api.access.Presented;
import java.util.List;
import java.util.Optional;

/**
 * One dialect of HTTP: its routes, how its clients say who they are, and how it says no.
 * Thread-safe.
 */
public interface Face {
  /** Stable name, in the audit trail. */
  String name();

  /** Beginnings of the paths it owns, such as {@code /v2}; failures below them are its own. */
  List<String> prefixes();

  /** Everything that can be done. */
  List<Route> routes();

  /** Writes a failure in the face's own envelope. */
  ApiReply failure(ApiFailure failure, RequestHead head);

  /** Who the client says it is; empty when it says nothing. */
  Optional<Presented> presented(RequestHead head);

  /** True when clients may say inside the body who they are; such bodies are documents at most. */
  default boolean readsBodyOfStrangers() {
    return false;
  }

  /** Who the client says it is inside the body. */
  default Optional<Presented> presentedInBody(ApiRequest request) {
    return Optional.empty();
  }

  /**
   * The method that is meant, for faces whose clients may write it elsewhere than in the request.
   */
  default String methodOf(ApiRequest request) {
    return request.head().method();
  }

  /** True when its replies have room for the findings of a change; others get a header. */
  default boolean showsFindings() {
    return false;
  }

  /** True when {@code /Menus} and {@code /menus} are the same. */
  default boolean ignoresCase() {
    return false;
  }

  /** An ending that may stand behind every path or not, such as {@code .json}; empty for none. */
  default String optionalEnding() {
    return "";
  }
}
