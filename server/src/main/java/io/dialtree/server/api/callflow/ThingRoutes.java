package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.callflow.CallFlowCompiler;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Documents;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.E164;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Objects of one kind that call flows name: list, show, make, replace, remove. */
final class ThingRoutes {
  private static final String UUID = "uuid";

  /** Written, never read back; a replacement that does not say them leaves them as they are. */
  private static final Set<String> SECRET = Set.of("password", "auth");

  /** Follows from the flow. */
  private static final String TARGET = "target";

  private static final int TEXT_MAX = 1_000;

  private final ThingKind kind;
  private final CallFlowDocuments documents;
  private final Removal removal;

  ThingRoutes(ThingKind kind, CallFlowDocuments documents, Removal removal) {
    this.kind = kind;
    this.documents = documents;
    this.removal = removal;
  }

  List<Route> routes() {
    String one = kind.path() + "/{uuid}";
    List<Route> routes =
        new ArrayList<>(
            List.of(
                Route.get(kind.path(), this::list),
                Route.change("POST", kind.path(), this::create),
                Route.get(one, this::show),
                Route.change("PUT", one, this::replace),
                Route.change(
                    "DELETE",
                    one,
                    request -> removal.remove(kind.kind(), request.param(UUID), request))));
    if (kind == ThingKind.MAILBOX) {
      routes.add(Route.get(one + "/messages", this::messages));
    }
    return routes;
  }

  private ApiReply list(ApiRequest request) {
    return CallFlowDocuments.bare(
        request,
        () ->
            Envelope.of(
                200,
                Json.array(
                    documents.list(kind.kind(), request).stream()
                        .filter(this::isShown)
                        .map(document -> view(documents.dated(document)))
                        .toList())));
  }

  /** Of all dialled numbers, those that reach a call flow. */
  private boolean isShown(Document document) {
    return kind != ThingKind.NUMBER || CallFlowDocuments.object(document).has("flow");
  }

  private ApiReply show(ApiRequest request) {
    return CallFlowDocuments.bare(
        request,
        () ->
            Envelope.of(
                200,
                view(documents.dated(documents.get(kind.kind(), request.param(UUID), request)))));
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode sent = checked(request);
    ObjectNode made = written(() -> documents.create(kind.kind(), sent, request));
    made.remove("updated_on"); // as of flows: only what was replaced has it
    return Envelope.of(201, view(made));
  }

  private ApiReply replace(ApiRequest request) {
    ObjectNode sent = checked(request);
    String uuid = request.param(UUID);
    ObjectNode old = CallFlowDocuments.object(documents.get(kind.kind(), uuid, request));
    for (String key : SECRET) {
      if (!sent.has(key) && old.has(key)) {
        sent.set(key, old.get(key));
      }
    }
    return Envelope.of(
        200, view(written(() -> documents.replace(kind.kind(), uuid, sent, request))));
  }

  /** Flows have numbers; the object has one. */
  private ObjectNode written(Supplier<ObjectNode> change) {
    try {
      return change.get();
    } catch (ApiFailure failure) {
      throw kind == ThingKind.NUMBER
          ? failure.withKeys(key -> key.equals("numbers") ? "number" : key)
          : failure;
    }
  }

  private ObjectNode checked(ApiRequest request) {
    ObjectNode sent = request.jsonObject();
    if (kind == ThingKind.NUMBER) {
      sent.put(TARGET, CallFlowCompiler.flowId(flowOfNumber(sent, request)));
      sent.remove("pattern");
    }
    return sent;
  }

  /** The number's document is a row of numbers, whose reader knows the target alone. */
  private String flowOfNumber(ObjectNode sent, ApiRequest request) {
    Findings findings = new Findings();
    byte[] bytes = Json.text(sent).getBytes(StandardCharsets.UTF_8);
    DocNode tree = Documents.json("request", bytes, findings).orElseGet(DocTree::empty);
    Fields fields = Fields.of(tree, "", findings).withoutNulls();
    String number = fields.requiredText("number", 1, TEXT_MAX);
    String flow = fields.requiredText("flow", 1, TEXT_MAX);
    if (!findings.hasErrors() && !E164.isNumber(number)) {
      String allowed = "an E.164 number: 3 to 15 digits, the first no zero, with or without a plus";
      fields.error("pattern", "number", "found \"" + number + "\"", allowed, "");
    }
    if (!findings.hasErrors() && !documents.has(DocumentKind.CALLFLOW, flow, request)) {
      fields.error("target", "flow", "there is no call flow " + flow, "", "");
    }
    if (findings.hasErrors()) {
      throw ApiFailure.invalid(findings.list());
    }
    return flow;
  }

  private ApiReply messages(ApiRequest request) {
    return CallFlowDocuments.bare(
        request,
        () -> {
          documents.get(kind.kind(), request.param(UUID), request);
          return Envelope.of(200, Json.array());
        });
  }

  private static ObjectNode view(ObjectNode stored) {
    ObjectNode view = stored.deepCopy();
    view.remove(SECRET);
    view.remove(TARGET);
    return view;
  }
}
