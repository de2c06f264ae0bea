package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a document, by path and then by rule, as Kazoo writes it: {@code message},
 * {@code target} (what the rule asks for) and {@code value} (what was found).
 */
final class Violations {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  private Violations() {}

  static ObjectNode of(ApiFailure failure) {
    ObjectNode data = Json.object();
    for (Finding finding : failure.findings()) {
      if (finding.isError()) {
        String path = finding.key().isEmpty() ? "data" : finding.key();
        ObjectNode violation = data.withObjectProperty(path).withObjectProperty(finding.rule());
        violation.put("message", ApiFailure.sentence(finding));
        target(finding).ifPresent(target -> violation.set("target", target));
        JsonNode value =
            failure.subject().map(it -> at(it, path)).orElse(MissingNode.getInstance());
        if (!value.isMissingNode()) {
          violation.set("value", value);
        }
      }
    }
    return data.isEmpty() ? Json.object().put("message", failure.sentence()) : data;
  }

  private static Optional<JsonNode> target(Finding finding) {
    String allowed = finding.allowed();
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (finding.rule()) {
          case "minimum", "minLength" -> number(allowed, false);
          case "maximum", "maxLength", "maxItems" -> number(allowed, true);
          case "enum" -> Json.tree(List.of(allowed.split(", ", -1)));
          case "type" -> Json.tree(type(allowed));
          default -> Json.tree(allowed);
        });
  }

  /** The first number, or the last one. */
  private static JsonNode number(String words, boolean last) {
    Matcher numbers = NUMBER.matcher(words);
    JsonNode found = Json.tree(words);
    while (numbers.find()) {
      found = Json.tree(Long.parseLong(numbers.group()));
      if (!last) {
        break;
      }
    }
    return found;
  }

  /** As JSON Schema calls it. */
  private static String type(String words) {
    if (words.startsWith("a whole number")) {
      return "integer";
    }
    return switch (words) {
      case "text" -> "string";
      case "a list" -> "array";
      case "an object" -> "object";
      case "true or false" -> "boolean";
      case "true, false or text" -> "boolean, string";
      default -> words;
    };
  }

  private static JsonNode at(JsonNode document, String path) {
    JsonNode node = document;
    for (String part : path.split("\\.", -1)) {
      String key = part.replace("%2E", ".");
      node =
          node.isArray() && key.matches("[0-9]{1,9}")
              ? node.path(Integer.parseInt(key))
              : node.path(key);
    }
    return node;
  }
}
