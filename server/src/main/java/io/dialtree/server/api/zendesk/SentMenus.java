package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The menus a client sends together with their IVR. A menu that is there keeps its routes, which
 * are changed under their own path; one of them is always the menu callers reach first.
 */
final class SentMenus {
  private static final String ID = "id";
  private static final String DEFAULT = "default";
  private static final String ROUTES = "routes";
  private static final Set<String> READ_ONLY = Set.of(ID, ROUTES, DEFAULT);

  private final ArrayNode sent;
  private final List<Optional<ObjectNode>> before;

  private SentMenus(JsonNode old, ArrayNode sent) {
    this.sent = sent;
    this.before = IntStream.range(0, sent.size()).mapToObj(i -> same(old, sent.get(i))).toList();
  }

  /**
   * The menus an IVR has after these were sent.
   *
   * @param old the menus it has, a missing node for a new IVR
   * @param ids for menus and routes that have none
   * @throws ApiFailure when it would have none
   */
  static ArrayNode over(JsonNode old, ArrayNode sent, LongSupplier ids) {
    if (sent.isEmpty()) {
      throw ApiFailure.invalid(
          "menus", "minItems", "an IVR needs a menu that callers reach first", "one menu or more");
    }
    return new SentMenus(old, sent).merged(ids);
  }

  private static Optional<ObjectNode> same(JsonNode old, JsonNode sent) {
    for (JsonNode menu : old) {
      if (menu instanceof ObjectNode there
          && sent.hasNonNull(ID)
          && there.path(ID).asText().equals(sent.path(ID).asText())) {
        return Optional.of(there);
      }
    }
    return Optional.empty();
  }

  private ArrayNode merged(LongSupplier ids) {
    ArrayNode menus = Json.array();
    for (int i = 0; i < sent.size(); i++) {
      menus.add(sent.get(i) instanceof ObjectNode menu ? merged(i, menu, ids) : sent.get(i));
    }
    return menus;
  }

  private ObjectNode merged(int index, ObjectNode menu, LongSupplier ids) {
    ObjectNode merged = before.get(index).map(ObjectNode::deepCopy).orElseGet(Json::object);
    if (before.get(index).isPresent()) {
      Bodies.merge(merged, menu, READ_ONLY);
    } else {
      Bodies.merge(merged, menu, Set.of(DEFAULT));
      identify(merged, ids);
      merged.path(ROUTES).forEach(route -> identify(route, ids));
    }
    JsonNode wanted = menu.path(DEFAULT);
    if (wanted.isMissingNode() || wanted.isNull() || wanted.isBoolean()) {
      merged.put(DEFAULT, isEntry(index));
    } else {
      merged.set(DEFAULT, wanted); // to be refused
    }
    return merged;
  }

  private static void identify(JsonNode node, LongSupplier ids) {
    if (node instanceof ObjectNode object && !object.hasNonNull(ID)) {
      object.put(ID, ids.getAsLong());
    }
  }

  /** The one they name; else the one it was before; else the first. */
  private boolean isEntry(int index) {
    if (anyMatch(this::isNamed)) {
      return isNamed(index);
    }
    return anyMatch(this::wasEntry) ? wasEntry(index) : index == 0;
  }

  private boolean anyMatch(IntPredicate test) {
    return IntStream.range(0, sent.size()).anyMatch(test);
  }

  private boolean isNamed(int index) {
    return sent.get(index).path(DEFAULT).asBoolean();
  }

  private boolean wasEntry(int index) {
    return before.get(index).filter(menu -> menu.path(DEFAULT).asBoolean()).isPresent();
  }
}
