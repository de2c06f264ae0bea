package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Breaks good documents: other types, other sizes, missing and foreign values, at random places.
 */
public final class Broken {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "99999999999999999999",
          "1.5",
          "1e400",
          "\"\"",
          "[]",
          "{}",
          "[[]]",
          "\"x\"",
          "{\"a\":{\"b\":[null]}}",
          "\"\\u0000\"",
          "\"(\"");

  private Broken() {}

  /** That many broken versions; always the same ones for the same seed. */
  public static List<String> versions(String good, int count, long seed) {
    Random random = new Random(seed);
    List<String> broken = new ArrayList<>();
    while (broken.size() < count) {
      JsonNode document = Json.parse(good);
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        change(document, random);
      }
      broken.add(Json.text(document));
    }
    return broken;
  }

  /** Texts that are no JSON, or no document at all. */
  public static List<String> nonsense() {
    return List.of(
        "{",
        "[",
        "[]",
        "\"text\"",
        "null",
        "1",
        "{\"a\":1,\"a\":2}",
        "<xml/>",
        "{\"data\":}",
        "\u0000",
        "{\"data\":[]}",
        "{\"data\":null}",
        "{\"data\":\"x\"}",
        "{} {}",
        "[".repeat(500),
        "{\"data\":".repeat(300) + "1" + "}".repeat(300));
  }

  private static void change(JsonNode node, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(node, containers);
    JsonNode place = containers.get(random.nextInt(containers.size()));
    JsonNode value = Json.parse(VALUES.get(random.nextInt(VALUES.size())).replace("1e400", "1e40"));
    switch (place) {
      case ObjectNode object -> {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        keys.add("surprise");
        String key = keys.get(random.nextInt(keys.size()));
        if (random.nextInt(4) == 0) {
          object.remove(key);
        } else if (random.nextInt(8) == 0) {
          object.put(key, "long ".repeat(600));
        } else {
          object.set(key, value);
        }
      }
      case ArrayNode array -> {
        if (array.isEmpty() || random.nextBoolean()) {
          array.add(value);
        } else {
          array.set(random.nextInt(array.size()), value);
        }
      }
      default -> throw new IllegalStateException(place.toString());
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
