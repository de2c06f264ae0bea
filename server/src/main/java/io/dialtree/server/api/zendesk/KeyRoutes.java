package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Set;

/** Routes of a menu: what a key does. */
final class KeyRoutes {
  private static final String PATH = ZendeskFace.VOICE + "/ivr/{ivr}/menus/{menu}/routes";
  private static final String ONE = "ivr_route";
  private static final Set<String> READ_ONLY = Set.of("id", "option_text", "greeting");

  private final ZendeskDocuments documents;
  private final IvrChanges changes;

  KeyRoutes(ZendeskDocuments documents) {
    this.documents = documents;
    this.changes = new IvrChanges(documents);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.change("POST", PATH, this::create),
        Route.get(PATH + "/{route}", request -> Bodies.one(200, ONE, shown(request))),
        Route.change("PUT", PATH + "/{route}", this::update),
        Route.change("DELETE", PATH + "/{route}", this::remove));
  }

  private ApiReply list(ApiRequest request) {
    IvrView view = changes.view(request);
    return Paging.reply(
        request.head(),
        "ivr_routes",
        view.routes(view.menuAt(request.param("menu"))),
        route -> route);
  }

  private ObjectNode shown(ApiRequest request) {
    return shown(changes.view(request), request, request.param("route"));
  }

  private static ObjectNode shown(IvrView view, ApiRequest request, String id) {
    int menu = view.menuAt(request.param("menu"));
    return view.route(menu, view.routeAt(menu, id));
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    ObjectNode route = Json.object();
    route.put("id", documents.newId());
    Bodies.merge(route, sent, READ_ONLY);
    IvrView view = changes.change(request, edit -> edit.addRoute(request.param("menu"), route));
    return Bodies.one(201, ONE, shown(view, request, route.path("id").asText()));
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    if (sent.has("options") && !sent.hasNonNull("action")) {
      throw ApiFailure.invalid(
          "action", "required", "the action must be sent whenever options are", "");
    }
    String id = request.param("route");
    IvrView view =
        changes.change(
            request, edit -> Bodies.merge(edit.route(request.param("menu"), id), sent, READ_ONLY));
    return Bodies.one(200, ONE, shown(view, request, id));
  }

  private ApiReply remove(ApiRequest request) {
    ObjectNode before = shown(request);
    changes.change(
        request, edit -> edit.removeRoute(request.param("menu"), request.param("route")));
    return Bodies.one(200, ONE, before);
  }
}
