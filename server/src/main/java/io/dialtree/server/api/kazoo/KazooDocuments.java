package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.model.FlowBook;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists, makes, shows, replaces, patches and removes documents of one kind. */
final class KazooDocuments {
  /** Others may write between reading and writing; so many times in a row is no coincidence. */
  private static final int ROUNDS_MAX = 5;

  private final KazooKind kind;
  private final FlowLibrary library;
  private final KazooEnvelope envelope;

  KazooDocuments(KazooKind kind, FlowLibrary library, KazooEnvelope envelope) {
    this.kind = kind;
    this.library = library;
    this.envelope = envelope;
  }

  List<Route> routes() {
    String all = "/v2/accounts/{account}/" + kind.path();
    String one = all + "/{id}";
    return List.of(
        Route.get(all, this::list),
        Route.change("PUT", all, this::create),
        Route.get(one, this::show),
        Route.change("POST", one, this::replace),
        Route.change("PATCH", one, this::patch),
        Route.change("DELETE", one, this::remove));
  }

  /** A document as clients see it: with its id and, also when a file gives it, its defaults. */
  static ObjectNode data(Document document) {
    return Json.parse(document.json()) instanceof ObjectNode object
        ? KazooKind.defaulted(document.key().kind(), object.put("id", document.key().id()))
        : Json.object();
  }

  ApiReply list(ApiRequest request) {
    KazooPage page = KazooPage.of(library.list(kind.kind(), request.param("account")), request);
    ObjectNode reply =
        envelope.around(
            Json.array(
                page.documents().stream()
                    .map(it -> kind.summary(KazooDocuments.data(it)))
                    .toList()),
            request);
    return ApiReply.json(200, page.describedIn(reply));
  }

  ApiReply create(ApiRequest request) {
    ObjectNode data = KazooRequest.data(request);
    String id = library.ids().next(kind.kind());
    DocumentKey key = new DocumentKey(kind.kind(), request.param("account"), id);
    Document document = put(key, data, request, Expectation.absent());
    return envelope
        .document(201, document, request)
        .with("Location", request.head().path().replaceAll("/+$", "") + "/" + id);
  }

  ApiReply show(ApiRequest request) {
    return envelope.document(200, existing(request), request);
  }

  ApiReply replace(ApiRequest request) {
    return replace(request, UnaryOperator.identity());
  }

  /** Replaces a document by what was sent and what {@code more} makes of it. */
  ApiReply replace(ApiRequest request, UnaryOperator<ObjectNode> more) {
    ObjectNode data = more.apply(KazooRequest.data(request));
    Document old = existing(request);
    return envelope.document(200, put(old.key(), data, request, Expectation.present()), request);
  }

  ApiReply patch(ApiRequest request) {
    return patch(request, UnaryOperator.identity());
  }

  /** Merges what was sent, and makes of it what {@code more} says. */
  ApiReply patch(ApiRequest request, UnaryOperator<ObjectNode> more) {
    ObjectNode part = KazooRequest.data(request);
    return envelope.document(
        200, changed(request, document -> more.apply(MergePatch.apply(document, part))), request);
  }

  ApiReply remove(ApiRequest request) {
    Document old = changeable(request);
    ChangeResult result = library.remove(old.key(), request.author(), Expectation.present());
    return envelope.document(200, Changes.done(result, what(old.key())).document(), request);
  }

  /** Reads, changes and writes; again when somebody else has written in between. */
  Document changed(ApiRequest request, UnaryOperator<ObjectNode> change) {
    for (int round = 1; ; round++) {
      Document old = changeable(request);
      ObjectNode data = change.apply(data(old));
      ChangeResult result = result(old.key(), data, request, Expectation.revision(old.revision()));
      if (!(result instanceof ChangeResult.Conflict) || round == ROUNDS_MAX) {
        return done(result, old.key(), data);
      }
    }
  }

  /** The document the path names. */
  Document existing(ApiRequest request) {
    DocumentKey key = new DocumentKey(kind.kind(), request.param("account"), request.param("id"));
    return library.find(key).orElseThrow(() -> ApiFailure.notFound(what(key)));
  }

  /** A document of all accounts is not one account's to change. */
  private Document changeable(ApiRequest request) {
    Document document = existing(request);
    boolean isShared = document.key().account().equals(DocumentKey.SHARED);
    if (isShared && document.file().isEmpty() && !request.principal().account().isEmpty()) {
      throw ApiFailure.of(FailureKind.FORBIDDEN, what(document.key()) + " belongs to all accounts");
    }
    return document;
  }

  private Document put(
      DocumentKey key, ObjectNode data, ApiRequest request, Expectation expectation) {
    return done(result(key, data, request, expectation), key, data);
  }

  /** A refusal says what was found. */
  private static Document done(ChangeResult result, DocumentKey key, ObjectNode data) {
    try {
      return Changes.done(result, what(key)).document();
    } catch (ApiFailure failure) {
      throw failure.about(data);
    }
  }

  private ChangeResult result(
      DocumentKey key, ObjectNode data, ApiRequest request, Expectation expectation) {
    ObjectNode document = kind.withDefaults(data).put("id", key.id());
    if (kind == KazooKind.MEDIA) {
      MediaRules.check(key, Json.text(document));
    }
    if (kind == KazooKind.CALLFLOWS && document.get("numbers") instanceof ArrayNode numbers) {
      normalise(numbers);
    }
    return library.put(key, Json.text(document), request.author(), expectation);
  }

  /** Numbers are kept in the spelling in which they are compared. */
  private static void normalise(ArrayNode numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i).isTextual()) {
        numbers.set(i, FlowBook.normalise(numbers.get(i).textValue()));
      }
    }
  }

  private static String what(DocumentKey key) {
    return key.kind().slug() + " " + key.id();
  }
}
