package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import java.util.Collection;
import java.util.Set;

/** Envelopes: the one key that every body of one object has. */
final class Bodies {
  private Bodies() {}

  /**
   * The object inside its envelope.
   *
   * @throws ApiFailure when the envelope is not there
   */
  static ObjectNode read(ApiRequest request, String name) {
    JsonNode inside = request.jsonObject().path(name);
    if (inside instanceof ObjectNode object) {
      return object;
    }
    boolean isMissing = inside.isMissingNode() || inside.isNull();
    throw ApiFailure.invalid(
        name,
        isMissing ? "required" : "type",
        isMissing ? "the key is missing" : "found " + shortened(inside),
        "an object, as in {\"" + name + "\": {...}}");
  }

  private static String shortened(JsonNode node) {
    String text = node.isContainerNode() ? "a list" : Json.text(node);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /** One object in its envelope. */
  static ApiReply one(int status, String name, JsonNode object) {
    ObjectNode body = Json.object();
    body.set(name, object);
    return ApiReply.json(status, body);
  }

  /** Sets what the client sent, except what it may not write. */
  static void merge(ObjectNode target, ObjectNode sent, Set<String> readOnly) {
    sent.properties()
        .forEach(entry -> {
          if (!readOnly.contains(entry.getKey())) {
            target.set(entry.getKey(), entry.getValue());
          }
        });
  }

  /** Adds what nobody here knows, as it was sent. */
  static void addUnknown(ObjectNode view, ObjectNode stored, Collection<String> hidden) {
    stored
        .properties()
        .forEach(entry -> {
          if (!view.has(entry.getKey()) && !hidden.contains(entry.getKey())) {
            view.set(entry.getKey(), entry.getValue());
          }
        });
  }

  /** The value of a key, null when it is absent. */
  static JsonNode orNull(ObjectNode object, String key) {
    JsonNode value = object.path(key);
    return value.isMissingNode() ? Json.object().nullNode() : value;
  }
}
