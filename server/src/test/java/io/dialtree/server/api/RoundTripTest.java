package io.dialtree.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.server.library.LibraryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One promise of every dialect: a document with every field of its pages, and some of nobody's, is
 * made by the dialect's own request, understood, shown again and exported as it was written.
 */
final class RoundTripTest {
  private static final Path GOLDEN =
      Path.of("../config/src/test/resources/io/dialtree/config/dialect");
  private static final Map<String, String> KAZOO = Map.of("X-Auth-Token", ApiTestServer.ADMIN);
  private static final String VOICE = "/api/v2/channels/voice";

  /**
   * A document and how its clients make and show it.
   *
   * @param golden its file
   * @param envelope key around it in requests, empty for none
   * @param shown pointer to it in answers
   * @param computed what answers compute, whatever a client sends
   */
  record Case(
      String golden,
      DocumentKind kind,
      Map<String, String> headers,
      String method,
      String path,
      String envelope,
      String shown,
      String id,
      List<String> computed) {
    @Override
    public String toString() {
      return golden;
    }
  }

  private static List<Case> cases() {
    return List.of(
        kazoo("kazoo/menu.json", DocumentKind.KAZOO_MENU, "menus"),
        kazoo("kazoo/callflow.json", DocumentKind.KAZOO_CALLFLOW, "callflows"),
        zendesk("ivr", DocumentKind.ZENDESK_IVR, VOICE + "/ivr", List.of("phone_number_names")),
        zendesk(
            "greeting",
            DocumentKind.ZENDESK_GREETING,
            VOICE + "/greetings",
            List.of("active", "ivr_ids", "audio_url")),
        zendesk("group", DocumentKind.ZENDESK_GROUP, "/api/v2/groups", List.of()),
        zendesk(
            "phone_number", DocumentKind.ZENDESK_PHONE_NUMBER, VOICE + "/phone_numbers", List.of()),
        callFlow("callflow/call-pete.json"),
        callFlow("callflow/all-modules.json"));
  }

  private static Case kazoo(String golden, DocumentKind kind, String path) {
    String all = "/v2/accounts/acme/" + path;
    return new Case(golden, kind, KAZOO, "PUT", all, "data", "/data", "id", List.of());
  }

  private static Case zendesk(String name, DocumentKind kind, String path, List<String> computed) {
    String golden = "zendesk/" + name + ".json";
    Map<String, String> headers = FaceFixture.TOKEN;
    return new Case(golden, kind, headers, "POST", path, name, "/" + name, "id", computed);
  }

  private static Case callFlow(String golden) {
    Map<String, String> headers = FaceFixture.THREE_HEADERS;
    List<String> stamps = List.of("created_on", "updated_on");
    return new Case(
        golden,
        DocumentKind.CALLFLOW,
        headers,
        "POST",
        "/voip/flow",
        "",
        "/result",
        "uuid",
        stamps);
  }

  @TempDir private Path folder;
  private FaceFixture http;

  @BeforeEach
  void start() {
    http = new FaceFixture(folder, false);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private static ObjectNode golden(Case it) throws IOException {
    return (ObjectNode) Json.parse(Files.readString(GOLDEN.resolve(it.golden())));
  }

  /** What is sent: an IVR and a number that name each other cannot both come first. */
  private static ObjectNode sent(Case it) throws IOException {
    ObjectNode golden = golden(it);
    golden.remove(List.of("phone_number_ids", "ivr_id", "uuid"));
    dropGreetings(golden);
    return golden;
  }

  private static void dropGreetings(JsonNode ivr) {
    ivr.path("menus").forEach(menu -> ((ObjectNode) menu).putNull("greeting_id"));
  }

  private static String body(Case it, ObjectNode sent) {
    String json = Json.text(sent);
    return it.envelope().isEmpty() ? json : "{\"" + it.envelope() + "\": " + json + "}";
  }

  private ObjectNode made(Case it, ObjectNode sent) {
    Answer made = http.send(it.method(), it.path(), it.headers(), body(it, sent));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return (ObjectNode) made.at(it.shown());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFieldIsShownAsItWasSent(Case it) throws IOException {
    ObjectNode sent = sent(it);
    String id = made(it, sent).path(it.id()).asText();
    Answer shown = http.send("GET", it.path() + "/" + id, it.headers(), "");
    assertThat(shown.status()).isEqualTo(200);

    ObjectNode expected = sent.deepCopy();
    expected.remove(it.id());
    expected.remove(it.computed());
    shouldHold(shown.at(it.shown()), expected, it.golden());
  }

  /** Everything expected is there with the digits it was written with; answers may say more. */
  private static void shouldHold(JsonNode shown, JsonNode expected, String path) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(entry ->
              shouldHold(
                  shown.path(entry.getKey()), entry.getValue(), path + "/" + entry.getKey()));
    } else if (expected.isArray()) {
      assertThat(shown).as(path).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        shouldHold(shown.path(i), expected.path(i), path + "/" + i);
      }
    } else {
      assertThat(shown.isMissingNode()).as(path + " is shown").isFalse();
      if (!isComputedText(path)) {
        assertThat(Json.text(shown)).as(path).isEqualTo(Json.text(expected));
      }
    }
  }

  /** A route's {@code option_text} names what is there, and here the group is not. */
  private static boolean isComputedText(String path) {
    return path.endsWith("/option_text");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDocumentIsUnderstoodAndExportedAsItIsKept(Case it) throws IOException {
    made(it, sent(it));
    Document stored =
        http.library.stored().documents().stream()
            .filter(document -> document.key().kind() == it.kind())
            .findFirst()
            .orElseThrow();
    assertThat(http.library.check(stored.key(), stored.json())).noneMatch(Finding::isError);
    shouldHold(Json.parse(stored.json()), kept(it), it.golden());

    Path export = folder.resolve("export");
    LibraryFiles.write(http.library.stored(), export);
    assertThat(LibraryFiles.read(FolderContents.read(new FolderSource(export))))
        .filteredOn(document -> document.key().equals(stored.key()))
        .singleElement()
        .extracting(Document::json)
        .isEqualTo(stored.json());
  }

  private static ObjectNode kept(Case it) throws IOException {
    ObjectNode kept = sent(it);
    kept.remove(it.id());
    kept.remove(it.computed());
    kept.remove(
        List.of("audio_url", "default", "phone_number_ids", "ivr_ids", "active", "pending"));
    return kept;
  }

  @Test
  void anInstructionWaitsWithAllThatIsReadOfItAndItsOwnNumberAlone() throws IOException {
    String instruction = Files.readString(GOLDEN.resolve("dtmfrequest/instruction.json"));
    ObjectNode sent = (ObjectNode) Json.parse(instruction);
    sent.put("callback-url", "http://127.0.0.1:9/done").put("own", "more");
    Answer queued = http.send("POST", "/voiceapi/v2/DTMF", FaceFixture.PRODUCT, Json.text(sent));
    assertThat(queued.status()).as(queued.response().body()).isEqualTo(200);
    String callId = queued.json().path(0).path("call-id").asText();
    JsonNode task = Json.parse(http.store.tasks().find(callId).orElseThrow().content());
    sent.remove(List.of("callees", "own"));
    ((ObjectNode) sent.path("voice")).remove("premium"); // null is absent
    shouldHold(task.path("instruction"), sent, "instruction");
    assertThat(task.path("instruction").has("callees")).isFalse();
    assertThat(task.path("instruction").has("own")).isFalse();
  }
}
