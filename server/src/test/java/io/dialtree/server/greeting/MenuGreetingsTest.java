package io.dialtree.server.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.GreetingOwner;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.call.GreetingPort.Greeting;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.Expectation;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.EventRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MenuGreetingsTest {
  private static final String ACME = "acme";
  private static final DocumentKey MENU = new DocumentKey(DocumentKind.KAZOO_MENU, ACME, "m1");

  @TempDir private Path folder;
  private final List<EventRow> events = new ArrayList<>();
  private TestLibrary documents;

  @BeforeEach
  void write() throws IOException {
    fileSays("{}");
  }

  private void fileSays(String media) throws IOException {
    Path menus = Files.createDirectories(folder.resolve("flows/kazoo/menus"));
    Files.writeString(menus.resolve("desk.json"), "{\"name\": \"Desk\", \"media\": " + media + "}");
    documents = new TestLibrary(folder);
  }

  private void put(String media) {
    String json = "{\"name\": \"Main\", \"x_mine\": 1.50, \"media\": " + media + "}";
    documents.library.put(MENU, json, Author.of("anna"), Expectation.none());
  }

  private void record(String account, String menu, byte[] audio) throws IOException {
    Path file = Files.createTempFile(folder, "greeting", ".wav");
    Files.write(file, audio);
    record(account, menu, file);
  }

  private void record(String account, String menu, Path file) {
    try (MenuGreetings greetings =
        new MenuGreetings(
            documents.library,
            documents.uploads,
            row -> events.add((EventRow) row),
            Clock.systemUTC())) {
      GreetingOwner owner = new GreetingOwner(account, menu);
      greetings.recorded(new Greeting("call-1", owner, "Main menu greeting", file));
    }
  }

  private String greeting() {
    JsonNode menu = Json.parse(documents.library.find(MENU).orElseThrow().json());
    assertThat(menu.path("x_mine").decimalValue()).isEqualByComparingTo("1.50");
    return menu.at("/media/greeting").asText();
  }

  private JsonNode event(String type) {
    EventRow row = events.getLast();
    assertThat(row.type()).as(row.json()).isEqualTo(type);
    assertThat(row.subject()).isEqualTo("call-1");
    JsonNode event = Json.parse(row.json());
    assertThat(event.path("call_id").asText()).isEqualTo("call-1");
    return event;
  }

  @Test
  void aRecordingIsWhatTheMenuNamesFromThenOn() throws IOException {
    put("{\"exit_media\": false}");
    byte[] audio = TestLibrary.wav(440);
    record(ACME, "m1", audio);

    assertThat(documents.uploads.read(ACME, greeting())).contains(audio);
    DocumentRevision newest = documents.library.history().revisions(MENU).getFirst();
    assertThat(newest.number()).isEqualTo(2);
    assertThat(newest.principal()).isEqualTo("call call-1");
    assertThat(event(MenuGreetings.RECORDED).path("plays").asBoolean()).isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**/greeting*.wav");
  }

  @Test
  void theNextRecordingTakesThePlaceOfTheLast() throws IOException {
    put("{}");
    record(ACME, "m1", TestLibrary.wav(440));
    String first = greeting();
    byte[] second = TestLibrary.wav(600);
    record(ACME, "m1", second);

    assertThat(greeting()).isEqualTo(first);
    assertThat(documents.uploads.read(ACME, first)).contains(second);
  }

  @Test
  void anUploadedGreetingStaysWhatItIs() throws IOException {
    byte[] uploaded = TestLibrary.wav(300);
    documents.uploads.put(ACME, "welcome", uploaded);
    put("{\"greeting\": \"welcome\"}");
    record(ACME, "m1", TestLibrary.wav(440));

    assertThat(greeting()).isNotEqualTo("welcome");
    assertThat(documents.uploads.read(ACME, "welcome")).contains(uploaded);
  }

  @Test
  void aFileStaysAsItIsAndWhatIsLeftToDoIsTold() throws IOException {
    record("", "desk", TestLibrary.wav(440));

    JsonNode event = event(MenuGreetings.RECORDED);
    assertThat(event.path("plays").asBoolean()).isFalse();
    assertThat(event.path("hint").asText())
        .contains("flows/kazoo/menus/desk.json")
        .contains("\"greeting\": \"desk-greeting\"");
    assertThat(documents.uploads.find("", "desk-greeting")).isPresent();
  }

  @Test
  void aFileThatNamesItsRecordingOncePlaysEachOneThatFollows() throws IOException {
    fileSays("{\"greeting\": \"desk-greeting\"}");
    record("", "desk", TestLibrary.wav(440));
    assertThat(event(MenuGreetings.RECORDED).path("plays").asBoolean()).isTrue();
    byte[] second = TestLibrary.wav(600);
    record("", "desk", second);

    assertThat(event(MenuGreetings.RECORDED).path("plays").asBoolean()).isTrue();
    assertThat(documents.uploads.read("", "desk-greeting")).contains(second);
  }

  @Test
  void whatCannotBeKeptStaysOnTheDiskAndIsTold() throws IOException {
    put("{}");
    Path file = Files.write(folder.resolve("noise.wav"), new byte[] {1, 2, 3});
    record(ACME, "m1", file);
    assertThat(event(MenuGreetings.LOST).path("reason").asText()).isNotEmpty();
    assertThat(file).exists();
    assertThat(greeting()).isEmpty();

    record(ACME, "gone", TestLibrary.wav(440));
    assertThat(event(MenuGreetings.LOST).path("reason").asText()).contains("not there any more");
  }
}
