package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Set;

/** Groups of agents. */
final class GroupRoutes {
  private static final String ONE = "group";
  private static final Set<String> READ_ONLY = Set.of("id");

  private final ZendeskDocuments documents;

  GroupRoutes(ZendeskDocuments documents) {
    this.documents = documents;
  }

  List<Route> routes() {
    String path = ZendeskFace.GROUPS;
    return List.of(
        Route.get(path, this::list),
        Route.change("POST", path, this::create),
        Route.get(path + "/{id}", request -> reply(200, get(request))),
        Route.change("PUT", path + "/{id}", this::update),
        Route.change(
            "DELETE",
            path + "/{id}",
            request -> reply(200, documents.remove(get(request), request))));
  }

  private Document get(ApiRequest request) {
    return documents.get(DocumentKind.ZENDESK_GROUP, request.param("id"), request);
  }

  private ApiReply list(ApiRequest request) {
    List<Document> groups = documents.list(DocumentKind.ZENDESK_GROUP, request);
    return Paging.reply(request.head(), "groups", groups, GroupRoutes::view);
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode group = Json.object();
    group.put("id", documents.newId());
    Bodies.merge(group, Bodies.read(request, ONE), READ_ONLY);
    return reply(201, documents.create(DocumentKind.ZENDESK_GROUP, group, request));
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    return reply(
        200,
        documents
            .edit(
                DocumentKind.ZENDESK_GROUP,
                request.param("id"),
                request,
                json -> Bodies.merge(json, sent, READ_ONLY))
            .after());
  }

  private static ApiReply reply(int status, Document group) {
    return Bodies.one(status, ONE, view(group));
  }

  /** A group as answers show it. */
  static ObjectNode view(Document group) {
    ObjectNode view = Json.object();
    view.put("id", ZendeskDocuments.idOf(group));
    Bodies.addUnknown(view, ZendeskDocuments.object(group), Set.of());
    return view;
  }
}
