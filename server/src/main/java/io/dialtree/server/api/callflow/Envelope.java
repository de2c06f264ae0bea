package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;

/** What every answer looks like: {@code result}, {@code status_code}, {@code status_message}. */
final class Envelope {
  private Envelope() {}

  static ApiReply of(int status, JsonNode result) {
    return of(status, status, result);
  }

  /** An answer whose envelope tells another status than HTTP does. */
  static ApiReply of(int httpStatus, int status, JsonNode result) {
    return ApiReply.json(httpStatus, body(status, result));
  }

  private static ObjectNode body(int status, JsonNode result) {
    ObjectNode body = Json.object();
    body.set("result", result);
    body.put("status_code", status);
    body.put("status_message", phrase(status));
    return body;
  }

  /** A failure; the result is empty, but for {@code errors} where the client can do something. */
  static ApiReply of(ApiFailure failure) {
    int status = failure.kind().status();
    ObjectNode result = Json.object();
    if (failure.kind() != FailureKind.NOT_FOUND && failure.kind() != FailureKind.UNAUTHENTICATED) {
      result.set("errors", errors(failure));
      ArrayNode warnings = findings(failure, false);
      if (!warnings.isEmpty()) {
        result.set("warnings", warnings);
      }
    }
    return of(status, result).with(failure.headers());
  }

  private static ArrayNode errors(ApiFailure failure) {
    ArrayNode errors = findings(failure, true);
    if (errors.isEmpty()) {
      error(errors, "", failure.kind().slug(), failure.sentence());
    }
    return errors;
  }

  private static ArrayNode findings(ApiFailure failure, boolean isError) {
    ArrayNode list = Json.array();
    for (Finding finding : failure.findings()) {
      if (finding.isError() == isError) {
        error(list, finding.key(), finding.rule(), ApiFailure.sentence(finding));
      }
    }
    return list;
  }

  private static void error(ArrayNode errors, String field, String rule, String message) {
    ObjectNode error = errors.addObject();
    error.put("field", field);
    error.put("rule", rule);
    error.put("message", message);
  }

  /** Reason phrases (RFC 9110 section 15). */
  private static String phrase(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
