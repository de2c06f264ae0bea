package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.Route;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Flows in this server's own format, as YAML or JSON, kept word for word. */
final class FlowPages {
  private static final String ALL = "/api/v1/flows";
  private static final String ONE = ALL + "/{id}";
  private static final String ID = "[A-Za-z0-9_.-]{1,128}";

  private final FlowLibrary library;

  FlowPages(FlowLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.get(ONE, this::show),
        Route.change("PUT", ONE, this::put),
        Route.change("DELETE", ONE, this::remove),
        Route.change("POST", ONE + "/check", this::check));
  }

  private ApiReply list(ApiRequest request) {
    Map<String, List<Finding>> findings =
        library.findings().stream().collect(Collectors.groupingBy(it -> it.at().file()));
    return NativePage.reply(
        Whose.documents(DocumentKind.NATIVE_FLOW, library, request),
        document -> Whose.place(document.key().id(), document.key().account()),
        document -> summary(document, findings.getOrDefault(document.at().file(), List.of())),
        "flows",
        request);
  }

  private ObjectNode summary(Document document, List<Finding> findings) {
    ObjectNode node =
        Json.object()
            .put("id", document.key().id())
            .put("revision", document.revision())
            .put("errors", findings.stream().filter(Finding::isError).count())
            .put("warnings", findings.stream().filter(finding -> !finding.isError()).count());
    document.file().ifPresent(file -> node.put("file", file.file()));
    Whose.told(node, document.key().account());
    library
        .book()
        .flow(document.key().id())
        .ifPresent(flow -> node.set("numbers", Json.tree(flow.numbers())));
    return node;
  }

  private ApiReply show(ApiRequest request) {
    Document document =
        library
            .find(key(request))
            .orElseThrow(() -> ApiFailure.notFound("flow " + request.param("id")));
    String type =
        document.json().stripLeading().startsWith("{") ? MediaTypes.JSON : MediaTypes.YAML;
    return ApiReply.text(200, type, document.json()).with("ETag", '"' + document.revision() + '"');
  }

  private ApiReply put(ApiRequest request) {
    DocumentKey key = key(request);
    if (!key.id().matches(ID)) {
      String allowed = "1 to 128 letters, digits, _, - and .";
      throw ApiFailure.invalid("id", "pattern", "found \"" + key.id() + "\"", allowed);
    }
    boolean isNew = library.find(key).isEmpty();
    ChangeResult result =
        library.put(key, text(request), request.author(), Preconditions.of(request));
    return stored(isNew ? 201 : 200, result, key);
  }

  private static ApiReply stored(int status, ChangeResult result, DocumentKey key) {
    Changes.Done done = Changes.done(result, "flow " + key.id());
    int number = result instanceof ChangeResult.Stored stored ? stored.number() : 0;
    ObjectNode reply =
        Json.object()
            .put("id", key.id())
            .put("revision", done.document().revision())
            .put("number", number);
    reply.set("findings", Problems.findings(done.warnings()));
    return ApiReply.json(status, reply).with("ETag", '"' + done.document().revision() + '"');
  }

  private ApiReply remove(ApiRequest request) {
    DocumentKey key = key(request);
    Expectation expectation = Preconditions.of(request);
    Changes.Done done =
        Changes.done(
            library.remove(key, request.author(), expectation), "flow " + request.param("id"));
    ObjectNode reply = Json.object().put("id", key.id());
    reply.set("findings", Problems.findings(done.warnings()));
    return ApiReply.json(200, reply);
  }

  private ApiReply check(ApiRequest request) {
    ObjectNode reply = Json.object();
    reply.set("findings", Problems.findings(library.check(key(request), text(request))));
    return ApiReply.json(200, reply);
  }

  /** An own flow where there is one, else the one that belongs to all, as the library has it. */
  private DocumentKey key(ApiRequest request) {
    DocumentKey own =
        new DocumentKey(DocumentKind.NATIVE_FLOW, Whose.account(request), request.param("id"));
    Optional<Document> known = library.find(own);
    return known.filter(it -> it.file().isPresent()).map(Document::key).orElse(own);
  }

  private static String text(ApiRequest request) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.body())).toString();
    } catch (CharacterCodingException _) {
      throw ApiFailure.invalid("", "encoding", "the text is not UTF-8", "");
    }
  }
}
