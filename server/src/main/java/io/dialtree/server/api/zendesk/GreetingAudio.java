package io.dialtree.server.api.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.dialect.zendesk.ZendeskAccount;
import io.dialtree.config.dialect.zendesk.ZendeskGreeting;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiFailure;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiRequest;
import io.dialtree.server.api.AudioUpload;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The audio of greetings. A greeting's own audio is the prompt {@code zendesk-greeting-ID}. */
final class GreetingAudio {
  private static final String AUDIO_NAME = "audio_name";
  private static final String UPLOAD_ID = "upload_id";
  private static final Set<String> FLAGS = Set.of("default_lang", "has_sub_settings");

  private final ZendeskDocuments documents;
  private final AudioUpload audio;

  GreetingAudio(ZendeskDocuments documents, AudioUpload audio) {
    this.documents = documents;
    this.audio = audio;
  }

  /** What a request says of a greeting, as JSON or as a form with {@code greeting[name]}. */
  static ObjectNode fields(ApiRequest request, String envelope) {
    if (request.parts().isEmpty() || request.beginsAsObject()) {
      return Bodies.read(request, envelope);
    }
    ObjectNode fields = Json.object();
    for (Part part : request.parts()) {
      String name = part.name();
      if (part.fileName().isEmpty() && name.startsWith(envelope + "[") && name.endsWith("]")) {
        String text = new String(part.bytes(), StandardCharsets.UTF_8);
        put(fields, name.substring(envelope.length() + 1, name.length() - 1), text);
      }
    }
    return fields;
  }

  /** In a form all is text; what is a number or a flag in JSON is one here too. */
  private static void put(ObjectNode fields, String key, String text) {
    Optional<Long> id = ZendeskAccount.id(text).filter(_ -> key.endsWith("_id"));
    if (id.isPresent()) {
      fields.put(key, id.get());
    } else if (FLAGS.contains(key) && List.of("true", "false").contains(text)) {
      fields.put(key, text.equals("true"));
    } else {
      fields.put(key, text);
    }
  }

  /** The audio a request brings: the file of its form, or an earlier upload it names. */
  Optional<byte[]> bytes(ObjectNode sent, ApiRequest request) {
    Optional<byte[]> file =
        request.parts().stream()
            .filter(part -> !part.fileName().isEmpty())
            .map(Part::bytes)
            .findFirst();
    JsonNode upload = sent.path(UPLOAD_ID);
    if (file.isPresent() || !upload.isIntegralNumber()) {
      return file;
    }
    String name = uploadName(upload.asText());
    String account = request.principal().account();
    if (!audio.has(account, name)) {
      throw ApiFailure.invalid(UPLOAD_ID, "target", "there is no upload " + upload.asText(), "");
    }
    return Optional.of(audio.read(account, name));
  }

  /** Keeps the audio and names it in the greeting. */
  Document attach(Document greeting, Optional<byte[]> bytes, ApiRequest request) {
    if (bytes.isEmpty()) {
      return greeting;
    }
    String name = ownName(greeting);
    String ending = audio.keep(request.principal().account(), name, bytes.get(), "uploaded_data");
    return documents
        .edit(
            DocumentKind.ZENDESK_GREETING,
            greeting.key().id(),
            request,
            json -> json.put(AUDIO_NAME, name + "." + ending))
        .after();
  }

  /** Keeps audio for a greeting that will name it. */
  ApiReply upload(ApiRequest request) {
    byte[] bytes =
        request.parts().stream()
            .filter(part -> !part.fileName().isEmpty())
            .map(Part::bytes)
            .findFirst()
            .orElseGet(request::body);
    long id = documents.newId();
    String name = uploadName(Long.toString(id));
    audio.keep(request.principal().account(), name, bytes, "uploaded_data");
    ObjectNode upload = Json.object();
    upload.put("id", id);
    return Bodies.one(201, "upload", upload);
  }

  /** Where its audio can be had. */
  Optional<String> url(Document greeting, ApiRequest request) {
    return audio.has(request.principal().account(), promptName(greeting))
        ? Optional.of(
            request.head().base()
                + ZendeskFace.VOICE
                + "/greetings/"
                + greeting.key().id()
                + "/audio")
        : Optional.empty();
  }

  ApiReply send(Document greeting, ApiRequest request) {
    return audio.send(request.principal().account(), promptName(greeting));
  }

  void forget(Document greeting, ApiRequest request) {
    audio.forget(request.principal().account(), ownName(greeting));
  }

  private static String promptName(Document greeting) {
    return ZendeskGreeting.read(ZendeskDocuments.tree(greeting), new Findings())
        .withId(ZendeskDocuments.idOf(greeting))
        .promptName();
  }

  private static String ownName(Document greeting) {
    return "zendesk-greeting-" + greeting.key().id();
  }

  private static String uploadName(String id) {
    return "zendesk-upload-" + id;
  }
}
