package io.dialtree.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** JSON as requests and replies have it. Numbers keep the digits they were written with. */
public final class Json {
  private static final int DEPTH_MAX = 200;
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * Reads JSON.
   *
   * @throws ApiFailure {@link FailureKind#UNREADABLE} naming line and column
   */
  public static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node.isMissingNode()) {
        throw unreadable("the body is empty");
      }
      if (Surrogates.mayBeIn(bytes) && Surrogates.areLoneIn(node)) {
        throw unreadable("the body has half a character: a surrogate (\\ud800 to \\udfff) alone");
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw unreadable("the body is no JSON" + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable("the body is no JSON: " + e.getMessage());
    } catch (NumberFormatException _) {
      throw unreadable("the body has a number whose exponent is out of all bounds");
    }
  }

  /** Reads JSON of our own, such as a stored document. */
  public static JsonNode parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  static ApiFailure unreadable(String message) {
    return ApiFailure.of(FailureKind.UNREADABLE, message);
  }

  /** As text, in one line. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  /** A tree of a record, a map, a list. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** An array of these. */
  public static ArrayNode array(Collection<? extends JsonNode> items) {
    return array().addAll(items);
  }
}
