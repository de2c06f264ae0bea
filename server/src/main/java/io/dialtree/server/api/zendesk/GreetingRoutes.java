package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskIvr;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Greetings. Their category is written once, when they are made. Audio comes as a part of a form,
 * as the body of {@code /greetings/ID/audio}, or earlier as an upload that the greeting names.
 */
final class GreetingRoutes {
  private static final String PATH = ZendeskFace.VOICE + "/greetings";
  private static final String ONE = "greeting";
  private static final DocumentKind KIND = DocumentKind.ZENDESK_GREETING;
  private static final Set<String> READ_ONLY =
      Set.of("id", "active", "default", "audio_url", "ivr_ids", "phone_number_ids", "pending");
  private static final Set<String> CREATE_ONLY =
      Set.of(
          "id",
          "active",
          "default",
          "audio_url",
          "ivr_ids",
          "phone_number_ids",
          "pending",
          "category_id");

  private final ZendeskDocuments documents;
  private final GreetingAudio audio;

  GreetingRoutes(ZendeskDocuments documents, AudioUpload audio) {
    this.documents = documents;
    this.audio = new GreetingAudio(documents, audio);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.upload("POST", PATH, this::create),
        Route.get(PATH + "/{id}", request -> reply(200, get(request), request)),
        Route.upload("PUT", PATH + "/{id}", this::update),
        Route.get(PATH + "/{id}/audio", request -> audio.send(get(request), request)),
        Route.upload("PUT", PATH + "/{id}/audio", this::replaceAudio),
        Route.upload("POST", ZendeskFace.VOICE + "/uploads", audio::upload),
        Route.change("DELETE", PATH + "/{id}", this::remove));
  }

  private Document get(ApiRequest request) {
    return documents.get(KIND, request.param("id"), request);
  }

  private ApiReply list(ApiRequest request) {
    return Paging.reply(
        request.head(),
        "greetings",
        documents.list(KIND, request),
        greeting -> view(greeting, request));
  }

  private ApiReply create(ApiRequest request) {
    ObjectNode greeting = Json.object();
    greeting.put("id", documents.newId());
    ObjectNode sent = GreetingAudio.fields(request, ONE);
    Bodies.merge(greeting, sent, READ_ONLY);
    Optional<byte[]> bytes = audio.bytes(sent, request);
    Document made = documents.create(KIND, greeting, request);
    try {
      return reply(201, audio.attach(made, bytes, request), request);
    } catch (ApiFailure failure) {
      documents.remove(made, request);
      throw failure;
    }
  }

  private ApiReply update(ApiRequest request) {
    ObjectNode sent = GreetingAudio.fields(request, ONE);
    Optional<byte[]> bytes = audio.bytes(sent, request);
    Document greeting =
        documents
            .edit(KIND, request.param("id"), request, json -> Bodies.merge(json, sent, CREATE_ONLY))
            .after();
    return reply(200, audio.attach(greeting, bytes, request), request);
  }

  private ApiReply replaceAudio(ApiRequest request) {
    Document now = audio.attach(get(request), Optional.of(request.body()), request);
    return reply(200, now, request);
  }

  private ApiReply remove(ApiRequest request) {
    Document greeting = get(request);
    long id = ZendeskDocuments.idOf(greeting);
    for (ZendeskIvr ivr : documents.account(request).ivrs()) {
      if (isUsed(id, ivr)) {
        throw ApiFailure.invalid("id", "target", "IVR " + ivr.id() + " plays this greeting", "");
      }
    }
    for (Document number : documents.list(DocumentKind.ZENDESK_PHONE_NUMBER, request)) {
      if (names(number, id)) {
        String message = "phone number " + number.key().id() + " names this greeting";
        throw ApiFailure.invalid("id", "target", message, "");
      }
    }
    ApiReply before = reply(200, greeting, request);
    documents.remove(greeting, request);
    audio.forget(greeting, request);
    return before;
  }

  private static boolean isUsed(long id, ZendeskIvr ivr) {
    return ivr.menus().stream()
        .anyMatch(menu ->
            menu.greetingId().filter(it -> it == id).isPresent()
                || menu.routes().stream()
                    .anyMatch(route -> route.greetingId().filter(it -> it == id).isPresent()));
  }

  private ApiReply reply(int status, Document greeting, ApiRequest request) {
    return Bodies.one(status, ONE, view(greeting, request));
  }

  private ObjectNode view(Document document, ApiRequest request) {
    ObjectNode stored = ZendeskDocuments.object(document);
    long id = ZendeskDocuments.idOf(document);
    ArrayNode numbers = Json.array();
    documents.list(DocumentKind.ZENDESK_PHONE_NUMBER, request).stream()
        .filter(number -> names(number, id))
        .forEach(number -> numbers.add(ZendeskDocuments.idOf(number)));
    ArrayNode ivrs = Json.array();
    documents.account(request).ivrs().stream()
        .filter(ivr -> isUsed(id, ivr))
        .forEach(ivr -> ivrs.add(ivr.id()));
    ObjectNode view = Json.object();
    view.put("active", !numbers.isEmpty());
    view.set("audio_name", Bodies.orNull(stored, "audio_name"));
    audio
        .url(document, request)
        .ifPresentOrElse(url -> view.put("audio_url", url), () -> view.putNull("audio_url"));
    view.set("category_id", Bodies.orNull(stored, "category_id"));
    view.put("default", stored.path("default").asBoolean());
    view.put("default_lang", stored.path("default_lang").asBoolean());
    view.put("has_sub_settings", stored.path("has_sub_settings").asBoolean());
    view.put("id", id);
    view.set("ivr_ids", ivrs);
    view.set("name", Bodies.orNull(stored, "name"));
    view.put("pending", false);
    view.set("phone_number_ids", numbers);
    view.set("upload_id", Bodies.orNull(stored, "upload_id"));
    Bodies.addUnknown(view, stored, Set.of());
    return view;
  }

  private static boolean names(Document number, long greetingId) {
    for (JsonNode id : ZendeskDocuments.object(number).path("greeting_ids")) {
      if (id.asLong() == greetingId) {
        return true;
      }
    }
    return false;
  }
}
