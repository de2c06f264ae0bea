package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskMenu;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Set;

/** IVRs: a new one gets a default menu of its own name, unless it comes with menus. */
final class IvrRoutes {
  private static final String PATH = ZendeskFace.VOICE + "/ivr";
  private static final String ONE = "ivr";
  private static final String MENUS = "menus";
  private static final Set<String> READ_ONLY = Set.of("id", "phone_number_names");

  private final ZendeskDocuments documents;
  private final IvrChanges changes;
  private final NumberLinks links;

  IvrRoutes(ZendeskDocuments documents) {
    this.documents = documents;
    this.changes = new IvrChanges(documents);
    this.links = new NumberLinks(documents);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.change("POST", PATH, this::create),
        Route.get(PATH + "/{ivr}", request -> reply(200, changes.view(request))),
        Route.change("PUT", PATH + "/{ivr}", this::update),
        Route.change("DELETE", PATH + "/{ivr}", this::remove));
  }

  private ApiReply list(ApiRequest request) {
    AccountSnapshot account = documents.account(request);
    return Paging.reply(
        request.head(),
        "ivrs",
        documents.list(DocumentKind.ZENDESK_IVR, request),
        document -> new IvrView(document, account).ivr());
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    links.check(sent, request);
    ObjectNode ivr = Json.object();
    ivr.put("id", documents.newId());
    Bodies.merge(ivr, sent, READ_ONLY);
    links.shorten(ivr, request);
    if (ivr.path(MENUS) instanceof ArrayNode menus && !menus.isEmpty()) {
      ivr.set(MENUS, SentMenus.over(Json.array(), menus, documents::newId));
    } else if (!ivr.hasNonNull(MENUS) || ivr.path(MENUS).isArray()) {
      ivr.putArray(MENUS).add(entry(ivr));
    }
    Document document = documents.create(DocumentKind.ZENDESK_IVR, ivr, request);
    try {
      links.follow(document, sent, request);
    } catch (ApiFailure failure) {
      documents.remove(document, request);
      throw failure;
    }
    return reply(201, new IvrView(document, documents.account(request)));
  }

  private ObjectNode entry(ObjectNode ivr) {
    ObjectNode menu = Json.object();
    menu.put("id", documents.newId());
    JsonNode name = Bodies.orNull(ivr, "name");
    boolean isName = name.isTextual() && ZendeskMenu.isName(name.textValue());
    menu.set("name", isName ? name : NullNode.getInstance());
    menu.put("default", true);
    menu.putNull("greeting_id");
    menu.putArray("routes");
    return menu;
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    links.check(sent, request);
    ZendeskDocuments.Edited edited =
        changes.edit(request, edit -> write(edit.ivr(), sent, request));
    try {
      links.follow(edited.after(), sent, request);
    } catch (ApiFailure failure) {
      documents.restore(edited, request);
      throw failure;
    }
    return reply(200, changes.view(request));
  }

  private void write(ObjectNode ivr, ObjectNode sent, ApiRequest request) {
    JsonNode menus = ivr.path(MENUS).deepCopy();
    Bodies.merge(ivr, sent, READ_ONLY);
    links.shorten(ivr, request);
    if (sent.path(MENUS) instanceof ArrayNode array) {
      ivr.set(MENUS, SentMenus.over(menus, array, documents::newId));
    }
  }

  private ApiReply remove(ApiRequest request) {
    IvrView before = changes.view(request);
    Document document = documents.get(DocumentKind.ZENDESK_IVR, request.param("ivr"), request);
    documents.checkRemoval(document, request);
    List<ZendeskDocuments.Edited> moved = links.release(ZendeskDocuments.idOf(document), request);
    try {
      documents.remove(document, request);
    } catch (ApiFailure failure) {
      links.restore(moved, request);
      throw failure;
    }
    return reply(200, before);
  }

  private static ApiReply reply(int status, IvrView view) {
    return Bodies.one(status, ONE, view.ivr());
  }
}
