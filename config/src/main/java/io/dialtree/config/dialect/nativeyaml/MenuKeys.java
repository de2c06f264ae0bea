package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that mean the same in every menu.
 *
 * @param byRole key by what it does: {@code repeat}, {@code back}, {@code operator}
 * @param operator node for the key {@code operator}, empty when the flow names none
 */
record MenuKeys(Map<String, String> byRole, String operator) {
  static final String REPEAT = "repeat";
  static final String BACK = "back";
  static final String OPERATOR = "operator";
  private static final List<String> ROLES = List.of(REPEAT, BACK, OPERATOR);

  /** Those of the flow; a menu may change them. */
  static MenuKeys of(Fields flow) {
    String operator = flow.text(OPERATOR, 1, 64).orElse("");
    return new MenuKeys(Map.of(), operator).with(flow);
  }

  /** With the keys a flow or a menu writes itself; an empty text switches one off. */
  MenuKeys with(Fields parent) {
    Map<String, String> keys = new LinkedHashMap<>(byRole);
    Fields own = parent.fields("keys");
    own.allowOnly(ROLES);
    for (String role : ROLES) {
      own.text(role, 0, 1).ifPresent(key -> keys.put(role, key));
      if (!keys.getOrDefault(role, "").matches("[0-9*#A-D]?")) {
        own.error("pattern", role, "found \"" + keys.get(role) + "\"", "a key: 0-9 * # A-D", "");
      }
    }
    if (operator.isEmpty() && !own.text(OPERATOR, 0, 1).orElse("").isEmpty()) {
      String message = "the flow says nowhere where this key leads";
      own.error("required", OPERATOR, message, "operator: NODE beside nodes", "");
    }
    keys.values().removeIf(String::isEmpty);
    for (String role : ROLES) {
      String key = keys.getOrDefault(role, "");
      if (own.has(role) && Collections.frequency(keys.values(), key) > 1) {
        own.error("unique", role, "the key \"" + key + "\" has another meaning already", "", "");
      }
    }
    return new MenuKeys(keys, operator);
  }
}
