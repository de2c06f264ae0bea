package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.callflow.CallFlowCompiler;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Optional;

/**
 * Call flows. A flow is named in the path or by {@code ?uuid=}; a PUT replaces it whole, so that
 * what is left out has its default again.
 */
final class FlowRoutes {
  private static final String PATH = CallFlowFace.PREFIX + "/flow";
  private static final String UUID = "uuid";
  private static final DocumentKind KIND = DocumentKind.CALLFLOW;

  private final CallFlowDocuments documents;
  private final Removal removal;

  FlowRoutes(CallFlowDocuments documents, Removal removal) {
    this.documents = documents;
    this.removal = removal;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::listOrShow),
        Route.change("POST", PATH, this::create),
        Route.change("PUT", PATH, request -> replace(request, named(request))),
        Route.change("DELETE", PATH, request -> remove(request, named(request))),
        Route.get(PATH + "/extension", this::nextExtension),
        Route.get(PATH + "/{uuid}", request -> show(request, request.param(UUID))),
        Route.change("PUT", PATH + "/{uuid}", request -> replace(request, request.param(UUID))),
        Route.change("DELETE", PATH + "/{uuid}", request -> remove(request, request.param(UUID))));
  }

  private static String named(ApiRequest request) {
    return request
        .query()
        .first(UUID)
        .orElseThrow(
            () -> ApiFailure.invalid(UUID, "required", "the uuid of the call flow is missing", ""));
  }

  private ApiReply listOrShow(ApiRequest request) {
    Optional<String> uuid = request.query().first(UUID);
    return uuid.isPresent()
        ? show(request, uuid.get())
        : CallFlowDocuments.bare(
            request,
            () ->
                Envelope.of(
                    200,
                    Json.array(
                        documents.list(KIND, request).stream()
                            .map(it -> view(documents.dated(it), it.key().id(), true))
                            .toList())));
  }

  private ApiReply show(ApiRequest request, String uuid) {
    return CallFlowDocuments.bare(
        request,
        () -> {
          ObjectNode stored = documents.dated(documents.get(KIND, uuid, request));
          return Envelope.of(200, view(stored, uuid, true));
        });
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode made = documents.create(KIND, request.jsonObject(), request);
    return Envelope.of(201, view(made, made.path(UUID).asText(), false));
  }

  private ApiReply replace(ApiRequest request, String uuid) {
    ObjectNode json = documents.replace(KIND, uuid, request.jsonObject(), request);
    return Envelope.of(200, view(json, uuid, true));
  }

  /** What a number leads to stays as long as the number does. */
  private ApiReply remove(ApiRequest request, String uuid) {
    String target = CallFlowCompiler.flowId(uuid);
    documents
        .within(List.of(DocumentKind.NUMBER), request)
        .filter(it -> CallFlowDocuments.object(it).path("target").asText().equals(target))
        .findFirst()
        .ifPresent(number -> {
          String name = CallFlowDocuments.object(number).path("number").asText(number.key().id());
          String message = "the number " + name + " leads to this call flow";
          throw ApiFailure.invalid(UUID, "target", message, "");
        });
    return removal.remove(KIND, uuid, request);
  }

  private ApiReply nextExtension(ApiRequest request) {
    return CallFlowDocuments.bare(
        request,
        () -> {
          ObjectNode result = Json.object();
          result.put("extension", documents.nextExtension(request));
          return Envelope.of(200, result);
        });
  }

  /** The flow with its defaults. */
  private static ObjectNode view(ObjectNode stored, String uuid, boolean updated) {
    ObjectNode view = Json.object();
    copy(stored, "created_on", view);
    copy(stored, "extension", view);
    copy(stored, "flow", view);
    copy(stored, "name", view);
    view.put("show_call_route_name", stored.path("show_call_route_name").asBoolean(false));
    view.put("show_original_caller_id", stored.path("show_original_caller_id").asBoolean(true));
    if (updated) {
      copy(stored, "updated_on", view);
    }
    view.put(UUID, uuid);
    stored
        .properties()
        .forEach(entry -> {
          if (!view.has(entry.getKey()) && !CallFlowDocuments.SERVER_SET.contains(entry.getKey())) {
            view.set(entry.getKey(), entry.getValue());
          }
        });
    return view;
  }

  private static void copy(ObjectNode from, String key, ObjectNode to) {
    JsonNode value = from.path(key);
    if (!value.isMissingNode()) {
      to.set(key, value);
    }
  }
}
