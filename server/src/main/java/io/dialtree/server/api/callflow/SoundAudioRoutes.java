package io.dialtree.server.api.callflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.callflow.CallFlowSound;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Part;
import io.dialtree.server.api.Route;
import io.dialtree.server.api.access.Links;
import java.util.List;

/** The audio of sounds: taken as a body or as a form's file, and given back as it came. */
final class SoundAudioRoutes {
  private static final String PATH = ThingKind.SOUND.path() + "/{uuid}";
  private static final String CONTENT = CallFlowFace.PREFIX + "/content/";
  private static final DocumentKind KIND = DocumentKind.CALLFLOW_SOUND;

  private final CallFlowDocuments documents;
  private final AudioUpload audio;
  private final Links links;

  SoundAudioRoutes(CallFlowDocuments documents, AudioUpload audio, Links links) {
    this.documents = documents;
    this.audio = audio;
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH + "/content", this::contentUrl),
        Route.get(CONTENT + "{token}", this::sendLinked).asking(Access.OPEN),
        Route.get(PATH + "/audio", this::send),
        Route.upload("PUT", PATH + "/audio", this::keep));
  }

  private Document sound(ApiRequest request) {
    return documents.get(KIND, request.param("uuid"), request);
  }

  /** An address for players that cannot say who they are. */
  private ApiReply contentUrl(ApiRequest request) {
    String account = CallFlowDocuments.account(request);
    String token = links.open(new Links.Target(account, promptName(sound(request))));
    ObjectNode result = Json.object();
    result.put("content_url", request.head().base() + CONTENT + token);
    return Envelope.of(200, result);
  }

  private ApiReply sendLinked(ApiRequest request) {
    Links.Target target =
        links
            .find(request.param("token"))
            .orElseThrow(() -> ApiFailure.notFound("such link, or not any more"));
    return audio.send(target.account(), target.prompt()).with("Cache-Control", "no-store");
  }

  private ApiReply send(ApiRequest request) {
    return audio.send(CallFlowDocuments.account(request), promptName(sound(request)));
  }

  private static String promptName(Document sound) {
    return CallFlowSound.read(sound.tree(new Findings()).orElseGet(DocTree::empty))
        .withUuid(sound.key().id())
        .promptName();
  }

  /** The sound's own audio is the prompt of its uuid. */
  private ApiReply keep(ApiRequest request) {
    String uuid = sound(request).key().id();
    byte[] bytes =
        request.parts().stream()
            .filter(part -> !part.fileName().isEmpty())
            .map(Part::bytes)
            .findFirst()
            .orElseGet(request::body);
    String ending = audio.keep(CallFlowDocuments.account(request), uuid, bytes, "audio");
    ObjectNode sound = CallFlowDocuments.object(sound(request));
    sound.put("file_name", uuid + "." + ending);
    return Envelope.of(200, documents.replace(KIND, uuid, sound, request));
  }
}
