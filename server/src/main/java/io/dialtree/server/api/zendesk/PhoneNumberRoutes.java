package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskPhoneNumber;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Telephone numbers of an account, and the IVR each one reaches. */
final class PhoneNumberRoutes {
  private static final String PATH = ZendeskFace.VOICE + "/phone_numbers";
  private static final String ONE = "phone_number";
  private static final String IVR_ID = "ivr_id";
  private static final String GREETING_IDS = "greeting_ids";
  private static final String SETTINGS = "settings";
  private static final DocumentKind KIND = DocumentKind.ZENDESK_PHONE_NUMBER;
  private static final Set<String> READ_ONLY = Set.of("id", "display_number");

  private final ZendeskDocuments documents;
  private final NumberLinks links;

  PhoneNumberRoutes(ZendeskDocuments documents) {
    this.documents = documents;
    this.links = new NumberLinks(documents);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.get(PATH + "/search", this::search),
        Route.change("POST", PATH, this::create),
        Route.get(PATH + "/{id}", request -> reply(200, get(request), request)),
        Route.change("PUT", PATH + "/{id}", this::update),
        Route.change("DELETE", PATH + "/{id}", this::remove));
  }

  private Document get(ApiRequest request) {
    return documents.get(KIND, request.param("id"), request);
  }

  private ApiReply list(ApiRequest request) {
    return page(request, documents.list(KIND, request));
  }

  /** Numbers that hold the digits asked for; none can be bought here. */
  private ApiReply search(ApiRequest request) {
    Optional<String> wanted =
        request.query().first("query").or(() -> request.query().first("contains"));
    List<Document> found =
        documents.list(KIND, request).stream()
            .filter(number ->
                wanted.isPresent()
                    && ZendeskDocuments.object(number)
                        .path("number")
                        .asText()
                        .contains(wanted.get()))
            .toList();
    return page(request, found);
  }

  private ApiReply page(ApiRequest request, List<Document> numbers) {
    return Paging.reply(
        request.head(),
        "phone_numbers",
        numbers,
        number -> view(number, request),
        (page, body) -> included(page, request, body));
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    if (!sent.hasNonNull("number")) {
      throw ApiFailure.invalid("number", "required", "the key is missing", "a number to dial");
    }
    checkTargets(sent, request);
    ObjectNode number = Json.object();
    number.put("id", documents.newId());
    Bodies.merge(number, sent, READ_ONLY);
    return reply(201, documents.create(KIND, number, request), request);
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = Bodies.read(request, ONE);
    checkTargets(sent, request);
    String id = request.param("id");
    Document number =
        documents.edit(KIND, id, request, json -> Bodies.merge(json, sent, READ_ONLY)).after();
    if (sent.has(IVR_ID)) {
      links.moved(ZendeskDocuments.idOf(number), sent.path(IVR_ID).asLong(), request);
    }
    return reply(200, number, request);
  }

  private ApiReply remove(ApiRequest request) {
    Document number = get(request);
    ApiReply before = reply(200, number, request);
    documents.remove(number, request);
    links.moved(ZendeskDocuments.idOf(number), 0, request);
    return before;
  }

  /** Refuses what it leads to and is not there; what is no id at all is refused by its type. */
  private void checkTargets(ObjectNode sent, ApiRequest request) {
    checkIvr(sent, request);
    List<JsonNode> ids = listOf(sent, GREETING_IDS).valueStream().toList();
    String unknown =
        ids.stream()
            .filter(id -> !documents.has(DocumentKind.ZENDESK_GREETING, id.asLong(), request))
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    if (ids.stream().allMatch(JsonNode::isIntegralNumber) && !unknown.isEmpty()) {
      throw ApiFailure.invalid(GREETING_IDS, "target", "there is no greeting " + unknown, "");
    }
  }

  private void checkIvr(ObjectNode sent, ApiRequest request) {
    JsonNode ivr = sent.path(IVR_ID);
    if (ivr.isIntegralNumber() && !documents.has(DocumentKind.ZENDESK_IVR, ivr.asLong(), request)) {
      throw ApiFailure.invalid(IVR_ID, "target", "there is no IVR " + ivr.asText(), "");
    }
  }

  private ApiReply reply(int status, Document number, ApiRequest request) {
    ObjectNode body = Json.object();
    body.set(ONE, view(number, request));
    included(List.of(number), request, body);
    return ApiReply.json(status, body);
  }

  /** What else was asked for by {@code include}: each object once, under its own name. */
  private void included(List<Document> numbers, ApiRequest request, ObjectNode body) {
    Set<String> wanted = wanted(request);
    AccountSnapshot account = documents.account(request);
    List<ZendeskPhoneNumber> shown =
        numbers.stream()
            .map(it -> account.objects().phoneNumbers().get(ZendeskDocuments.idOf(it)))
            .filter(Objects::nonNull)
            .toList();
    if (wanted.contains("ivrs")) {
      Set<Long> ids = shown.stream().map(account::ivrOf).collect(Collectors.toSet());
      include(body, "ivrs", DocumentKind.ZENDESK_IVR, ids, request);
    }
    if (wanted.contains("groups")) {
      Set<Long> ids =
          shown.stream().flatMap(it -> it.groupIds().stream()).collect(Collectors.toSet());
      include(body, "groups", DocumentKind.ZENDESK_GROUP, ids, request);
    }
  }

  private void include(
      ObjectNode body, String name, DocumentKind kind, Set<Long> ids, ApiRequest request) {
    AccountSnapshot account = documents.account(request);
    body.set(
        name,
        Json.array(
            documents.list(kind, request).stream()
                .filter(it -> ids.contains(ZendeskDocuments.idOf(it)))
                .map(it ->
                    kind == DocumentKind.ZENDESK_IVR
                        ? new IvrView(it, account).ivr()
                        : GroupRoutes.view(it))
                .toList()));
  }

  private static Set<String> wanted(ApiRequest request) {
    return Arrays.stream(request.query().first("include").orElse("").split(",", -1))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private ObjectNode view(Document document, ApiRequest request) {
    ObjectNode stored = ZendeskDocuments.object(document);
    long id = ZendeskDocuments.idOf(document);
    ObjectNode view = Json.object();
    view.put("id", id);
    view.set("number", Bodies.orNull(stored, "number"));
    view.set("display_number", Bodies.orNull(stored, "number"));
    view.set("nickname", Bodies.orNull(stored, "nickname"));
    AccountSnapshot account = documents.account(request);
    ZendeskPhoneNumber number = account.objects().phoneNumbers().get(id);
    long ivr = number == null ? 0 : account.ivrOf(number);
    if (ivr == 0) {
      view.putNull(IVR_ID);
    } else {
      view.put(IVR_ID, ivr);
    }
    view.set("default_group_id", Bodies.orNull(stored, "default_group_id"));
    view.set("group_ids", listOf(stored, "group_ids"));
    view.set(GREETING_IDS, listOf(stored, GREETING_IDS));
    view.put("line_type", stored.path("line_type").asText("phone"));
    view.set("failover_number", Bodies.orNull(stored, "failover_number"));
    Bodies.addUnknown(view, stored, Set.of());
    if (wanted(request).contains(SETTINGS) && !view.has(SETTINGS)) {
      view.putObject(SETTINGS);
    }
    return view;
  }

  private static JsonNode listOf(ObjectNode stored, String key) {
    return stored.path(key).isArray() ? stored.path(key) : Json.array();
  }
}
