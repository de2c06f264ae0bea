package io.dialtree.server.api.dtmf;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.dialect.MediaReference;
import io.dialtree.config.dialect.dtmfrequest.DtmfCall;
import io.dialtree.config.dialect.dtmfrequest.DtmfEvents;
import io.dialtree.config.dialect.dtmfrequest.DtmfInstruction;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.RequestHead;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.Warnings;
import io.dialtree.server.api.access.Presented;
import io.dialtree.server.api.access.Schemes;
import io.dialtree.server.task.Outbound;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Request DTMF over HTTP: {@code POST /voiceapi/v2/DTMF}, in any case, with the product token in
 * {@code X-CM-PRODUCTTOKEN}. Every number that is to be called becomes a call of its own; the
 * answer says that they wait. Thread-safe.
 */
public final class DtmfFace implements Face {
  private static final String PREFIX = "/voiceapi";
  private static final int BAD_REQUEST = 400;

  /**
   * More than the longest instruction: a thousand numbers, and the prompts, the expression and the
   * URL with each character written as an escape.
   */
  private static final int INSTRUCTION_MAX_BYTES = 128 << 10;

  private static final String AUDIO = PREFIX + "/v2/audio/{path*}";

  private final Outbound outbound;
  private final AudioUpload audio;

  /**
   * A face whose calls are queued there.
   *
   * @param audio where files are kept that prompts name
   */
  public DtmfFace(Outbound outbound, AudioUpload audio) {
    this.outbound = outbound;
    this.audio = audio;
  }

  @Override
  public String name() {
    return "dtmf";
  }

  @Override
  public List<String> prefixes() {
    return List.of(PREFIX);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PREFIX + "/v2/DTMF", Access.WRITE, INSTRUCTION_MAX_BYTES, this::queue),
        Route.upload("PUT", AUDIO, this::keepAudio),
        Route.get(
            AUDIO, request -> audio.send(request.principal().account(), promptName(request))));
  }

  @Override
  public boolean ignoresCase() {
    return true;
  }

  @Override
  public Optional<Presented> presented(RequestHead head) {
    return Schemes.header(head.headers(), "X-CM-PRODUCTTOKEN");
  }

  @Override
  public ApiReply failure(ApiFailure failure, RequestHead head) {
    String message =
        failure.kind() == FailureKind.UNAUTHENTICATED ? "Unauthorized" : failure.sentence();
    var body = Json.object();
    body.put("message", message);
    return ApiReply.json(failure.kind().status(), body).with(failure.headers());
  }

  private ApiReply queue(ApiRequest request) {
    Findings findings = new Findings();
    Optional<DocNode> tree = Documents.json("request", request.body(), findings);
    Optional<DtmfInstruction> read = tree.flatMap(node -> DtmfInstruction.read(node, findings));
    read.ifPresent(instruction -> checkCallback(instruction, findings));
    if (read.isEmpty() || findings.hasErrors()) {
      return refused(request, findings);
    }
    DtmfInstruction instruction = read.get();
    List<DtmfCall> calls =
        instruction.callees().stream()
            .map(callee -> DtmfCall.queued(UUID.randomUUID().toString(), callee))
            .toList();
    outbound.jobs().add(request.principal().account(), calls, tree.orElseThrow());
    Warnings.note(findings.list());
    return json(200, DtmfEvents.queued(instruction, calls));
  }

  private void checkCallback(DtmfInstruction instruction, Findings findings) {
    instruction
        .callbackUrl()
        .flatMap(url -> outbound.guard().objection(URI.create(url)))
        .ifPresent(reason ->
            findings.error("format", SourcePosition.of("request"), "callback-url", reason));
  }

  private ApiReply keepAudio(ApiRequest request) {
    audio.keep(request.principal().account(), promptName(request), request.body(), "audio");
    return ApiReply.empty(204);
  }

  /** As a prompt of the type File names it. */
  private static String promptName(ApiRequest request) {
    String path = request.param("path");
    if (path.length() > 200 || !path.matches("[^\\\\\\p{Cntrl}]+") || hasDots(path)) {
      throw ApiFailure.invalid("path", "pattern", "found \"" + path + "\"", "folders and a file");
    }
    return MediaReference.withoutEnding(path);
  }

  private static boolean hasDots(String path) {
    return List.of(path.split("/", -1)).stream()
        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /** In the shape of the answer that was hoped for, with what could be read of the request. */
  private static ApiReply refused(ApiRequest request, Findings findings) {
    String error =
        findings.list().stream()
            .filter(Finding::isError)
            .map(ApiFailure::sentenceWithKey)
            .collect(Collectors.joining(". "));
    JsonNode sent = lenient(request);
    return json(
        BAD_REQUEST,
        DtmfEvents.refused(
            text(sent, "instruction-id"),
            text(sent, "caller").orElse(""),
            text(sent, "callee").orElse(""),
            error));
  }

  private static JsonNode lenient(ApiRequest request) {
    try {
      return request.json();
    } catch (ApiFailure _) {
      return Json.object();
    }
  }

  private static Optional<String> text(JsonNode sent, String key) {
    return Optional.of(sent.path(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static ApiReply json(int status, DocNode body) {
    return ApiReply.text(status, MediaTypes.JSON, JsonText.of(body) + "\n");
  }
}
