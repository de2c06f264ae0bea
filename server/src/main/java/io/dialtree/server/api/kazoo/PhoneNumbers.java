package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.Changes;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import java.util.List;
import java.util.regex.Pattern;

/** Telephone numbers of an account. Which callflow answers them, the callflows say themselves. */
final class PhoneNumbers {
  private static final String ALL = "/v2/accounts/{account}/phone_numbers";
  private static final String ONE = ALL + "/{number}";
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

  private final FlowLibrary library;
  private final KazooEnvelope envelope;

  PhoneNumbers(FlowLibrary library, KazooEnvelope envelope) {
    this.library = library;
    this.envelope = envelope;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.get(ONE, this::show),
        Route.change("PUT", ONE, this::create),
        Route.change("POST", ONE, this::replace),
        Route.change("PATCH", ONE, this::patch),
        Route.change("DELETE", ONE, this::remove));
  }

  private ApiReply list(ApiRequest request) {
    ObjectNode numbers = Json.object();
    library
        .list(DocumentKind.KAZOO_PHONE_NUMBER, request.param("account"))
        .forEach(document -> numbers.set(document.key().id(), KazooDocuments.data(document)));
    ObjectNode data = Json.object();
    data.set("numbers", numbers);
    return envelope.success(200, data, request);
  }

  private ApiReply show(ApiRequest request) {
    return envelope.document(200, existing(request), request);
  }

  private ApiReply create(ApiRequest request) {
    String number = number(request);
    if (!E164.matcher(number).matches()) {
      return envelope.failure(
          404,
          "not_reconcilable",
          Json.object().put("message", "the number is not in E.164 form").put("cause", number),
          request.head());
    }
    ObjectNode data = request.body().length == 0 ? Json.object() : KazooRequest.data(request);
    ChangeResult result = write(request, data, Expectation.absent());
    if (result instanceof ChangeResult.Conflict) {
      return envelope.failure(
          409,
          "number_exists",
          Json.object().put("message", "number " + number + " exists already").put("cause", number),
          request.head());
    }
    return envelope.document(201, Changes.done(result, number).document(), request);
  }

  private ApiReply replace(ApiRequest request) {
    existing(request);
    return written(request, KazooRequest.data(request));
  }

  private ApiReply patch(ApiRequest request) {
    ObjectNode whole = KazooDocuments.data(existing(request));
    return written(request, MergePatch.apply(whole, KazooRequest.data(request)));
  }

  private ApiReply written(ApiRequest request, ObjectNode data) {
    ChangeResult result = write(request, data, Expectation.present());
    return envelope.document(200, Changes.done(result, number(request)).document(), request);
  }

  private ApiReply remove(ApiRequest request) {
    ChangeResult result =
        library.remove(existing(request).key(), request.author(), Expectation.present());
    return envelope.document(200, Changes.done(result, number(request)).document(), request);
  }

  private ChangeResult write(ApiRequest request, ObjectNode data, Expectation expectation) {
    ObjectNode document =
        data.put("id", number(request))
            .put("state", "in_service")
            .put("assigned_to", request.param("account"));
    return library.put(key(request), Json.text(document), request.author(), expectation);
  }

  private Document existing(ApiRequest request) {
    return library
        .find(key(request))
        .orElseThrow(() -> ApiFailure.notFound("number " + number(request)));
  }

  private static DocumentKey key(ApiRequest request) {
    return new DocumentKey(
        DocumentKind.KAZOO_PHONE_NUMBER, request.param("account"), number(request));
  }

  private static String number(ApiRequest request) {
    return request.param("number");
  }
}
