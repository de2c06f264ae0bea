package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Findings;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.MediaTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The contract as a tree, and what its schemas say of bodies (JSON Schema 2020-12). */
final class ContractSchemas {
  private static final String REF = "$ref";

  private final JsonNode tree;
  private final Map<String, Schema> known = new HashMap<>();

  ContractSchemas() {
    Findings findings = new Findings();
    tree =
        Json.parse(
            JsonText.of(Documents.yaml("openapi.yaml", Contract.bytes(), findings).orElseThrow()));
  }

  /**
   * One operation.
   *
   * @param node as the contract has it
   */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    tree.path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (!method.getKey().equals("parameters")) {
                    operations.add(
                        new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            method.getValue()));
                  }
                }));
    return operations;
  }

  /** Parameters of that place, with those of the whole path. */
  List<JsonNode> parameters(Operation operation, String in) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode holder : List.of(tree.path("paths").path(operation.path()), operation.node())) {
      holder.path("parameters").forEach(it -> all.add(resolved(it)));
    }
    all.removeIf(it -> !it.path("in").asText().equals(in));
    return all;
  }

  /** What the contract says of an answer with that status; empty when it says nothing. */
  Optional<JsonNode> answer(Operation operation, int status) {
    JsonNode answers = operation.node().path("responses");
    String code = Integer.toString(status);
    JsonNode found = answers.path(answers.has(code) || status < 400 ? code : "default");
    return found.isMissingNode() ? Optional.empty() : Optional.of(resolved(found));
  }

  /** A thing, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has(REF) ? tree.at(node.path(REF).asText().substring(1)) : node;
  }

  /** The entry for a media type, also by a range such as {@code audio/*}. */
  static Optional<JsonNode> content(JsonNode holder, String contentType) {
    String bare = MediaTypes.bare(contentType);
    JsonNode content = holder.path("content");
    JsonNode range = content.path(bare.substring(0, bare.indexOf('/') + 1) + "*");
    return Optional.of(content.has(bare) ? content.path(bare) : range)
        .filter(it -> !it.isMissingNode());
  }

  /** What is wrong with a body, empty when nothing is. */
  List<String> objections(JsonNode entry, JsonNode body) {
    if (!entry.has("schema")) {
      return List.of();
    }
    ObjectNode whole = Json.object();
    whole.set("components", tree.path("components"));
    whole.setAll((ObjectNode) entry.path("schema"));
    Schema schema =
        known.computeIfAbsent(
            Json.text(entry.path("schema")),
            _ ->
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Json.text(whole)));
    return schema.validate(Json.text(body), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
