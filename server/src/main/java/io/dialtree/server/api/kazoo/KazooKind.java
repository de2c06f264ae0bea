package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.Json;
import java.util.Arrays;
import java.util.List;

/** The kinds of documents that are listed, made, changed and removed in the same way. */
enum KazooKind {
  MENUS(
      DocumentKind.KAZOO_MENU,
      "menus",
      "id name flags",
      """
      {"retries": 3, "max_extension_length": 4, "hunt": true, "branch_extension": true,
       "suppress_media": false, "allow_record_from_offnet": false, "media": {}}\
      """),
  CALLFLOWS(
      DocumentKind.KAZOO_CALLFLOW,
      "callflows",
      "id name numbers patterns flags featurecode",
      "{\"numbers\": [], \"patterns\": []}"),
  MEDIA(
      DocumentKind.KAZOO_MEDIA,
      "media",
      "id name media_source language flags",
      "{\"media_source\": \"upload\", \"language\": \"en-us\", \"streamable\": true}");

  private final DocumentKind kind;
  private final String path;
  private final String listed;
  private final String defaults;

  KazooKind(DocumentKind kind, String path, String listed, String defaults) {
    this.kind = kind;
    this.path = path;
    this.listed = listed;
    this.defaults = defaults;
  }

  DocumentKind kind() {
    return kind;
  }

  /** Its segment below the account. */
  String path() {
    return path;
  }

  /** With the schema's defaults where the client said nothing: Kazoo writes them down. */
  ObjectNode withDefaults(ObjectNode document) {
    Json.parse(defaults)
        .properties()
        .forEach(entry -> document.putIfAbsent(entry.getKey(), entry.getValue()));
    return document;
  }

  /** A document of any kind, with defaults where its kind has some. */
  static ObjectNode defaulted(DocumentKind of, ObjectNode document) {
    return Arrays.stream(values())
        .filter(it -> it.kind == of)
        .findFirst()
        .map(it -> it.withDefaults(document))
        .orElse(document);
  }

  /** As a list shows it. */
  ObjectNode summary(JsonNode document) {
    ObjectNode summary = Json.object();
    for (String key : List.of(listed.split(" ", -1))) {
      if (document.has(key)) {
        summary.set(key, document.get(key));
      } else if (key.equals("flags")) {
        summary.putArray("flags");
      }
    }
    return summary;
  }
}
