package io.dialtree.server.greeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.SourcePosition;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.api.Json;
import io.dialtree.server.call.GreetingPort.Greeting;
import io.dialtree.server.call.Printable;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptUploads;
import java.util.Optional;

/**
 * One greeting on its way into the store. A menu has one recording of its own, as in Kazoo: the
 * next takes its place, while an uploaded greeting stays what it is and is only no longer named.
 *
 * <p>A file names what it names. Its menu's recording therefore gets a name that a person can
 * foresee, so that naming it there once is enough for all recordings that follow.
 */
final class GreetingChange {
  private static final DocumentKind MEDIA = DocumentKind.KAZOO_MEDIA;

  /** Somebody else may change the menu in between; so many times in a row is no coincidence. */
  private static final int ROUNDS_MAX = 5;

  private final FlowLibrary library;
  private final PromptUploads uploads;
  private final Greeting greeting;
  private final byte[] audio;
  private final DocumentKey key;
  private final Author author;

  GreetingChange(FlowLibrary library, PromptUploads uploads, Greeting greeting, byte[] audio) {
    this.library = library;
    this.uploads = uploads;
    this.greeting = greeting;
    this.audio = audio;
    this.key =
        new DocumentKey(
            DocumentKind.KAZOO_MENU, greeting.owner().account(), greeting.owner().document());
    this.author =
        new Author("call " + Printable.of(greeting.callId()), "greeting recorded by telephone");
  }

  /**
   * Keeps it.
   *
   * @throws NotKept saying why not
   */
  Kept run() {
    Document menu = menu();
    String prompt = promptOf(menu);
    describe(prompt);
    upload(prompt);
    return menu.file().isPresent() ? tell(menu, prompt) : name(prompt);
  }

  private Document menu() {
    return library.find(key).orElseThrow(() -> new NotKept("the menu is not there any more"));
  }

  private String promptOf(Document menu) {
    String named = named(menu);
    if (isOwnRecording(named)) {
      return named;
    }
    return menu.file().isPresent() ? key.id() + "-greeting" : library.ids().next(MEDIA);
  }

  private static String named(Document menu) {
    return Json.parse(menu.json()).path("media").path("greeting").asText();
  }

  private boolean isOwnRecording(String id) {
    Optional<JsonNode> media =
        library.find(new DocumentKey(MEDIA, key.account(), id)).map(it -> Json.parse(it.json()));
    return media.isPresent()
        && media.get().path("media_source").asText().equals("recording")
        && media.get().path("source_id").asText().equals(key.id());
  }

  private void describe(String prompt) {
    ObjectNode media =
        Json.object()
            .put("id", prompt)
            .put("name", greeting.name())
            .put("media_source", "recording")
            .put("source_type", "menu")
            .put("source_id", key.id())
            .put("language", "en-us")
            .put("streamable", true)
            .put("content_type", "audio/x-wav")
            .put("content_length", audio.length);
    done(
        library.put(
            new DocumentKey(MEDIA, key.account(), prompt),
            Json.text(media),
            author,
            Expectation.none()));
  }

  private void upload(String prompt) {
    switch (uploads.put(key.account(), prompt, audio)) {
      case PromptUploads.Outcome.Kept _ -> {}
      case PromptUploads.Outcome.Rejected(String reason, AudioRead.Fault _) ->
          throw new NotKept(reason);
      case PromptUploads.Outcome.Taken(String owner) ->
          throw new NotKept("the name " + prompt + " belongs to " + owner);
    }
  }

  /** The menu's next revision names the prompt, unless it does already. */
  private Kept name(String prompt) {
    for (int round = 1; ; round++) {
      Document menu = menu();
      if (named(menu).equals(prompt)) {
        return new Kept(prompt, true, "");
      }
      ChangeResult result =
          library.put(
              menu.key(),
              withGreeting(menu, prompt),
              author,
              Expectation.revision(menu.revision()));
      if (!(result instanceof ChangeResult.Conflict) || round == ROUNDS_MAX) {
        done(result);
        return new Kept(prompt, true, "");
      }
    }
  }

  private static String withGreeting(Document menu, String prompt) {
    ObjectNode document = (ObjectNode) Json.parse(menu.json());
    document.withObjectProperty("media").put("greeting", prompt);
    return Json.text(document);
  }

  private static Kept tell(Document menu, String prompt) {
    if (named(menu).equals(prompt)) {
      return new Kept(prompt, true, "");
    }
    String file = menu.file().map(SourcePosition::file).orElse("");
    String hint =
        "it is kept as prompt \"%s\", but callers go on hearing what %s names; write \"greeting\": \"%s\" into its media"
            .formatted(prompt, file, prompt);
    return new Kept(prompt, false, hint);
  }

  private static void done(ChangeResult result) {
    switch (result) {
      case ChangeResult.Stored _, ChangeResult.Removed _ -> {}
      case ChangeResult.Refused(var findings) -> throw new NotKept(findings.getFirst().message());
      case ChangeResult.OwnedByFile(String file) -> throw new NotKept(file + " owns the document");
      case ChangeResult.Conflict _ -> throw new NotKept("others change the menu without pause");
      case ChangeResult.NotFound _ -> throw new NotKept("the menu is not there any more");
      case ChangeResult.Unavailable(String reason) -> throw new NotKept(reason);
    }
  }
}
