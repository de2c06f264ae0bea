package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.Json;

/**
 * An IVR's document while one of its parts is changed. Remembers where the part is, so that
 * findings can be told as the client knows the part. Confined to one request.
 */
final class IvrEdit {
  private static final String MENUS = "menus";
  private static final String ROUTES = "routes";

  private final ObjectNode ivr;
  private String path = "";

  IvrEdit(ObjectNode ivr) {
    this.ivr = ivr;
  }

  /** Path of the part that was changed, empty for the whole IVR. */
  String path() {
    return path;
  }

  ObjectNode ivr() {
    return ivr;
  }

  /** All menus, to be changed. */
  ArrayNode menus() {
    return array(ivr, MENUS);
  }

  /** All routes of a menu, to be changed. */
  static ArrayNode routes(ObjectNode menu) {
    return array(menu, ROUTES);
  }

  /** The menu of that id. */
  ObjectNode menu(String id) {
    return (ObjectNode) menus().get(menuAt(id));
  }

  /** Place of the menu of that id. */
  int menuAt(String id) {
    int index = find(menus(), id, "menu");
    path = MENUS + "." + index;
    return index;
  }

  /** Adds a menu. */
  void addMenu(ObjectNode menu) {
    path = MENUS + "." + menus().size();
    menus().add(menu);
  }

  /** The route of that id. */
  ObjectNode route(String menuId, String id) {
    ArrayNode routes = routes(menu(menuId));
    int index = find(routes, id, "route");
    path = path + "." + ROUTES + "." + index;
    return (ObjectNode) routes.get(index);
  }

  /** Adds a route. */
  void addRoute(String menuId, ObjectNode route) {
    ArrayNode routes = routes(menu(menuId));
    path = path + "." + ROUTES + "." + routes.size();
    routes.add(route);
  }

  /** Takes a route away. */
  void removeRoute(String menuId, String id) {
    ArrayNode routes = routes(menu(menuId));
    routes.remove(find(routes, id, "route"));
  }

  private static int find(ArrayNode items, String id, String what) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).isObject() && items.get(i).path("id").asText().equals(id)) {
        return i;
      }
    }
    throw ApiFailure.notFound(what + " " + id);
  }

  private static ArrayNode array(ObjectNode parent, String key) {
    JsonNode there = parent.path(key);
    if (there instanceof ArrayNode array) {
      return array;
    }
    ArrayNode made = Json.array();
    parent.set(key, made);
    return made;
  }
}
