package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Halves of a character, which JSON can write as an escape and no other encoding can keep (RFC 8259
 * section 8.2).
 */
final class Surrogates {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u[dD][89a-fA-F]");

  private Surrogates() {}

  /** True when a text of this JSON may have one; quick. */
  static boolean mayBeIn(byte[] json) {
    return ESCAPE.matcher(new String(json, StandardCharsets.ISO_8859_1)).find();
  }

  /** True when a text or a key has one without the other. */
  static boolean areLoneIn(JsonNode node) {
    if (node.isTextual()) {
      return !Documents.isWhole(node.textValue());
    }
    for (JsonNode child : node) {
      if (areLoneIn(child)) {
        return true;
      }
    }
    return node.properties().stream().anyMatch(entry -> !Documents.isWhole(entry.getKey()));
  }
}
