package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.access.Presented;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What Kazoo's clients write into the envelope of a request. */
final class KazooRequest {
  private static final Set<String> VERBS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");

  private KazooRequest() {}

  /**
   * The document of the request.
   *
   * @throws ApiFailure when there is none
   */
  static ObjectNode data(ApiRequest request) {
    JsonNode data = request.jsonObject().path("data");
    if (data instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw data.isMissingNode()
        ? ApiFailure.invalid("data", "required", "the key is missing", "")
        : ApiFailure.invalid("data", "type", "found " + data.getNodeType(), "an object");
  }

  /** The document in a reply of ours. */
  static ObjectNode dataOf(ApiReply reply) {
    return Json.parse(reply.bodyText()).path("data") instanceof ObjectNode object
        ? object
        : Json.object();
  }

  /**
   * The verb that is meant: a POST may carry another one, in its query or its envelope, for clients
   * that cannot send it.
   */
  static String verb(ApiRequest request) {
    String method = request.head().method();
    if (!method.equals("POST")) {
      return method;
    }
    return request
        .query()
        .first("verb")
        .or(() -> envelopeText(request, "verb"))
        .map(verb -> verb.toUpperCase(Locale.ROOT))
        .filter(VERBS::contains)
        .orElse(method);
  }

  /** The token inside the envelope. */
  static Optional<Presented> token(ApiRequest request) {
    return envelopeText(request, "auth_token").map(Presented::token);
  }

  /** As where {@code data} is read: JSON by any content type, but no audio. */
  private static boolean isEnvelope(ApiRequest request) {
    String type = request.contentType();
    boolean isDeclared = type.isEmpty() || type.equals(MediaTypes.JSON);
    return request.body().length > 0 && (isDeclared || request.beginsAsObject());
  }

  private static Optional<String> envelopeText(ApiRequest request, String key) {
    if (!isEnvelope(request)) {
      return Optional.empty();
    }
    JsonNode value = request.json().path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
