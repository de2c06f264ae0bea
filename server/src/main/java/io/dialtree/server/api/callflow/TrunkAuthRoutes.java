package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;

/**
 * How a trunk proves who it is: rows of {@code type}, {@code ip}, {@code username}, {@code
 * password}.
 */
final class TrunkAuthRoutes {
  private static final String PATH = ThingKind.TRUNK.path() + "/{uuid}/auth";
  private static final String AUTH = "auth";
  private static final String PASSWORD = "password";

  /** What a row proves, beside its password. */
  private static final List<String> PROOF = List.of("type", "ip", "username");

  private final CallFlowDocuments documents;

  TrunkAuthRoutes(CallFlowDocuments documents) {
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(Route.get(PATH, this::show), Route.change("PUT", PATH, this::replace));
  }

  private ApiReply show(ApiRequest request) {
    return CallFlowDocuments.bare(request, () -> Envelope.of(200, rows(trunk(request).path(AUTH))));
  }

  private ObjectNode trunk(ApiRequest request) {
    return CallFlowDocuments.object(
        documents.get(DocumentKind.CALLFLOW_TRUNK, request.param("uuid"), request));
  }

  private ApiReply replace(ApiRequest request) {
    if (!(request.json() instanceof ArrayNode sent)) {
      throw ApiFailure.of(FailureKind.UNREADABLE, "the body is no list of rows");
    }
    Findings findings = new Findings();
    for (int i = 0; i < sent.size(); i++) {
      if (!sent.get(i).path("type").isTextual()) {
        findings.error("required", SourcePosition.of("request"), i + ".type", "the key is missing");
      }
    }
    if (findings.hasErrors()) {
      throw ApiFailure.invalid(findings.list());
    }
    ObjectNode trunk = trunk(request);
    keepPasswords(sent, trunk.path(AUTH));
    trunk.set(AUTH, sent);
    ObjectNode now =
        documents.replace(DocumentKind.CALLFLOW_TRUNK, request.param("uuid"), trunk, request);
    return Envelope.of(200, rows(now.path(AUTH)));
  }

  /** A row that says none keeps the password of the row that proves the same. */
  private static void keepPasswords(ArrayNode sent, JsonNode before) {
    for (JsonNode row : sent) {
      for (JsonNode old : before) {
        if (row instanceof ObjectNode now
            && old.has(PASSWORD)
            && !now.has(PASSWORD)
            && PROOF.stream().allMatch(key -> now.path(key).equals(old.path(key)))) {
          now.set(PASSWORD, old.get(PASSWORD));
        }
      }
    }
  }

  /** Without the passwords. */
  private static ArrayNode rows(JsonNode auth) {
    ArrayNode rows = Json.array();
    for (JsonNode row : auth) {
      JsonNode copy = row.deepCopy();
      if (copy instanceof ObjectNode object) {
        object.remove(PASSWORD);
      }
      rows.add(copy);
    }
    return rows;
  }
}
