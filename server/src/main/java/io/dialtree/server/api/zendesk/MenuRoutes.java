package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Set;

/** Menus of an IVR. Their routes are shown here and changed under their own path. */
final class MenuRoutes {
  private static final String PATH = ZendeskFace.VOICE + "/ivr/{ivr}/menus";
  private static final String ONE = "ivr_menu";
  private static final Set<String> READ_ONLY = Set.of("id", "default", "routes");

  private final ZendeskDocuments documents;
  private final IvrChanges changes;

  MenuRoutes(ZendeskDocuments documents) {
    this.documents = documents;
    this.changes = new IvrChanges(documents);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.change("POST", PATH, this::create),
        Route.get(PATH + "/{menu}", request -> Bodies.one(200, ONE, shown(request))),
        Route.change("PUT", PATH + "/{menu}", this::update),
        Route.change("DELETE", PATH + "/{menu}", this::remove));
  }

  private ApiReply list(ApiRequest request) {
    return Paging.reply(request.head(), "ivr_menus", changes.view(request).menus(), menu -> menu);
  }

  private ObjectNode shown(ApiRequest request) {
    return shown(changes.view(request), request.param("menu"));
  }

  private static ObjectNode shown(IvrView view, String id) {
    return view.menu(view.menuAt(id));
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    ObjectNode menu = Json.object();
    menu.putNull("greeting_id");
    menu.put("id", documents.newId());
    Bodies.merge(menu, sent, READ_ONLY);
    menu.putArray("routes");
    IvrView view =
        changes.change(
            request,
            edit -> {
              menu.put("default", edit.menus().isEmpty()); // an IVR has an entry
              edit.addMenu(menu);
            });
    return Bodies.one(201, ONE, shown(view, menu.path("id").asText()));
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    String id = request.param("menu");
    IvrView view = changes.change(request, edit -> Bodies.merge(edit.menu(id), sent, READ_ONLY));
    return Bodies.one(200, ONE, shown(view, id));
  }

  private ApiReply remove(ApiRequest request) {
    ObjectNode before = shown(request);
    changes.change(request, edit -> remove(edit, request.param("menu")));
    return Bodies.one(200, ONE, before);
  }

  private static void remove(IvrEdit edit, String id) {
    int index = edit.menuAt(id);
    if (edit.menus().size() > 1 && edit.menu(id).path("default").asBoolean()) {
      throw ApiFailure.invalid(
          "default", "default", "callers reach this menu first; remove the others before", "");
    }
    for (JsonNode menu : edit.menus()) {
      for (JsonNode route : menu.path("routes")) {
        if (!menu.path("id").asText().equals(id) && leadsTo(route, id)) {
          String message =
              "route "
                  + route.path("id").asText()
                  + " of menu "
                  + menu.path("id").asText()
                  + " leads to this menu";
          throw ApiFailure.invalid("id", "target", message, "");
        }
      }
    }
    edit.menus().remove(index);
  }

  private static boolean leadsTo(JsonNode route, String menuId) {
    return route.path("action").asText().equals("menu")
        && route.path("options").path("menu_id").asText().equals(menuId);
  }
}
