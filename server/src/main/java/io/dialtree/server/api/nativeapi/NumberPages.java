package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.library.FlowLibrary;
import java.util.List;

/** Dialled numbers and patterns, and the document each leads to. */
final class NumberPages {
  private static final String ALL = "/api/v1/numbers";
  private static final String ONE = ALL + "/{number}";

  private final FlowLibrary library;

  NumberPages(FlowLibrary library) {
    this.library = library;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.get(ONE, this::show),
        Route.change("PUT", ONE, this::put),
        Route.change("DELETE", ONE, this::remove));
  }

  private ApiReply list(ApiRequest request) {
    return NativePage.reply(
        Whose.documents(DocumentKind.NUMBER, library, request),
        document -> Whose.place(document.key().id(), document.key().account()),
        NumberPages::shown,
        "numbers",
        request);
  }

  private static ObjectNode shown(Document document) {
    ObjectNode node = (ObjectNode) Json.parse(document.json());
    node.put("revision", document.revision());
    document.file().ifPresent(file -> node.put("file", file.file()));
    return Whose.told(node, document.key().account());
  }

  private ApiReply show(ApiRequest request) {
    return ApiReply.json(
        200,
        shown(
            library
                .find(key(request))
                .orElseThrow(() -> ApiFailure.notFound("number " + request.param("number")))));
  }

  /** As in {@code numbers.yaml}, a text with ^ at its beginning or $ at its end is a pattern. */
  private ApiReply put(ApiRequest request) {
    String number = request.param("number");
    boolean isPattern = number.startsWith("^") || number.endsWith("$");
    ObjectNode row = request.jsonObject().deepCopy();
    row.remove(List.of("number", "pattern"));
    row.put(isPattern ? "pattern" : "number", number);
    boolean isNew = library.find(key(request)).isEmpty();
    Changes.Done done =
        Changes.done(
            library.put(key(request), Json.text(row), request.author(), Preconditions.of(request)),
            "number " + number);
    ObjectNode reply = shown(done.document());
    reply.set("findings", Problems.findings(done.warnings()));
    return ApiReply.json(isNew ? 201 : 200, reply);
  }

  private ApiReply remove(ApiRequest request) {
    Changes.Done done =
        Changes.done(
            library.remove(key(request), request.author(), Preconditions.of(request)),
            "number " + request.param("number"));
    return ApiReply.json(200, shown(done.document()));
  }

  private DocumentKey key(ApiRequest request) {
    DocumentKey own =
        new DocumentKey(DocumentKind.NUMBER, Whose.account(request), request.param("number"));
    return library.find(own).filter(it -> it.file().isPresent()).map(Document::key).orElse(own);
  }
}
