package io.dialtree.ivr.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.TextParts;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Placeholders into requests, answers into variables. */
final class HttpTexts {
  /** A variable is spoken or compared; what is longer is neither. */
  private static final int VALUE_MAX = 1_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // 12.50 stays 12.50.
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  private HttpTexts() {}

  /** The request with every placeholder filled; what fills it cannot change its form. */
  static HttpTemplate fill(HttpTemplate request, UnaryOperator<String> value) {
    List<HttpTemplate.Header> headers =
        request.headers().stream()
            .map(it ->
                new HttpTemplate.Header(
                    it.name(),
                    TextParts.text(it.value(), value.andThen(HttpTexts::printable)),
                    it.secret()))
            .toList();
    return new HttpTemplate(
        request.method(),
        TextParts.text(request.url(), value.andThen(HttpTexts::encoded)),
        headers,
        body(request.body(), value),
        request.limitMs());
  }

  /** The values an answer has for these pointers; empty when it is no JSON and one was wanted. */
  static Optional<Map<String, String>> read(String body, Map<String, String> pointers) {
    if (pointers.isEmpty()) {
      return Optional.of(Map.of());
    }
    try {
      JsonNode root = MAPPER.readTree(withoutMark(body));
      if (root.isMissingNode()) {
        return Optional.empty();
      }
      Map<String, String> values = new LinkedHashMap<>();
      pointers.forEach((name, pointer) -> values.put(name, text(root.at(pointer))));
      return Optional.of(values);
    } catch (JsonProcessingException | NumberFormatException _) {
      // The second is for an exponent that no number of Java has.
      return Optional.empty();
    }
  }

  /** RFC 8259 section 8.1: a byte order mark is none of the text and may be passed over. */
  private static String withoutMark(String body) {
    return body.startsWith("\uFEFF") ? body.substring(1) : body;
  }

  private static String text(JsonNode node) {
    String text;
    if (node.isMissingNode() || node.isNull()) {
      text = "";
    } else if (node.isNumber()) {
      text = number(node.decimalValue());
    } else {
      text = node.isValueNode() ? node.asText() : node.toString();
    }
    return text.length() > VALUE_MAX ? text.substring(0, VALUE_MAX) : text;
  }

  /** Few characters can stand for a number of a thousand million zeros. */
  private static String number(BigDecimal number) {
    long length = (long) number.precision() + Math.abs((long) number.scale());
    return length > VALUE_MAX ? number.toString() : number.toPlainString();
  }

  /** A value of dots alone would lead to another place (RFC 3986 section 5.2.4). */
  private static String encoded(String value) {
    return value.matches("[.]+")
        ? ""
        : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** No line break gets into a header field. */
  private static String printable(String value) {
    return value.replaceAll("[^\\x20-\\x7E]", "");
  }

  private static String body(String template, UnaryOperator<String> value) {
    if (template.isEmpty()) {
      return "";
    }
    try {
      return MAPPER.writeValueAsString(filled(MAPPER.readTree(template), value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode filled(JsonNode node, UnaryOperator<String> value) {
    return switch (node) {
      case TextNode text -> new TextNode(TextParts.text(text.asText(), value));
      case ArrayNode array -> {
        ArrayNode copy = MAPPER.createArrayNode();
        array.forEach(item -> copy.add(filled(item, value)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = MAPPER.createObjectNode();
        object.properties().forEach(it -> copy.set(it.getKey(), filled(it.getValue(), value)));
        yield copy;
      }
      default -> node;
    };
  }
}
