package io.dialtree.server.api.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.FailureKind;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Route;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.AudioInfo;
import java.util.List;
import java.util.Optional;

/** Audio that was uploaded, by the name flows know it by. */
final class PromptPages {
  private static final String ALL = "/api/v1/prompts";
  private static final String ONE = ALL + "/{name}";
  private static final String NAME = "[A-Za-z0-9_.-]{1,128}";

  private final PromptUploads uploads;

  PromptPages(PromptUploads uploads) {
    this.uploads = uploads;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.get(ONE, this::download),
        Route.upload("PUT", ONE, this::put),
        Route.change("DELETE", ONE, this::remove));
  }

  private ApiReply list(ApiRequest request) {
    return NativePage.reply(
        uploads.list(Whose.account(request)),
        AudioInfo::name,
        PromptPages::shown,
        "prompts",
        request);
  }

  private static ObjectNode shown(AudioInfo info) {
    return Whose.told(Json.object(), info.account())
        .put("name", info.name())
        .put("media_type", info.mediaType())
        .put("bytes", info.sizeBytes())
        .put("sha256", info.sha256())
        .put("at", info.at().toString());
  }

  private ApiReply download(ApiRequest request) {
    String account = Whose.account(request);
    String name = request.param("name");
    AudioInfo info =
        uploads.find(account, name).orElseThrow(() -> ApiFailure.notFound("prompt " + name));
    return ApiReply.bytes(200, info.mediaType(), uploads.read(account, name).orElseThrow())
        .with("ETag", '"' + info.sha256() + '"');
  }

  private ApiReply put(ApiRequest request) {
    String name = request.param("name");
    if (!name.matches(NAME)) {
      String allowed = "1 to 128 letters, digits, _, - and .";
      throw ApiFailure.invalid("name", "pattern", "found \"" + name + "\"", allowed);
    }
    String account = Whose.account(request);
    Optional<AudioInfo> old = uploads.find(account, name);
    Preconditions.require(request, old.map(AudioInfo::sha256), "prompt " + name);
    boolean isNew = old.isEmpty();
    return switch (uploads.put(account, name, request.body())) {
      case PromptUploads.Outcome.Kept(AudioInfo info, long durationMs) ->
          ApiReply.json(isNew ? 201 : 200, shown(info).put("duration_ms", durationMs));
      case PromptUploads.Outcome.Rejected(String reason, AudioRead.Fault fault) ->
          throw rejected(reason, fault);
      case PromptUploads.Outcome.Taken(String owner) ->
          throw ApiFailure.of(FailureKind.CONFLICT, "prompt " + name + " is of " + owner);
    };
  }

  private static ApiFailure rejected(String reason, AudioRead.Fault fault) {
    return switch (fault) {
      case FORMAT -> ApiFailure.of(FailureKind.MEDIA_TYPE, reason);
      case EMPTY -> ApiFailure.invalid("audio", "length", reason, AudioUpload.ALLOWED);
      case TOO_LONG ->
          ApiFailure.of(FailureKind.TOO_LARGE, reason + "; allowed: " + AudioUpload.ALLOWED);
    };
  }

  private ApiReply remove(ApiRequest request) {
    uploads
        .file(Whose.account(request), request.param("name"))
        .ifPresent(file -> {
          String what = "prompt " + request.param("name") + " is the file " + file;
          throw ApiFailure.of(FailureKind.CONFLICT, what + "; remove it there");
        });
    Preconditions.require(
        request,
        uploads.find(Whose.account(request), request.param("name")).map(AudioInfo::sha256),
        "prompt " + request.param("name"));
    if (!uploads.remove(Whose.account(request), request.param("name"))) {
      throw ApiFailure.notFound("prompt " + request.param("name"));
    }
    return ApiReply.empty(204);
  }
}
