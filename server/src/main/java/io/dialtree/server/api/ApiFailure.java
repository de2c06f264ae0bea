package io.dialtree.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Why a request was not done. Thrown by handlers, written by the face. Carries no stack trace. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final transient List<Finding> findings;
  private final transient Map<String, String> headers;
  private final transient Optional<JsonNode> subject;

  /**
   * A failure.
   *
   * @param message one sentence for the client; never a secret
   * @param findings what is wrong where, empty when the message says all
   * @param headers to send along
   */
  public ApiFailure(
      FailureKind kind, String message, List<Finding> findings, Map<String, String> headers) {
    this(kind, message, findings, headers, Optional.empty());
  }

  private ApiFailure(
      FailureKind kind,
      String message,
      List<Finding> findings,
      Map<String, String> headers,
      Optional<JsonNode> subject) {
    super(message, null, false, false);
    this.kind = kind;
    this.findings = List.copyOf(findings);
    this.headers = Map.copyOf(headers);
    this.subject = subject;
  }

  /** The same failure with what its findings are about, for faces that say what was found. */
  public ApiFailure about(JsonNode document) {
    return new ApiFailure(kind, sentence(), findings, headers, Optional.of(document));
  }

  /** A failure that its sentence explains. */
  public static ApiFailure of(FailureKind kind, String message) {
    return new ApiFailure(kind, message, List.of(), Map.of());
  }

  /** Nothing is there under that name. */
  public static ApiFailure notFound(String what) {
    return of(FailureKind.NOT_FOUND, "there is no " + what);
  }

  /** The store does not answer, so that nothing was changed; worth another try in a while. */
  public static ApiFailure unavailable() {
    return new ApiFailure(
        FailureKind.UNAVAILABLE,
        "the store does not answer, nothing was changed; try again",
        List.of(),
        Map.of("Retry-After", "5"));
  }

  /** One wrong field or parameter. */
  public static ApiFailure invalid(String key, String rule, String message, String allowed) {
    Finding finding =
        new Finding(
            Finding.Severity.ERROR, rule, SourcePosition.of("request"), key, message, allowed, "");
    return invalid(List.of(finding));
  }

  /** What is wrong with a document. */
  public static ApiFailure invalid(List<Finding> findings) {
    String message =
        findings.stream()
            .filter(Finding::isError)
            .findFirst()
            .map(ApiFailure::sentenceWithKey)
            .orElse("the request is not valid");
    return new ApiFailure(FailureKind.INVALID, message, findings, Map.of());
  }

  /** A finding's sentence behind the key it is about. */
  public static String sentenceWithKey(Finding finding) {
    return (finding.key().isEmpty() ? "" : finding.key() + ": ") + sentence(finding);
  }

  /** A finding's message with what is allowed and the nearest spelling, without its place. */
  public static String sentence(Finding finding) {
    return finding.message()
        + (finding.allowed().isEmpty() ? "" : "; allowed: " + finding.allowed())
        + (finding.nearest().isEmpty() ? "" : "; did you mean \"" + finding.nearest() + "\"?");
  }

  /** The same failure, its findings under the keys that the client knows. */
  public ApiFailure withKeys(UnaryOperator<String> clientKey) {
    List<Finding> renamed =
        findings.stream()
            .map(it ->
                new Finding(
                    it.severity(),
                    it.rule(),
                    it.at(),
                    clientKey.apply(it.key()),
                    it.message(),
                    it.allowed(),
                    it.nearest()))
            .toList();
    return kind == FailureKind.INVALID && !renamed.isEmpty()
        ? invalid(renamed)
        : new ApiFailure(kind, sentence(), renamed, headers);
  }

  /** What kind of failure. */
  public FailureKind kind() {
    return kind;
  }

  /** What is wrong where. */
  public List<Finding> findings() {
    return findings;
  }

  /** What the findings are about, where somebody said so. */
  public Optional<JsonNode> subject() {
    return subject;
  }

  /** To send along. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The sentence for the client. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
