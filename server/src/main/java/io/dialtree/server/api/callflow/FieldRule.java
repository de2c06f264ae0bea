package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.server.api.Json;
import java.util.stream.StreamSupport;

/** What one field of an object must be. */
record FieldRule(String name, Shape shape, boolean isRequired) {
  private static final SourcePosition AT = SourcePosition.of("request");
  private static final int TEXT_MAX = 1_000;
  private static final int ITEMS_MAX = 1_000;
  private static final long WHOLE_MAX = 999_999_999L;

  enum Shape {
    TEXT("text of 1 to 1000 characters"),
    WHOLE("a whole number from 0 to 999999999"),
    BOOL("true or false"),
    TEXTS("a list of at most 1000 texts"),
    OBJECTS("a list of at most 1000 objects"),
    NUMBER("a telephone number (E.164), 3 to 15 digits, with or without a plus");

    private final String words;

    Shape(String words) {
      this.words = words;
    }

    private boolean takes(JsonNode value) {
      return switch (this) {
        case TEXT -> isText(value);
        case WHOLE ->
            value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= WHOLE_MAX;
        case BOOL -> value.isBoolean();
        case TEXTS -> value.isArray() && value.size() <= ITEMS_MAX && all(value, Shape.TEXT);
        case OBJECTS ->
            value.isArray()
                && value.size() <= ITEMS_MAX
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
        case NUMBER -> value.isTextual() && value.textValue().matches("\\+?[0-9]{3,15}");
      };
    }

    private static boolean isText(JsonNode value) {
      return value.isTextual()
          && !value.textValue().isEmpty()
          && value.textValue().codePointCount(0, value.textValue().length()) <= TEXT_MAX;
    }

    private static boolean all(JsonNode list, Shape shape) {
      return StreamSupport.stream(list.spliterator(), false).allMatch(shape::takes);
    }
  }

  static FieldRule required(String name, Shape shape) {
    return new FieldRule(name, shape, true);
  }

  static FieldRule optional(String name, Shape shape) {
    return new FieldRule(name, shape, false);
  }

  /** Notes what is wrong with the field. Null counts as absent. */
  void check(ObjectNode object, Findings findings) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      if (isRequired) {
        findings.error("required", AT, name, "the key is missing", shape.words, "");
      }
    } else if (!shape.takes(value)) {
      String text = value.isContainerNode() ? "a list or an object" : Json.text(value);
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      String found = name.equals("password") ? "found something else" : "found " + shown;
      findings.error("type", AT, name, found, shape.words, "");
    }
  }
}
