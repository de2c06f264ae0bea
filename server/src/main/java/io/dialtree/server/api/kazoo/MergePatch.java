package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.Json;

/** Merges a part of a document into the whole: objects are merged, null removes (RFC 7396). */
final class MergePatch {
  private MergePatch() {}

  /** Changes {@code target}. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(entry -> {
          String key = entry.getKey();
          JsonNode value = entry.getValue();
          if (value.isNull()) {
            target.remove(key);
          } else if (value instanceof ObjectNode object) {
            ObjectNode inner = target.get(key) instanceof ObjectNode old ? old : Json.object();
            target.set(key, apply(inner, object));
          } else {
            target.set(key, value);
          }
        });
    return target;
  }
}
