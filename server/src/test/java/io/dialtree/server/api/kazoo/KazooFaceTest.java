package io.dialtree.server.api.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.Broken;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.http.HttpStartFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KazooFaceTest {
  private static final String MENUS = "/v2/accounts/acme/menus";
  private static final String CALLFLOWS = "/v2/accounts/acme/callflows";
  private static final String MENU =
      """
      {"data": {"name": "Main", "timeout": 5000, "flags": ["blue"], "x_mine": 1.50,
        "media": {"greeting": "welcome", "exit_media": false}}}\
      """;
  private static final String CALLFLOW =
      """
      {"data": {"name": "Front door", "numbers": ["2000"], "flow": {"module": "menu",
        "data": {"id": "%s"}, "children": {"1": {"module": "tts", "data": {"text": "one"}},
        "_": {"module": "hangup", "data": {}}}}}}\
      """;

  @TempDir private Path folder;
  private TestLibrary documents;
  private ApiTestServer server;

  @BeforeEach
  void start() throws HttpStartFailure, IOException {
    Path callflows = Files.createDirectories(folder.resolve("flows/kazoo/callflows"));
    Files.writeString(
        callflows.resolve("of-a-file.json"),
        "{\"numbers\": [\"9000\"], \"flow\": {\"module\": \"hangup\", \"data\": {}}}");
    documents = new TestLibrary(folder);
    server =
        new ApiTestServer((_, authenticator) ->
            List.of(
                new KazooFace(
                    documents.library,
                    documents.uploads,
                    authenticator,
                    Clock.systemUTC(),
                    "1.0")));
    server.addPrincipal("acme-key", Role.WRITE, "acme", "the key of acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return server.send(method, path, Map.of("X-Auth-Token", ApiTestServer.ADMIN), body);
  }

  private JsonNode ok(int status, String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode envelope = Json.parse(response.body());
    assertThat(envelope.path("status").asText()).isEqualTo(status < 400 ? "success" : "error");
    assertThat(envelope.path("request_id").asText()).isNotEmpty();
    return envelope;
  }

  private String newMenu() {
    return ok(201, "PUT", MENUS, MENU).at("/data/id").asText();
  }

  @Test
  void theEnvelopeCountsWithAnyContentType() {
    String id = newMenu();
    String body =
        "{\"auth_token\": \"%s\", \"verb\": \"PATCH\", \"data\": {\"name\": \"Told\"}}"
            .formatted(ApiTestServer.ADMIN);
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    HttpResponse<String> patched = server.send("POST", MENUS + "/" + id, form, body);
    JsonNode menu = Json.parse(patched.body()).path("data");
    assertThat(menu.path("name").asText()).as(patched.body()).isEqualTo("Told");
    assertThat(menu.path("timeout").asInt()).isEqualTo(5000);
  }

  @Test
  void aNumberBeyondAllBoundsIsRefused() {
    ok(400, "PUT", MENUS, MENU.replace("1.50", "1e9999999999"));
  }

  @Test
  void aMenuWithoutNameIsRefusedByFieldAndRule() {
    JsonNode refused = ok(400, "PUT", MENUS, "{\"data\": {\"retries\": 2}}");
    assertThat(refused.path("error").asText()).isEqualTo("400");
    assertThat(refused.path("message").asText()).isEqualTo("validation failed");
    assertThat(refused.at("/data/name/required/message").asText()).isNotEmpty();
  }

  @Test
  void aMenuIsMadeWithTheSchemasDefaultsAndKeepsWhatItDoesNotKnow() {
    HttpResponse<String> made = send("PUT", MENUS, MENU);
    JsonNode menu = Json.parse(made.body()).path("data");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(menu.path("id").asText()).matches("[0-9a-f]{32}");
    assertThat(made.headers().firstValue("Location"))
        .contains(MENUS + "/" + menu.path("id").asText());
    assertThat(menu.path("hunt").asBoolean()).isTrue();
    assertThat(menu.path("retries").asInt()).isEqualTo(3);
    assertThat(made.body()).contains("\"x_mine\":1.50");
  }

  @Test
  void aListShowsIdNameAndFlags() {
    String id = newMenu();
    JsonNode list = ok(200, "GET", MENUS, "").path("data");
    assertThat(Json.text(list))
        .isEqualTo("[{\"id\":\"" + id + "\",\"name\":\"Main\",\"flags\":[\"blue\"]}]");
  }

  @Test
  void aPatchMergesAndNullRemoves() {
    String path = MENUS + "/" + newMenu();
    JsonNode patched =
        ok(200, "PATCH", path, "{\"data\": {\"timeout\": null, \"media\": {\"exit_media\": true}}}")
            .path("data");
    assertThat(patched.has("timeout")).isFalse();
    assertThat(patched.at("/media/greeting").asText()).isEqualTo("welcome");
    assertThat(patched.at("/media/exit_media").asBoolean()).isTrue();
    assertThat(ok(400, "PATCH", path, "{\"data\": {\"name\": null}}").at("/data/name/required"))
        .isNotEmpty();
  }

  @Test
  void aPostReplacesTheWholeMenu() {
    String path = MENUS + "/" + newMenu();
    JsonNode replaced = ok(200, "POST", path, "{\"data\": {\"name\": \"Other\"}}").path("data");
    assertThat(replaced.has("timeout")).isFalse();
    assertThat(replaced.has("x_mine")).isFalse();
    assertThat(ok(200, "GET", path, "").at("/data/name").asText()).isEqualTo("Other");
  }

  @Test
  void aRemovedMenuIsShownOnceMoreAndThenGone() {
    String path = MENUS + "/" + newMenu();
    assertThat(ok(200, "DELETE", path, "").at("/data/name").asText()).isEqualTo("Main");
    JsonNode gone = ok(404, "GET", path, "");
    assertThat(gone.path("message").asText()).isEqualTo("bad_identifier");
    assertThat(gone.at("/data/cause").asText())
        .isEqualTo(path.substring(path.lastIndexOf('/') + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "retries, 0, minimum",
    "retries, 11, maximum",
    "timeout, 0, minimum",
    "timeout, 60001, maximum",
    "interdigit_timeout, 0, minimum",
    "interdigit_timeout, 10001, maximum",
    "max_extension_length, 0, minimum",
    "max_extension_length, 7, maximum",
    "record_pin, '\"12\"', minLength",
    "record_pin, '\"1234567\"', maxLength",
    "hunt, '\"true\"', type",
    "retries, '\"5\"', type",
  })
  void aLimitIsNamedByItsRule(String field, String value, String rule) {
    String body = "{\"data\": {\"name\": \"m\", \"%s\": %s}}".formatted(field, value);
    assertThat(ok(400, "PUT", MENUS, body).at("/data/" + field + "/" + rule)).isNotEmpty();
  }

  @Test
  void aNameHasAtMost128Characters() {
    String body = "{\"data\": {\"name\": \"%s\"}}";
    ok(201, "PUT", MENUS, body.formatted("n".repeat(128)));
    JsonNode refused = ok(400, "PUT", MENUS, body.formatted("n".repeat(129)));
    assertThat(refused.at("/data/name/maxLength")).isNotEmpty();
  }

  @Test
  void aCallflowIsReachedByTheNextCallAndChangedWhileOthersRun() {
    String menu = newMenu();
    String id = ok(201, "PUT", CALLFLOWS, CALLFLOW.formatted(menu)).at("/data/id").asText();
    assertThat(documents.library.book().choose("2000")).isPresent();
    ok(200, "PATCH", CALLFLOWS + "/" + id, "{\"data\": {\"numbers\": [\"2001\"]}}");
    assertThat(documents.library.book().choose("2000")).isEmpty();
    assertThat(documents.library.book().choose("2001")).isPresent();
  }

  @Test
  void aCallflowNeedsANumberThatNobodyHas() {
    String menu = newMenu();
    ok(201, "PUT", CALLFLOWS, CALLFLOW.formatted(menu));
    JsonNode twice = ok(400, "PUT", CALLFLOWS, CALLFLOW.formatted(menu));
    assertThat(twice.at("/data/numbers/unique/message").asText()).contains("2000");
    String none = CALLFLOW.formatted(menu).replace("\"2000\"", "");
    assertThat(ok(400, "PUT", CALLFLOWS, none).at("/data/numbers/required")).isNotEmpty();
  }

  @Test
  void aCallflowsNumbersAreKeptInTheSpellingInWhichTheyAreCompared() {
    String body = CALLFLOW.formatted(newMenu());
    String spelt = body.replace("\"2000\"", "\"1 (415) 555-0100\", \"20-01\", \"no_match\"");
    JsonNode made = ok(201, "PUT", CALLFLOWS, spelt);
    assertThat(Json.text(made.at("/data/numbers")))
        .isEqualTo("[\"+14155550100\",\"2001\",\"no_match\"]");
    String again = body.replace("\"2000\"", "\"+14155550100\"");
    JsonNode twice = ok(400, "PUT", CALLFLOWS, again);
    assertThat(twice.at("/data/numbers/unique/message").asText())
        .contains(made.at("/data/id").asText());
  }

  @Test
  void aMenuOfAFileIsShownWithItsDefaults() throws IOException {
    Path menus = Files.createDirectories(folder.resolve("flows/kazoo/menus"));
    Files.writeString(menus.resolve("fm.json"), "{\"name\": \"filemenu\"}");
    documents.library.reload();
    JsonNode menu = ok(200, "GET", MENUS + "/fm", "").path("data");
    assertThat(menu.path("name").asText()).isEqualTo("filemenu");
    assertThat(menu.path("retries").asInt()).isEqualTo(3);
    assertThat(menu.path("hunt").asBoolean()).isTrue();
  }

  @Test
  void aDocumentOfAFileIsReadOnlyAndTheAnswerNamesTheFile() {
    JsonNode refused = ok(409, "DELETE", CALLFLOWS + "/of-a-file", "");
    assertThat(refused.path("message").asText()).isEqualTo("datastore_conflict");
    assertThat(refused.at("/data/message").asText()).contains("of-a-file.json");
    ok(200, "GET", CALLFLOWS + "/of-a-file", "");
  }

  @Test
  void aPageLeadsToTheNextUntilTheLast() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(newMenu());
    }
    List<String> seen = new ArrayList<>();
    String query = "?page_size=3";
    for (int page = 0; page < 3; page++) {
      JsonNode envelope = ok(200, "GET", MENUS + query, "");
      envelope.path("data").forEach(menu -> seen.add(menu.path("id").asText()));
      query = "?page_size=3&start_key=" + envelope.path("next_start_key").asText();
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(made)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(query).endsWith("start_key=");
    assertThat(ok(200, "GET", MENUS + "?paginate=false&ascending=true", "").path("data"))
        .hasSize(7);
    assertThat(ok(400, "GET", MENUS + "?page_size=x", "").at("/data/page_size")).isNotEmpty();
  }

  @Test
  void aKeyGivesATokenThatIsGoodForItsAccount() {
    HttpResponse<String> token =
        server.send(
            "PUT", "/v2/api_auth", Map.of(), "{\"data\": {\"api_key\": \"the key of acme\"}}");
    JsonNode envelope = Json.parse(token.body());
    assertThat(token.statusCode()).isEqualTo(201);
    assertThat(envelope.at("/data/account_id").asText()).isEqualTo("acme");
    Map<String, String> headers = Map.of("X-Auth-Token", envelope.path("auth_token").asText());
    assertThat(server.send("PUT", MENUS, headers, MENU).statusCode()).isEqualTo(201);
    HttpResponse<String> other = server.send("GET", "/v2/accounts/else/menus", headers, "");
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(Json.parse(other.body()).path("message").asText()).isEqualTo("forbidden");
    HttpResponse<String> wrong =
        server.send("PUT", "/v2/api_auth", Map.of(), "{\"data\": {\"api_key\": \"guess\"}}");
    assertThat(wrong.statusCode()).isEqualTo(401);
  }

  @Test
  void theTokenMayStandInTheEnvelopeAndSoMayTheVerb() {
    String id = newMenu();
    String body =
        "{\"auth_token\": \"%s\", \"verb\": \"PATCH\", \"data\": {\"name\": \"Told\"}}"
            .formatted(ApiTestServer.ADMIN);
    HttpResponse<String> patched = server.send("POST", MENUS + "/" + id, Map.of(), body);
    assertThat(Json.parse(patched.body()).at("/data/name").asText()).isEqualTo("Told");
    assertThat(ok(200, "POST", MENUS + "/" + id + "?verb=delete", "").at("/data/id").asText())
        .isEqualTo(id);
    assertThat(server.send("POST", MENUS + "/x", Map.of(), "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void audioThatIsEmptyIsOfTheWrongLengthAndNotOfTheWrongType() {
    String path = "/v2/accounts/acme/media";
    String id = ok(201, "PUT", path, "{\"data\": {\"name\": \"Hello\"}}").at("/data/id").asText();
    Map<String, String> headers =
        Map.of("X-Auth-Token", ApiTestServer.ADMIN, "Content-Type", "audio/wav");
    byte[] empty = Arrays.copyOf(TestLibrary.wav(440), 44);
    empty[40] = 0;
    empty[41] = 0;
    HttpResponse<String> refused = server.send("POST", path + "/" + id + "/raw", headers, empty);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("length").doesNotContain("invalid_content_type");
  }

  @Test
  void whatCannotBeDoneIsSaidInTheEnvelope() {
    assertThat(ok(405, "POST", MENUS, "{}").path("message").asText()).isEqualTo("invalid_method");
    assertThat(ok(404, "GET", "/v2/accounts/acme/nothing", "").path("error").asText())
        .isEqualTo("404");
    assertThat(ok(400, "PUT", MENUS, "{").path("message").asText()).isEqualTo("parse_error");
    HttpResponse<String> stranger = server.send("GET", MENUS, Map.of(), "");
    assertThat(Json.parse(stranger.body()).path("message").asText())
        .isEqualTo("invalid_credentials");
  }

  @Test
  void mediaAreDescribedThenUploadedThenPlayedByTheirId() {
    String path = "/v2/accounts/acme/media";
    String id = ok(201, "PUT", path, "{\"data\": {\"name\": \"Hello\"}}").at("/data/id").asText();
    byte[] wav = TestLibrary.wav(440);
    Map<String, String> headers =
        Map.of("X-Auth-Token", ApiTestServer.ADMIN, "Content-Type", "audio/mp3");
    HttpResponse<String> uploaded = server.send("POST", path + "/" + id, headers, wav);
    assertThat(Json.parse(uploaded.body()).at("/data/content_type").asText())
        .isEqualTo("audio/x-wav");
    HttpResponse<byte[]> back =
        server.exchange(
            "GET",
            path + "/" + id,
            Map.of("X-Auth-Token", ApiTestServer.ADMIN, "Accept", "audio/*"),
            new byte[0],
            BodyHandlers.ofByteArray());
    assertThat(back.body()).isEqualTo(wav);
    assertThat(documents.shelf.clips(List.of(new Prompt.Named(id)))).hasSize(1);
    HttpResponse<String> text =
        server.send("POST", path + "/" + id + "/raw", headers, "this is no audio at all");
    assertThat(text.statusCode()).isEqualTo(415);
    ok(200, "DELETE", path + "/" + id, "");
    assertThat(documents.shelf.clips(List.of(new Prompt.Named(id)))).isEmpty();
  }

  @Test
  void mediaWithATextAreSpokenWhenTheyAreSaved() {
    String body =
        "{\"data\": {\"name\": \"Hi\", \"media_source\": \"tts\", \"tts\": {\"text\": \"hi\"}}}";
    String id = ok(201, "PUT", "/v2/accounts/acme/media", body).at("/data/id").asText();
    assertThat(documents.shelf.clips(List.of(new Prompt.Named(id)))).hasSize(1);
    String wrong = "{\"data\": {\"name\": \"Hi\", \"media_source\": \"tts\"}}";
    assertThat(ok(400, "PUT", "/v2/accounts/acme/media", wrong).path("data").has("tts.text"))
        .isTrue();
  }

  @Test
  void aNumberIsAddedOnceAndInInternationalForm() {
    String path = "/v2/accounts/acme/phone_numbers/";
    ok(201, "PUT", path + "%2B14155550100", "");
    assertThat(ok(409, "PUT", path + "+14155550100", "").path("message").asText())
        .isEqualTo("number_exists");
    assertThat(ok(404, "PUT", path + "12", "").path("message").asText())
        .isEqualTo("not_reconcilable");
    JsonNode list = ok(200, "GET", "/v2/accounts/acme/phone_numbers", "");
    assertThat(list.at("/data/numbers/+14155550100/state").asText()).isEqualTo("in_service");
    ok(200, "DELETE", path + "+14155550100", "");
    ok(404, "GET", path + "+14155550100", "");
  }

  @Test
  void brokenDocumentsNeverBreakTheServerAndAreToldWhatIsWrong() {
    List<String> bodies = new ArrayList<>(Broken.nonsense());
    bodies.addAll(Broken.versions(MENU, 150, 1));
    for (String body : bodies) {
      check(send("PUT", MENUS, body), body);
    }
    List<String> flows = new ArrayList<>(Broken.nonsense());
    flows.addAll(Broken.versions(CALLFLOW.formatted("m"), 150, 2));
    for (String body : flows) {
      check(send("PUT", CALLFLOWS, body), body);
    }
  }

  private static void check(HttpResponse<String> response, String body) {
    assertThat(response.statusCode()).as(body).isIn(201, 400);
    JsonNode envelope = Json.parse(response.body());
    if (response.statusCode() == 400 && envelope.path("message").asText().startsWith("valid")) {
      JsonNode field = envelope.path("data").elements().next();
      assertThat(field.elements().next().path("message").asText()).as(body).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'numbers': ['3', '3'], 'flow': GOOD                 | numbers           | uniqueItems
          'numbers': ['3'], 'patterns': ['a', 'a'], 'flow': GOOD | patterns       | uniqueItems
          'numbers': ['3'], 'flow': {}                        | flow.module       | required
          'numbers': ['3'], 'flow': {}                        | flow.data         | required
          'numbers': ['3'], 'flow': GOOD, 'flags': 'z'        | flags             | type
          'numbers': ['3'], 'flow': GOOD, 'flags': [1]        | flags.0           | type
          'numbers': ['3'], 'flow': GOOD, 'ringback': 'y'     | ringback          | type
          'numbers': ['3'], 'flow': GOOD, 'ringback': {'early': 1} | ringback.early | type
          'numbers': ['3'], 'flow': GOOD, 'featurecode': 'x'  | featurecode       | type
          'numbers': ['3'], 'flow': GOOD, 'metaflow': 'x'     | metaflow          | type
          """)
  void aCallflowHasTheShapeOfItsSchema(String fields, String path, String rule) {
    String body =
        "{\"data\": {"
            + fields.replace('\'', '"').replace("GOOD", "{\"module\": \"hangup\", \"data\": {}}")
            + "}}";
    JsonNode refused = ok(400, "PUT", CALLFLOWS, body);
    assertThat(refused.path("data").path(path).has(rule)).as(refused.toString()).isTrue();
  }

  @Test
  void aRefusalSaysWhatTheRuleAsksForAndWhatWasFound() {
    JsonNode data =
        ok(
                400,
                "PUT",
                MENUS,
                "{\"data\": {\"name\": \"m\", \"retries\": 11, \"hunt\": \"x\", \"record_pin\":"
                    + " \"12\", \"media\": {\"exit_media\": 5}}}")
            .path("data");
    assertThat(data.at("/retries/maximum/target").intValue()).isEqualTo(10);
    assertThat(data.at("/retries/maximum/value").intValue()).isEqualTo(11);
    assertThat(data.at("/hunt/type/target").textValue()).isEqualTo("boolean");
    assertThat(data.at("/hunt/type/value").textValue()).isEqualTo("x");
    assertThat(data.at("/record_pin/minLength/target").intValue()).isEqualTo(3);
    JsonNode media = data.path("media.exit_media").path("type");
    assertThat(media.path("message").asText()).contains("allowed: true, false or text");
    assertThat(media.path("value").intValue()).isEqualTo(5);
    JsonNode missing = ok(400, "PUT", MENUS, "{\"data\": {}}");
    assertThat(missing.at("/data/name/required").has("value")).isFalse();
  }

  @Test
  void aDotInAKeyIsEscapedInThePath() {
    JsonNode refused =
        ok(
            400,
            "PUT",
            CALLFLOWS,
            "{\"data\": {\"numbers\": [\"3\"], \"flow\": {\"module\": \"menu\", \"data\": {},"
                + " \"children\": {\"a.b\": {\"module\": 5, \"data\": {}}}}}}");
    JsonNode rule = refused.path("data").path("flow.children.a%2Eb.module").path("type");
    assertThat(rule.path("value").intValue()).as(refused.toString()).isEqualTo(5);
  }

  @Test
  void aDescriptionWrittenAnewKeepsWhatItsAudioIs() {
    String media =
        "/v2/accounts/acme/media/"
            + ok(201, "PUT", "/v2/accounts/acme/media", "{\"data\": {\"name\": \"a\"}}")
                .at("/data/id")
                .asText();
    byte[] wav = TestLibrary.wav(440);
    server.exchange(
        "POST",
        media,
        Map.of("X-Auth-Token", ApiTestServer.ADMIN, "Content-Type", "audio/x-wav"),
        wav,
        BodyHandlers.ofString());
    JsonNode renamed = ok(200, "POST", media, "{\"data\": {\"name\": \"b\"}}").path("data");
    assertThat(renamed.path("name").asText()).isEqualTo("b");
    assertThat(renamed.path("content_length").intValue()).isEqualTo(wav.length);
    assertThat(renamed.path("content_type").asText()).startsWith("audio/");
  }

  @Test
  void theEnvelopeSaysThatRequestsCostNothing() {
    assertThat(ok(200, "GET", MENUS, "").at("/tokens/consumed").intValue()).isZero();
    assertThat(ok(400, "PUT", MENUS, "{}").at("/tokens/remaining").intValue()).isPositive();
  }
}
