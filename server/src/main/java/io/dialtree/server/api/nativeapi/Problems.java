package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.RequestHead;
import java.util.List;
import java.util.Locale;

/** Failures as problem details (RFC 9457), and findings as JSON. */
final class Problems {
  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static ApiReply reply(ApiFailure failure, RequestHead head) {
    FailureKind kind = failure.kind();
    ObjectNode problem =
        Json.object()
            .put("type", "about:blank")
            .put("title", kind.slug())
            .put("status", kind.status())
            .put("detail", failure.sentence())
            .put("request_id", head.id());
    if (!failure.findings().isEmpty()) {
      problem.set("findings", findings(failure.findings()));
    }
    ApiReply reply = ApiReply.text(kind.status(), TYPE, Json.text(problem) + "\n");
    return kind == FailureKind.UNAUTHENTICATED
        ? reply.with("WWW-Authenticate", "Basic realm=\"dialtree\", Bearer realm=\"dialtree\"")
        : reply;
  }

  static ArrayNode findings(List<Finding> findings) {
    return Json.array(findings.stream().map(Problems::finding).toList());
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node =
        Json.object()
            .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
            .put("rule", finding.rule())
            .put("key", finding.key())
            .put("message", finding.message())
            .put("allowed", finding.allowed())
            .put("nearest", finding.nearest())
            .put("file", finding.at().file());
    if (finding.at().line() > 0) {
      node.put("line", finding.at().line());
    }
    if (finding.at().column() > 0) {
      node.put("column", finding.at().column());
    }
    return node;
  }
}
