package io.dialtree.server.api.kazoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.Route;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.AudioInfo;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Media: a description first, its audio in a second step. The audio becomes the prompt whose name
 * is the media's id. A description with a text to speak gets its audio at once.
 */
final class MediaPages {
  private static final String ALL = "/v2/accounts/{account}/media";
  private static final String ONE = ALL + "/{id}";
  private static final Set<String> DESCRIPTIONS =
      Set.of("", MediaTypes.JSON, "application/x-www-form-urlencoded");

  private final KazooDocuments documents;
  private final PromptUploads uploads;
  private final KazooEnvelope envelope;

  MediaPages(KazooDocuments documents, PromptUploads uploads, KazooEnvelope envelope) {
    this.documents = documents;
    this.uploads = uploads;
    this.envelope = envelope;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, documents::list),
        Route.change("PUT", ALL, this::create),
        Route.get(ONE, this::show),
        Route.upload("POST", ONE, this::post),
        Route.change("PATCH", ONE, this::patch),
        Route.change("DELETE", ONE, this::remove),
        Route.get(ONE + "/raw", this::download),
        Route.upload("POST", ONE + "/raw", this::upload));
  }

  private ApiReply create(ApiRequest request) {
    return spoken(documents.create(request), request);
  }

  private ApiReply patch(ApiRequest request) {
    return spoken(documents.patch(request, described(request)), request);
  }

  private ApiReply post(ApiRequest request) {
    return DESCRIPTIONS.contains(request.contentType())
        ? spoken(documents.replace(request, described(request)), request)
        : upload(request);
  }

  private ApiReply show(ApiRequest request) {
    String accept = request.head().headers().first("Accept").orElse("");
    return accept.contains("audio/") ? download(request) : documents.show(request);
  }

  private ApiReply download(ApiRequest request) {
    Document document = documents.existing(request);
    String account = request.param("account");
    String name = document.key().id();
    AudioInfo info =
        uploads.find(account, name).orElseThrow(() -> ApiFailure.notFound("audio of " + name));
    return ApiReply.bytes(200, info.mediaType(), uploads.read(account, name).orElseThrow());
  }

  private ApiReply upload(ApiRequest request) {
    documents.existing(request);
    keep(request, request.param("id"), request.body());
    return envelope.document(200, documents.changed(request, described(request)), request);
  }

  /** What its audio is, the audio says and nobody else. */
  private UnaryOperator<ObjectNode> described(ApiRequest request) {
    return media -> describe(media, request.param("account"), request.param("id"));
  }

  private ObjectNode describe(ObjectNode media, String account, String id) {
    uploads
        .find(account, id)
        .ifPresent(info ->
            media.put("content_type", info.mediaType()).put("content_length", info.sizeBytes()));
    return media;
  }

  private void keep(ApiRequest request, String id, byte[] audio) {
    switch (uploads.put(request.param("account"), id, audio)) {
      case PromptUploads.Outcome.Kept _ -> {}
      case PromptUploads.Outcome.Rejected(String reason, AudioRead.Fault fault) ->
          throw fault == AudioRead.Fault.FORMAT
              ? ApiFailure.of(FailureKind.MEDIA_TYPE, reason)
              : ApiFailure.invalid("data", "length", reason, AudioUpload.ALLOWED);
      case PromptUploads.Outcome.Taken(String owner) ->
          throw ApiFailure.of(FailureKind.CONFLICT, "media " + id + " is of " + owner);
    }
  }

  /** A text is spoken when its description is saved, so that no caller waits for it. */
  private ApiReply spoken(ApiReply saved, ApiRequest request) {
    ObjectNode media = KazooRequest.dataOf(saved);
    String text = media.path("tts").path("text").asText();
    if (media.path("media_source").asText().equals(MediaRules.SPOKEN) && !text.isEmpty()) {
      uploads
          .speak(text, voice(media.path("tts").path("voice").asText()))
          .ifPresent(audio -> keep(request, media.path("id").asText(), audio));
    }
    return saved;
  }

  /** Kazoo's voices are of other engines; they get the usual one here. */
  private static String voice(String wanted) {
    return wanted.contains("/") || Set.of("male", "female").contains(wanted) ? "" : wanted;
  }

  private ApiReply remove(ApiRequest request) {
    ApiReply reply = documents.remove(request);
    uploads.remove(request.param("account"), request.param("id"));
    return reply;
  }
}
