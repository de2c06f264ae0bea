package io.dialtree.server.api.callflow;

import static io.dialtree.server.api.FaceFixture.THREE_HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.Caller;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowRun;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.Expectation;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call flows over real HTTP, as their clients use them. */
final class CallFlowFaceTest {
  /** The example of the original's pages. */
  private static final String SAMPLE =
      """
      {"extension": 501,
       "flow": {
         "161ec941-1c6a-4d42-b011-1c050487324d": {
           "module": "start", "next": "9085aa47-0ff0-4fd0-9c80-6077e1f475c2"},
         "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": {
           "module": "pressextension",
           "next": {
             "1": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
             "2": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
             "invalid": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
             "timeout": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6"}},
         "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6": {
           "extensions": [
             {"type": "sipuser", "uuid": "92b0aca6-12aa-480c-a7b7-a31df403418c"}],
           "module": "extension"}},
       "name": "Call Pete",
       "show_call_route_name": true,
       "show_original_caller_id": true}
      """;

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

  private Answer send(String method, String path, String body) {
    return http.send(method, "/voip" + path, THREE_HEADERS, body);
  }

  private static String small(int extension, String flow) {
    return "{\"name\": \"n\", \"extension\": " + extension + ", \"flow\": " + flow + "}";
  }

  private static String small(int extension) {
    return small(
        extension,
        "{\"s\": {\"module\": \"start\", \"next\": \"b\"}, \"b\": {\"module\": \"busy\"}}");
  }

  private String made(int extension) {
    return send("POST", "/flow", small(extension)).at("/result/uuid").asText();
  }

