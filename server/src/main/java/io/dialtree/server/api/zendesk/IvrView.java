package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskGreeting;
import io.dialtree.config.dialect.zendesk.ZendeskIvr;
import io.dialtree.config.dialect.zendesk.ZendeskMenu;
import io.dialtree.config.dialect.zendesk.ZendeskPhoneNumber;
import io.dialtree.config.dialect.zendesk.ZendeskRoute;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * An IVR as answers show it: what is stored, and what follows from the rest of the account.
 * Confined to one request.
 */
final class IvrView {
  private static final Set<String> ROUTE_HIDDEN = Set.of("greeting", "option_text");

  private final ObjectNode stored;
  private final ZendeskIvr ivr;
  private final AccountSnapshot account;

  IvrView(Document document, AccountSnapshot account) {
    this.stored = ZendeskDocuments.object(document);
    this.ivr =
        ZendeskIvr.read(ZendeskDocuments.tree(document), new Findings())
            .withId(ZendeskDocuments.idOf(document));
    this.account = account;
  }

  ObjectNode ivr() {
    List<ZendeskPhoneNumber> numbers = account.numbersOf(ivr);
    ObjectNode view = Json.object();
    view.put("id", ivr.id());
    view.set("name", Bodies.orNull(stored, "name"));
    view.set("menus", Json.array(menus()));
    ArrayNode ids = view.putArray("phone_number_ids");
    numbers.forEach(number -> ids.add(number.id()));
    ArrayNode names = view.putArray("phone_number_names");
    numbers.forEach(number ->
        names.add(number.nickname().or(number::number).orElse(Long.toString(number.id()))));
    Bodies.addUnknown(view, stored, Set.of());
    return view;
  }

  /** All menus, in their order. */
  List<ObjectNode> menus() {
    return IntStream.range(0, ivr.menus().size()).mapToObj(this::menu).toList();
  }

  /** One menu by its place. */
  ObjectNode menu(int index) {
    ZendeskMenu menu = ivr.menus().get(index);
    ObjectNode from = at(stored, "menus", index);
    ObjectNode view = Json.object();
    view.put("default", menu.isDefault());
    view.set("greeting_id", Bodies.orNull(from, "greeting_id"));
    view.put("id", menu.id());
    view.set("name", Bodies.orNull(from, "name"));
    view.set("routes", Json.array(routes(index)));
    Bodies.addUnknown(view, from, Set.of());
    return view;
  }

  /** All routes of the menu at that place. */
  List<ObjectNode> routes(int menu) {
    return IntStream.range(0, ivr.menus().get(menu).routes().size())
        .mapToObj(index -> route(menu, index))
        .toList();
  }

  /** One route by its place. */
  ObjectNode route(int menu, int index) {
    ZendeskRoute route = ivr.menus().get(menu).routes().get(index);
    ObjectNode from = at(at(stored, "menus", menu), "routes", index);
    ObjectNode view = Json.object();
    view.set("action", Bodies.orNull(from, "action"));
    greeting(route)
        .ifPresentOrElse(name -> view.put("greeting", name), () -> view.putNull("greeting"));
    view.put("id", route.id());
    view.set("keypress", Bodies.orNull(from, "keypress"));
    view.put("option_text", account.objects().optionText(route, ivr));
    JsonNode options = from.path("options");
    view.set("options", options.isObject() ? options : Json.object());
    Bodies.addUnknown(view, from, ROUTE_HIDDEN);
    return view;
  }

  private Optional<String> greeting(ZendeskRoute route) {
    return route
        .greetingId()
        .flatMap(id -> Optional.ofNullable(account.objects().greetings().get(id)))
        .map(ZendeskGreeting::name)
        .or(route::greeting);
  }

  private static ObjectNode at(ObjectNode parent, String key, int index) {
    return parent.path(key).path(index) instanceof ObjectNode object ? object : Json.object();
  }

  /**
   * Place of the menu with that id.
   *
   * @throws ApiFailure when there is none
   */
  int menuAt(String id) {
    return place(ivr.menus(), ZendeskMenu::id, "menu", id);
  }

  /**
   * Place of the route with that id in a menu.
   *
   * @throws ApiFailure when there is none
   */
  int routeAt(int menu, String id) {
    return place(ivr.menus().get(menu).routes(), ZendeskRoute::id, "route", id);
  }

  private static <T> int place(List<T> all, ToLongFunction<T> idOf, String what, String id) {
    return IntStream.range(0, all.size())
        .filter(index -> Long.toString(idOf.applyAsLong(all.get(index))).equals(id))
        .findFirst()
        .orElseThrow(() -> ApiFailure.notFound(what + " " + id));
  }
}
