package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.RequestHead;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What Kazoo puts around everything it answers. */
final class KazooEnvelope {
  private static final String NODE = "dialtree";

  /** As many as Kazoo gives everybody at first. */
  private static final int TOKENS = 100;

  private final Clock clock;
  private final String version;

  KazooEnvelope(Clock clock, String version) {
    this.clock = clock;
    this.version = version;
  }

  /** Success with this data. */
  ApiReply success(int status, JsonNode data, ApiRequest request) {
    return ApiReply.json(status, around(data, request));
  }

  /** Success with a document, whose revision goes along. */
  ApiReply document(int status, Document document, ApiRequest request) {
    ObjectNode envelope = around(KazooDocuments.data(document), request);
    envelope.put("revision", document.revision());
    return ApiReply.json(status, envelope).with("ETag", '"' + document.revision() + '"');
  }

  /** An envelope of success, to be added to. */
  ObjectNode around(JsonNode data, ApiRequest request) {
    ObjectNode envelope = Json.object();
    envelope.set("data", data);
    envelope.put("status", "success").put("version", version);
    request
        .head()
        .headers()
        .first("X-Auth-Token")
        .ifPresent(token -> envelope.put("auth_token", token));
    return stamped(envelope, request.head());
  }

  /** A failure; {@code error} is the status as text, as Kazoo has it. */
  ApiReply failure(int status, String message, JsonNode data, RequestHead head) {
    ObjectNode envelope = Json.object();
    envelope.set("data", data);
    envelope
        .put("error", Integer.toString(status))
        .put("message", message)
        .put("status", status < 500 ? "error" : "fatal");
    return ApiReply.json(status, stamped(envelope, head));
  }

  ApiReply failure(ApiFailure failure, RequestHead head) {
    FailureKind kind = failure.kind();
    return failure(kind.status(), message(kind), data(failure, head), head);
  }

  /** Kazoo's own requests cost tokens; here they cost nothing, so all of them always remain. */
  private static ObjectNode tokens() {
    return Json.object().put("consumed", 0).put("remaining", TOKENS);
  }

  private ObjectNode stamped(ObjectNode envelope, RequestHead head) {
    envelope.set("tokens", tokens());
    return envelope
        .put("request_id", head.id())
        .put("node", NODE)
        .put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String message(FailureKind kind) {
    return switch (kind) {
      case UNREADABLE -> "parse_error";
      case INVALID -> "validation failed";
      case UNAUTHENTICATED -> "invalid_credentials";
      case FORBIDDEN -> "forbidden";
      case NOT_FOUND -> "bad_identifier";
      case METHOD -> "invalid_method";
      case CONFLICT -> "datastore_conflict";
      case TOO_LARGE -> "too_large";
      case MEDIA_TYPE -> "invalid_content_type";
      case RANGE -> "range_not_satisfiable";
      case TOO_MANY -> "too_many_requests";
      case INTERNAL -> "unspecified_fault";
      case UNAVAILABLE -> "datastore_unreachable";
    };
  }

  private static JsonNode data(ApiFailure failure, RequestHead head) {
    return switch (failure.kind()) {
      case INVALID -> Violations.of(failure);
      case NOT_FOUND ->
          Json.object()
              .put("message", "bad identifier")
              .put("cause", head.path().substring(head.path().lastIndexOf('/') + 1));
      default -> Json.object().put("message", failure.sentence());
    };
  }
}