  @Test
  void theSampleIsMadeShownListedAndRemoved() {
    Answer made = send("POST", "/flow", SAMPLE);
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    assertThat(made.at("/status_code").asInt()).isEqualTo(201);
    assertThat(made.at("/status_message").asText()).isEqualTo("Created");
    assertThat(made.at("/result/created_on").asText()).isEqualTo("2026-03-04");
    assertThat(made.at("/result").has("updated_on")).isFalse();
    assertThat(made.at("/result/flow")).isEqualTo(Json.parse(SAMPLE).path("flow"));
    String uuid = made.at("/result/uuid").asText();
    Answer shown = send("GET", "/flow/" + uuid, "");
    assertThat(shown.at("/result/updated_on").asText()).isEqualTo("2026-03-04");
    assertThat(shown.at("/status_message").asText()).isEqualTo("OK");
    assertThat(send("GET", "/flow?uuid=" + uuid, "").json()).isEqualTo(shown.json());
    assertThat(send("GET", "/flow", "").at("/result/0")).isEqualTo(shown.at("/result"));
    assertThat(http.library.book().flow("callflow/" + uuid)).isPresent();
    Answer removed = send("DELETE", "/flow/" + uuid, "");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.response().body()).isEmpty();
    Answer gone = send("GET", "/flow/" + uuid, "");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json())
        .isEqualTo(
            Json.parse("{\"result\":{},\"status_code\":404,\"status_message\":\"Not Found\"}"));
  }

  @Test
  void aRemovalMayBeAnsweredWithTheEnvelopeThatTheOriginalPrints() {
    http.close();
    http = new FaceFixture(folder.resolve("other"), true);
    Answer removed = send("DELETE", "/flow/" + made(501), "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json())
        .isEqualTo(
            Json.parse("{\"result\":{},\"status_code\":204,\"status_message\":\"No Content\"}"));
  }

  @Test
  void aReplacementForgetsWhatItDoesNotSay() {
    String uuid = send("POST", "/flow", SAMPLE).at("/result/uuid").asText();
    http.clock.pass(Duration.ofDays(2));
    Answer replaced = send("PUT", "/flow/" + uuid, small(502));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.at("/result/show_call_route_name").asBoolean(true)).isFalse();
    assertThat(replaced.at("/result/show_original_caller_id").asBoolean(false)).isTrue();
    assertThat(replaced.at("/result/created_on").asText()).isEqualTo("2026-03-04");
    assertThat(replaced.at("/result/updated_on").asText()).isEqualTo("2026-03-06");
    assertThat(replaced.at("/result/uuid").asText()).isEqualTo(uuid);
    assertThat(send("PUT", "/flow?uuid=" + uuid, small(503)).status()).isEqualTo(200);
    assertThat(send("PUT", "/flow/nobody", small(504)).status()).isEqualTo(404);
    assertThat(send("PUT", "/flow", small(504)).status()).isEqualTo(400);
    assertThat(send("DELETE", "/flow?uuid=" + uuid, "").status()).isEqualTo(204);
  }

  @Test
  void theNextExtensionIsTheSmallestFreeOneFromFiveHundredAndOne() {
    assertThat(next()).isEqualTo(501);
    String first = made(501);
    made(502);
    send("POST", "/user", "{\"user_name\": \"pete\", \"extension\": 503}");
    made(505);
    assertThat(next()).isEqualTo(504);
    send("DELETE", "/flow/" + first, "");
    assertThat(next()).isEqualTo(501);
  }

  private int next() {
    Answer next = send("GET", "/flow/extension", "");
    assertThat(next.status()).isEqualTo(200);
    return next.at("/result/extension").asInt();
  }

  @Test
  void anExtensionHasOneOwner() {
    String uuid = made(501);
    refused(send("POST", "/flow", small(501)), "extension", "unique");
    refused(
        send("POST", "/user", "{\"user_name\": \"pete\", \"extension\": 501}"),
        "extension",
        "unique");
    assertThat(send("PUT", "/flow/" + uuid, small(501)).status()).isEqualTo(200);
  }

  @Test
  void whatCannotRunIsRefusedWithItsPlace() {
    refused(send("POST", "/flow", "{}"), "name", "required");
    refused(send("POST", "/flow", small(0)), "extension", "minimum");
    String noStart = "{\"b\": {\"module\": \"busy\"}}";
    assertThat(send("POST", "/flow", small(501, noStart)).status()).isEqualTo(400);
    String dangling = "{\"s\": {\"module\": \"start\", \"next\": \"nowhere\"}}";
    refused(send("POST", "/flow", small(501, dangling)), "flow.s.next", "target");
    String two =
        "{\"s\": {\"module\": \"start\", \"next\": \"b\"}, \"t\": {\"module\": \"start\", \"next\":"
            + " \"b\"}, \"b\": {\"module\": \"busy\"}}";
    assertThat(send("POST", "/flow", small(501, two)).status()).isEqualTo(400);
    Answer noJson = send("POST", "/flow", "{");
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.at("/status_message").asText()).isEqualTo("Bad Request");
    assertThat(http.library.book().flows()).isEmpty();
  }

  private static void refused(Answer answer, String field, String rule) {
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
    assertThat(answer.at("/status_code").asInt()).isEqualTo(400);
    assertThat(answer.at("/status_message").asText()).isEqualTo("Bad Request");
    assertThat(answer.at("/result/errors"))
        .as(answer.json().toString())
        .anySatisfy(error -> {
          assertThat(error.path("field").asText()).isEqualTo(field);
          assertThat(error.path("rule").asText()).isEqualTo(rule);
          assertThat(error.path("message").asText()).isNotEmpty();
        });
  }

  @Test
  void longKeysAndTheSpellingOfTrunkAreKept() {
    String flow =
        "{\"s\": {\"module\": \"start\", \"next\": \"p\"}, \"p\": {\"module\": \"pressextension\","
            + " \"next\": {\"1\": \"t\", \"123\": \"t\", \"*\": \"t\"}}, \"t\": {\"module\":"
            + " \"Trunk\", \"uuid\": \"u\"}}";
    Answer made = send("POST", "/flow", small(501, flow));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    assertThat(made.at("/result/flow")).isEqualTo(Json.parse(flow));
  }

  @Test
  void aGetOrDeleteHasNoBody() {
    String uuid = made(501);
    assertThat(send("GET", "/flow/" + uuid, "{}").status()).isEqualTo(400);
    assertThat(send("DELETE", "/flow/" + uuid, "{}").status()).isEqualTo(400);
    assertThat(send("GET", "/flow/" + uuid, "").status()).isEqualTo(200);
  }

  @Test
  void clientsSayWhoTheyAreInThreeHeadersAndForWhomTheyAct() {
    Answer nobody = http.send("GET", "/voip/flow", Map.of(), "");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.at("/status_message").asText()).isEqualTo("Unauthorized");
    assertThat(nobody.at("/status_code").asInt()).isEqualTo(401);
    Map<String, String> wrong =
        Map.of("x-auth-reseller", "r", "x-auth-user", "u", "x-auth-password", "wrong");
    assertThat(http.send("GET", "/voip/flow", wrong, "").status()).isEqualTo(401);
    Map<String, String> forAcme = new HashMap<>(THREE_HEADERS);
    forAcme.put("X-Auth-For", "acme");
    assertThat(http.send("POST", "/voip/flow", forAcme, small(501)).status()).isEqualTo(201);
    assertThat(http.send("GET", "/voip/flow", forAcme, "").at("/result")).hasSize(1);
    assertThat(send("GET", "/flow", "").at("/result")).isEmpty();
    Map<String, String> anna =
        Map.of("x-auth-user", FaceFixture.ACME_USER, "x-auth-password", FaceFixture.ACME_PASSWORD);
    assertThat(http.send("GET", "/voip/flow", anna, "").at("/result")).hasSize(1);
    Map<String, String> elsewhere = new HashMap<>(anna);
    elsewhere.put("X-Auth-For", "others");
    assertThat(http.send("GET", "/voip/flow", elsewhere, "").status()).isEqualTo(403);
  }

  @Test
  void whatFlowsNameIsKeptWithoutShowingSecrets() {
    String user = "{\"user_name\": \"pete\", \"password\": \"s\", \"extension\": 601, \"x\": 1.50}";
    Answer made = send("POST", "/user", user);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/result").has("password")).isFalse();
    assertThat(made.response().body()).contains("\"x\":1.50");
    String one = "/user/" + made.at("/result/uuid").asText();
    assertThat(send("PUT", one, "{\"user_name\": \"p\"}").at("/result").has("extension")).isFalse();
    assertThat(send("GET", "/user", "").at("/result")).hasSize(1);
    assertThat(send("DELETE", one, "").status()).isEqualTo(204);
    refused(send("POST", "/user", "{}"), "user_name", "required");
    for (String kind : new String[] {"group", "sound", "playlist", "mailbox", "trunk"}) {
      Answer thing = send("POST", "/" + kind, "{\"name\": \"a " + kind + "\"}");
      assertThat(thing.status()).as(thing.json().toString()).isEqualTo(201);
      String uuid = thing.at("/result/uuid").asText();
      assertThat(send("GET", "/" + kind + "/" + uuid, "").at("/result/name").asText())
          .isEqualTo("a " + kind);
      refused(send("POST", "/" + kind, "{\"name\": 5}"), "name", "type");
    }
  }

  @Test
  void aPasswordOfTheWrongTypeIsNotRepeated() {
    Answer refused = send("POST", "/user", "{\"user_name\": \"p\", \"password\": 4711}");
    refused(refused, "password", "type");
    assertThat(refused.response().body()).doesNotContain("4711");
  }

  @Test
  void aTrunksCredentialsHaveTheirOwnPath() {
    String uuid = send("POST", "/trunk", "{\"name\": \"t\"}").at("/result/uuid").asText();
    String path = "/trunk/" + uuid + "/auth";
    String rows =
        "[{\"type\": \"ip\", \"ip\": \"192.0.2.1\"}, {\"type\": \"login\","
            + " \"username\": \"u\", \"password\": \"p\"}]";
    Answer set = send("PUT", path, rows);
    assertThat(set.status()).as(set.json().toString()).isEqualTo(200);
    assertThat(send("GET", path, "").at("/result/1/username").asText()).isEqualTo("u");
    assertThat(set.response().body()).doesNotContain("password");
    send("PUT", path, send("GET", path, "").at("/result").toString());
    assertThat(http.library.documents().list(DocumentKind.CALLFLOW_TRUNK, "").getFirst().json())
        .contains("\"password\":\"p\"");
    send("PUT", "/trunk/" + uuid, "{\"name\": \"renamed\"}");
    assertThat(send("GET", path, "").at("/result")).hasSize(2);
    assertThat(send("PUT", path, "{}").status()).isEqualTo(400);
  }

  @Test
  void aNumberReachesItsFlow() {
    String uuid = made(501);
    Answer number =
        send("POST", "/number", "{\"number\": \"+441234567890\", \"flow\": \"" + uuid + "\"}");
    assertThat(number.status()).as(number.json().toString()).isEqualTo(201);
    assertThat(http.library.book().choose("+441234567890").orElseThrow().flow().id())
        .isEqualTo("callflow/" + uuid);
    assertThat(send("GET", "/number", "").at("/result/0/flow").asText()).isEqualTo(uuid);
    for (String wrong : List.of("+44", "012345", "+4412345678901234", "441234x")) {
      String row = "{\"number\": \"" + wrong + "\", \"flow\": \"x\"}";
      refused(send("POST", "/number", row), "number", "pattern");
    }
    refused(
        send("POST", "/number", "{\"number\": \"+4499999\", \"flow\": \"x\"}"), "flow", "target");
  }

  @Test
  void aNumberIsMadeOnce() {
    String row = "{\"number\": \"+442222222222\", \"flow\": \"" + made(501) + "\"}";
    assertThat(send("POST", "/number", row).status()).isEqualTo(201);
    Answer again = send("POST", "/number", row);
    assertThat(again.status()).as(again.json().toString()).isEqualTo(400);
  }

  @Test
  void aNumberWhoseFlowIsGoneHoldsUpNoOtherFlow() {
    String uuid = made(501);
    send("POST", "/number", "{\"number\": \"+442222222222\", \"flow\": \"" + uuid + "\"}");
    http.library.remove(
        new DocumentKey(DocumentKind.CALLFLOW, "", uuid),
        new Author("anna", ""),
        Expectation.present());
    made(502);
  }

  @Test
  void aFlowOfAFileHasTheDayOfItsFile() throws IOException {
    http.close();
    Path flows = Files.createDirectories(folder.resolve("of-files/config/flows/callflow"));
    Path file = flows.resolve("31347d42-00bd-44a5-9b5c-20dc4197a2f6.json");
    Files.writeString(file, small(501));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-05-06T12:00:00Z")));
    http = new FaceFixture(folder.resolve("of-files"), false);
    Answer shown = send("GET", "/flow/31347d42-00bd-44a5-9b5c-20dc4197a2f6", "");
    assertThat(shown.at("/result/created_on").asText()).isEqualTo("2025-05-06");
    assertThat(shown.at("/result/updated_on").asText()).isEqualTo("2025-05-06");
  }

  @Test
  void aFlowStaysAsLongAsANumberLeadsToIt() {
    String uuid = made(501);
    String row = "{\"number\": \"+442222222222\", \"flow\": \"" + uuid + "\"}";
    String number = send("POST", "/number", row).at("/result/uuid").asText();
    refused(send("DELETE", "/flow/" + uuid, ""), "uuid", "target");
    assertThat(send("GET", "/flow/" + uuid, "").status()).isEqualTo(200);
    assertThat(send("DELETE", "/number/" + number, "").status()).isEqualTo(204);
    assertThat(send("DELETE", "/flow/" + uuid, "").status()).isEqualTo(204);
  }

  @Test
  void aFlowOfAllAccountsStaysAsLongAsANumberOfAnyAccountLeadsToIt() {
    String uuid = made(501);
    Map<String, String> forAcme = new HashMap<>(THREE_HEADERS);
    forAcme.put("X-Auth-For", "acme");
    String row = "{\"number\": \"+442222222222\", \"flow\": \"" + uuid + "\"}";
    Answer number = http.send("POST", "/voip/number", forAcme, row);
    assertThat(number.status()).as(number.json().toString()).isEqualTo(201);
    refused(send("DELETE", "/flow/" + uuid, ""), "uuid", "target");
    String path = "/voip/number/" + number.at("/result/uuid").asText();
    assertThat(http.send("DELETE", path, forAcme, "").status()).isEqualTo(204);
    assertThat(send("DELETE", "/flow/" + uuid, "").status()).isEqualTo(204);
  }

  @Test
  void whatASavedFlowLacksIsSaidInAHeader() {
    Answer clean = send("POST", "/group", "{\"name\": \"g\"}");
    assertThat(clean.response().headers().firstValue("X-Dialtree-Findings")).isEmpty();
    Answer warned = send("POST", "/flow", SAMPLE.replace("501", "502"));
    assertThat(warned.status()).as(warned.json().toString()).isEqualTo(201);
    assertThat(warned.response().headers().firstValue("X-Dialtree-Findings").orElseThrow())
        .matches("[1-9][0-9]*; [a-z-]+: .+");
    assertThat(warned.json().size()).isEqualTo(3);
  }

  @Test
  void callersAreToldApartByTheirNumbers() {
    String flow =
        "{\"s\": {\"module\": \"start\", \"next\": \"c\"}, \"c\": {\"module\": \"calleridmatch\","
            + " \"patterns\": [\"^44800\", \"9000$\", \"anonymous\"], \"match\": \"known\","
            + " \"nomatch\": \"stranger\"}, \"known\": {\"module\": \"busy\"}, \"stranger\":"
            + " {\"module\": \"busy\"}}";
    String uuid = send("POST", "/flow", small(501, flow)).at("/result/uuid").asText();
    assertThat(reached(uuid, new Caller("+448001234", false, false))).contains("known");
    assertThat(reached(uuid, new Caller("1239000", false, false))).contains("known");
    assertThat(reached(uuid, new Caller("", true, false))).contains("known");
    assertThat(reached(uuid, new Caller("+491234", false, false))).contains("stranger");
    assertThat(reached(uuid, new Caller("", false, false))).contains("stranger");
  }

  private List<String> reached(String uuid, Caller caller) {
    FlowBook book = http.library.book();
    FlowChoice choice = new FlowChoice(book.flow("callflow/" + uuid).orElseThrow(), List.of());
    CallFacts facts = new CallFacts("c", caller.number(), "1", "1", Map.of(), List.of(), caller);
    return new FlowRun(book)
        .start(choice, facts, 0).commands().stream()
            .flatMap(command ->
                command instanceof FlowCommand.Enter enter
                    ? Stream.of(enter.nodeId())
                    : Stream.empty())
            .toList();
  }

  @Test
  void aMailboxListsItsMessages() {
    String uuid = send("POST", "/mailbox", "{\"name\": \"m\"}").at("/result/uuid").asText();
    assertThat(send("GET", "/mailbox/" + uuid + "/messages", "").at("/result").isArray()).isTrue();
    assertThat(send("GET", "/mailbox/none/messages", "").status()).isEqualTo(404);
  }

  @Test
  void whatWasJustMadeWasNeverUpdated() {
    Answer user = send("POST", "/user", "{\"user_name\": \"pete\"}");
    assertThat(user.at("/result/created_on").asText()).isEqualTo("2026-03-04");
    assertThat(user.at("/result").has("updated_on")).isFalse();
    String one = "/user/" + user.at("/result/uuid").asText();
    assertThat(send("GET", one, "").at("/result/updated_on").asText()).isEqualTo("2026-03-04");
  }

  @Test
  void callsAreForwardedToNumbersInE164FormOnly() {
    String flow =
        "{\"s\": {\"module\": \"start\", \"next\": \"e\"}, \"e\": {\"module\": \"extension\","
            + " \"extensions\": [{\"type\": \"forward\", \"number\": \"%s\"}]}}";
    refused(
        send("POST", "/flow", small(501, flow.formatted("01234"))),
        "flow.e.extensions.0.number",
        "pattern");
    Answer made = send("POST", "/flow", small(501, flow.formatted("+441632960001")));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
  }

  @Test
  void aNumberOfAnotherFlowIsToldByTheFieldTheClientSent() {
    String number = "{\"number\": \"+441234567890\", \"flow\": \"%s\"}";
    assertThat(send("POST", "/number", number.formatted(made(501))).status()).isEqualTo(201);
    refused(send("POST", "/number", number.formatted(made(502))), "number", "unique");
  }

  @Test
  void theContentUrlOfASoundIsGoodForAnybodyAndForAnHour() {
    String uuid = send("POST", "/sound", "{\"name\": \"s\"}").at("/result/uuid").asText();
    byte[] wav = TestLibrary.wav(440);
    http.send("PUT", "/voip/sound/" + uuid + "/audio", THREE_HEADERS, "audio/wav", wav);
    String url = send("GET", "/sound/" + uuid + "/content", "").at("/result/content_url").asText();
    String path = url.substring(http.server.base().length());
    var fetched =
        http.server.exchange("GET", path, Map.of(), new byte[0], BodyHandlers.ofByteArray());
    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).isEqualTo(wav);
    assertThat(http.send("GET", path + "x", Map.of(), "").status()).isEqualTo(404);
    String token = path.substring(path.lastIndexOf('/') + 1);
    Map<String, String> misused = Map.of("x-auth-user", "x", "x-auth-password", token);
    assertThat(http.send("GET", "/voip/flow", misused, "").status()).isEqualTo(401);
    http.clock.pass(Duration.ofMinutes(61));
    assertThat(http.send("GET", path, Map.of(), "").status()).isEqualTo(404);
  }

  @Test
  void whatFlowsNameIsLookedAtFieldByField() {
    refused(send("POST", "/user", "{\"extension\": 700}"), "user_name", "required");
    refused(
        send("POST", "/user", "{\"user_name\": \"a\", \"extension\": 0}"), "extension", "minimum");
    refused(send("POST", "/user", "{\"user_name\": \"a\", \"type\": 5}"), "type", "type");
    refused(send("POST", "/group", "{\"name\": \"g\", \"members\": [1]}"), "members", "type");
    refused(send("POST", "/sound", "{\"name\": \"s\", \"shared\": \"yes\"}"), "shared", "type");
    refused(send("POST", "/playlist", "{\"name\": \"p\", \"sounds\": {}}"), "sounds", "type");
    refused(send("POST", "/mailbox", "{\"name\": \"\", \"beep\": true}"), "name", "minLength");
    refused(send("POST", "/trunk", "{\"name\": \"t\", \"auth\": [5]}"), "auth", "type");
    assertThat(send("POST", "/trunk", "{\"name\": \"t\", \"auth\": \"4711\"}").json().toString())
        .contains("a list of objects")
        .doesNotContain("4711");
    refused(send("POST", "/number", "{\"number\": 5, \"flow\": \"x\"}"), "number", "type");
    assertThat(send("POST", "/user", "{\"user_name\": \"a\", \"extention\": 700}").status())
        .isEqualTo(201);
    assertThat(http.library.findings())
        .extracting(finding -> finding.key() + " " + finding.nearest())
        .containsExactly("extention extension");
  }
}
