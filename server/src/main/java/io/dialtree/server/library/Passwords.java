package io.dialtree.server.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.store.DocumentRevision;
import java.util.List;

/**
 * Passwords of the people, mailboxes and trunks of call flows: kept with their document, shown to
 * nobody.
 */
final class Passwords {
  private static final String PASSWORD = "password";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Passwords() {}

  /** The revision as it may be shown; word for word when there is no password in it. */
  static DocumentRevision hidden(DocumentKind kind, DocumentRevision revision) {
    return kind.dialect().equals(DocumentKind.CALLFLOW.dialect())
        ? revision.withContent(without(revision.content()))
        : revision;
  }

  /** What cannot be read is not shown at all: nobody knows what is in it. */
  private static String without(String content) {
    try {
      JsonNode tree = JSON.readTree(content);
      List<JsonNode> parents = tree.findParents(PASSWORD);
      if (parents.isEmpty()) {
        return content;
      }
      parents.forEach(parent -> ((ObjectNode) parent).remove(PASSWORD));
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException | NumberFormatException _) {
      return "";
    }
  }
}
