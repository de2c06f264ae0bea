package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;

/**
 * Failures as Zendesk writes them: {@code error}, {@code description} and, for wrong fields, {@code
 * details} by field.
 */
final class ZendeskErrors {
  private static final int UNPROCESSABLE = 422;

  private ZendeskErrors() {}

  static ApiReply reply(ApiFailure failure) {
    ObjectNode body = Json.object();
    body.put("error", label(failure.kind()));
    switch (failure.kind()) {
      case UNAUTHENTICATED -> {}
      case NOT_FOUND -> body.put("description", "Not found");
      case INVALID -> {
        body.put("description", "Record validation errors");
        body.set("details", details(failure));
      }
      default -> body.put("description", failure.sentence());
    }
    int status = failure.kind() == FailureKind.INVALID ? UNPROCESSABLE : failure.kind().status();
    return ApiReply.json(status, body).with(failure.headers());
  }

  private static String label(FailureKind kind) {
    return switch (kind) {
      case UNAUTHENTICATED -> "Couldn't authenticate you";
      case NOT_FOUND -> "RecordNotFound";
      case INVALID -> "RecordInvalid";
      case UNREADABLE -> "BadRequest";
      case FORBIDDEN -> "Forbidden";
      case METHOD -> "MethodNotAllowed";
      case CONFLICT -> "Conflict";
      case TOO_LARGE -> "RequestEntityTooLarge";
      case MEDIA_TYPE -> "UnsupportedMediaType";
      case RANGE -> "RangeNotSatisfiable";
      case TOO_MANY -> "APIRateLimitExceeded";
      case INTERNAL -> "InternalError";
      case UNAVAILABLE -> "ServiceUnavailable";
    };
  }

  private static ObjectNode details(ApiFailure failure) {
    ObjectNode details = Json.object();
    for (Finding finding : failure.findings()) {
      if (finding.isError()) {
        String field = finding.key().isEmpty() ? "base" : finding.key();
        ObjectNode entry = details.withArrayProperty(field).addObject();
        entry.put("description", ApiFailure.sentence(finding));
        entry.put("error", label(finding.rule()));
      }
    }
    return details;
  }

  private static String label(String rule) {
    return switch (rule) {
      case "required" -> "BlankValue";
      case "unique" -> "DuplicateValue";
      case "minLength" -> "TooShort";
      case "maxLength", "maxItems" -> "TooLong";
      default -> "InvalidValue";
    };
  }
}
