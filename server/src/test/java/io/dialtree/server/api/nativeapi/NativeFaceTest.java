package io.dialtree.server.api.nativeapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.Prompt;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.Broken;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.call.LiveCall;
import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.Expectation;
import io.dialtree.store.CallRow;
import io.dialtree.store.EventRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFaceTest {
  private static final String FLOW =
      """
      # kept, word for word
      numbers: ["%s"]
      start: a
      nodes:
        a: {hangup: {prompt: {say: %s}}}
      """;

  @TempDir private Path folder;
  private NativeFixture fixture;
  private ApiTestServer server;

  @BeforeEach
  void start() throws HttpStartFailure, IOException {
    Files.createDirectories(folder.resolve("flows"));
    Files.writeString(folder.resolve("flows/of-a-file.yaml"), FLOW.formatted("9000", "file"));
    Files.createDirectories(folder.resolve("prompts"));
    Files.write(folder.resolve("prompts/house.wav"), TestLibrary.wav(350));
    fixture = new NativeFixture(folder);
    server = new ApiTestServer((principals, auth) -> List.of(fixture.face(principals, auth)));
  }

  @AfterEach
  void stop() {
    server.close();
    fixture.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    Map<String, String> all =
        new HashMap<>(Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return server.send(method, path, all, body);
  }

  private JsonNode ok(int status, String method, String path, String body, String... headers) {
    HttpResponse<String> response = send(method, path, body, headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body().isEmpty() ? Json.object() : Json.parse(response.body());
  }

  @Test
  void aFlowIsReachedByTheNextCallAndComesBackWordForWord() {
    String text = FLOW.formatted("100", "hello");
    assertThat(ok(201, "PUT", "/api/v1/flows/front", text).path("number").asInt()).isEqualTo(1);
    assertThat(fixture.documents.library.book().choose("100")).isPresent();
    HttpResponse<String> back = send("GET", "/api/v1/flows/front", "");
    assertThat(back.body()).isEqualTo(text);
    assertThat(back.headers().firstValue("Content-Type")).contains("application/yaml");
    JsonNode list = ok(200, "GET", "/api/v1/flows", "").path("flows");
    assertThat(list.at("/0/id").asText()).isEqualTo("front");
    assertThat(list.at("/0/numbers/0").asText()).isEqualTo("100");
    assertThat(list.at("/1/file").asText()).endsWith("of-a-file.yaml");
  }

  @Test
  void aBrokenFlowIsRefusedByLineAndKey() {
    JsonNode refused =
        ok(400, "PUT", "/api/v1/flows/front", "start: a\nnodes:\n  a: {hangupp: {}}\n");
    JsonNode finding = refused.at("/findings/0");
    assertThat(finding.path("severity").asText()).isEqualTo("error");
    assertThat(finding.path("line").asInt()).isEqualTo(3);
    assertThat(refused.path("detail").asText()).isNotEmpty();
    assertThat(ok(200, "GET", "/api/v1/flows", "").path("flows")).hasSize(1);
  }

  @Test
  void aWriterWhoHasSeenAnOldRevisionIsToldSo() {
    HttpResponse<String> made = send("PUT", "/api/v1/flows/front", FLOW.formatted("100", "one"));
    String revision = made.headers().firstValue("ETag").orElseThrow();
    ok(200, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "two"), "If-Match", revision);
    ok(409, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "three"), "If-Match", revision);
    ok(409, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "new"), "If-None-Match", "*");
  }

  @Test
  void aFlowOfAFileIsChangedInItsFileOnly() {
    JsonNode refused = ok(409, "PUT", "/api/v1/flows/of-a-file", FLOW.formatted("1", "x"));
    assertThat(refused.path("detail").asText()).contains("of-a-file.yaml");
    ok(409, "DELETE", "/api/v1/flows/of-a-file", "");
  }

  @Test
  void everyRevisionIsKeptComparedAndRestored() {
    ok(201, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "one"), "X-Change-Reason", "first");
    ok(200, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "two"));
    String all = "/api/v1/documents/native-flow/front/revisions";
    JsonNode list = ok(200, "GET", all, "").path("revisions");
    assertThat(list).hasSize(2);
    assertThat(list.at("/1/why").asText()).isEqualTo("first");
    assertThat(list.at("/1/principal").asText()).isEqualTo("admin");
    assertThat(send("GET", all + "/2/diff", "").body())
        .contains("-  a: {hangup: {prompt: {say: one}}}")
        .contains("+  a: {hangup: {prompt: {say: two}}}");
    ok(200, "POST", all + "/1/restore", "");
    assertThat(send("GET", "/api/v1/flows/front", "").body()).contains("say: one");
    assertThat(ok(200, "GET", all, "").at("/revisions/0/why").asText())
        .isEqualTo("restored revision 1");
    ok(404, "GET", all + "/9", "");
    ok(400, "GET", all + "/x", "");
  }

  @Test
  void passwordsComeBackWithARevisionAndAreShownToNobody() {
    DocumentKey trunk = new DocumentKey(DocumentKind.CALLFLOW_TRUNK, "", "t");
    Author author = new Author("anna", "");
    String text =
        """
        {"name": "t%d", "password": "outer-secret",
         "auth": [{"type": "login", "username": "u", "password": "inner-secret-%d"}]}
        """;
    for (int i = 1; i <= 2; i++) {
      fixture.documents.library.put(trunk, text.formatted(i, i), author, Expectation.none());
    }
    String all = "/api/v1/documents/callflow-trunk/t/revisions";
    assertThat(send("GET", all + "/1", "").body()).contains("t1").doesNotContain("secret");
    assertThat(send("GET", all + "/2/diff", "").body())
        .contains("t1", "t2")
        .doesNotContain("secret", "password");
    assertThat(send("GET", all + "/1/diff?from=0", "").body()).doesNotContain("secret");
    assertThat(send("GET", all, "").body()).doesNotContain("secret");
    ok(200, "POST", all + "/1/restore", "");
    assertThat(fixture.documents.library.find(trunk).orElseThrow().json())
        .isEqualTo(text.formatted(1, 1));
  }

  @Test
  void theFirstRevisionComparesAsAFileThatWasNotThere() {
    String text = FLOW.formatted("100", "one");
    ok(201, "PUT", "/api/v1/flows/front", text);
    String all = "/api/v1/documents/native-flow/front/revisions";
    long lines = text.lines().count();
    String diff = send("GET", all + "/1/diff", "").body();
    assertThat(diff).contains("@@ -0,0 +1," + lines + " @@\n");
    assertThat(diff.lines().skip(3)).allMatch(line -> line.startsWith("+")).hasSize((int) lines);
    assertThat(ok(404, "GET", all + "/9/diff", "").path("detail").asText()).contains("revision 9");
    assertThat(ok(404, "GET", all + "/1/diff?from=8", "").path("detail").asText())
        .contains("revision 8");
  }

  @Test
  void aCheckChangesNothing() {
    JsonNode checked =
        ok(200, "POST", "/api/v1/flows/front/check", FLOW.formatted("9000", "twice"));
    assertThat(checked.at("/findings/0/rule").asText()).isEqualTo("unique");
    ok(404, "GET", "/api/v1/flows/front", "");
  }

  @Test
  void aNumberLeadsToADocumentThatIsThere() {
    ok(400, "PUT", "/api/v1/numbers/3000", "{\"target\": \"native/nothing\"}");
    ok(201, "PUT", "/api/v1/numbers/3000", "{\"target\": \"native/of-a-file\"}");
    ok(201, "PUT", "/api/v1/numbers/%5E49.*", "{\"target\": \"native/of-a-file\"}");
    assertThat(fixture.documents.library.book().choose("3000")).isPresent();
    assertThat(fixture.documents.library.book().choose("4930")).isPresent();
    ok(200, "DELETE", "/api/v1/numbers/3000", "");
    assertThat(fixture.documents.library.book().choose("3000")).isEmpty();
  }

  @Test
  void aPromptIsKnownByItsContentAndHeardFromTheNextPlay() {
    byte[] wav = TestLibrary.wav(440);
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN, "Content-Type", "text/plain");
    HttpResponse<String> made = server.send("PUT", "/api/v1/prompts/welcome", headers, wav);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(Json.parse(made.body()).path("duration_ms").asInt()).isEqualTo(500);
    assertThat(fixture.documents.shelf.clips(List.of(new Prompt.Named("welcome")))).hasSize(1);
    ok(415, "PUT", "/api/v1/prompts/welcome", "no audio", "Content-Type", "audio/wav");
    ok(415, "PUT", "/api/v1/prompts/welcome", "RIFF....WAVEbroken");
    ok(400, "PUT", "/api/v1/prompts/a%2Fb%2F..", "x");
    HttpResponse<byte[]> back =
        server.exchange(
            "GET", "/api/v1/prompts/welcome", headers, new byte[0], BodyHandlers.ofByteArray());
    assertThat(back.body()).isEqualTo(wav);
    assertThat(ok(200, "GET", "/api/v1/prompts", "").at("/prompts/0/media_type").asText())
        .isEqualTo("audio/x-wav");
    ok(204, "DELETE", "/api/v1/prompts/welcome", "");
    ok(404, "GET", "/api/v1/prompts/welcome", "");
  }

  @Test
  void audioThatIsEmptyOrTooLongIsRefusedForItsLengthAndNotForItsType() {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
    for (byte[] empty : List.of(new byte[0], eightBitWav(0))) {
      HttpResponse<String> refused = server.send("PUT", "/api/v1/prompts/long", headers, empty);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
      assertThat(Json.parse(refused.body()).at("/findings/0/rule").asText()).isEqualTo("length");
    }
    HttpResponse<String> refused =
        server.send("PUT", "/api/v1/prompts/long", headers, eightBitWav(1_801));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
    assertThat(Json.parse(refused.body()).path("detail").asText()).contains("longer than 30");
  }

  /** Silence of 4000 samples a second, of which half an hour has less than 10 MB. */
  private static byte[] eightBitWav(int seconds) {
    int bytes = 4_000 * seconds;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF_8)).putInt(36 + bytes).put("WAVEfmt ".getBytes(UTF_8)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(4_000).putInt(4_000);
    wav.putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(UTF_8)).putInt(bytes);
    return wav.array();
  }

  @Test
  void aPromptOfTheFolderIsShownAndChangedThereOnly() {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
    HttpResponse<byte[]> shown =
        server.exchange(
            "GET", "/api/v1/prompts/house", headers, new byte[0], BodyHandlers.ofByteArray());
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).isEqualTo(TestLibrary.wav(350));
    JsonNode listed = ok(200, "GET", "/api/v1/prompts", "").at("/prompts/0");
    assertThat(listed.path("name").asText()).isEqualTo("house");
    assertThat(listed.path("bytes").asInt()).isEqualTo(shown.body().length);
    assertThat(ok(409, "DELETE", "/api/v1/prompts/house", "").path("detail").asText())
        .contains("house.wav");
  }

  @Test
  void whoIsKnownKeepsItsSecretUntilANewOneIsAskedFor() {
    String ops = "/api/v1/principals/ops";
    JsonNode made = ok(201, "PUT", ops, "{\"role\": \"read\"}");
    Map<String, String> old = Map.of("Authorization", "Bearer " + made.path("secret").asText());
    JsonNode changed = ok(200, "PUT", ops, "{\"role\": \"write\", \"account\": \"acme\"}");
    assertThat(changed.has("secret")).isFalse();
    assertThat(server.send("GET", "/api/v1/flows", old, "").statusCode()).isEqualTo(200);
    JsonNode renewed = ok(200, "PUT", ops, "{\"role\": \"write\", \"new_secret\": true}");
    assertThat(renewed.path("secret").asText()).isNotEmpty();
    assertThat(server.send("GET", "/api/v1/flows", old, "").statusCode()).isEqualTo(401);
    ok(400, "PUT", ops, "{\"role\": \"write\", \"new_secret\": \"yes\"}");
  }

  @Test
  void aRunningCallIsShownAndHungUp() {
    fixture.live.add(
        new LiveCall("c@1", "1", "2000", "", "main", "r", "main/a", "2026-01-01T00:00:00Z", ""));
    assertThat(ok(200, "GET", "/api/v1/calls", "").at("/calls/0/call_id").asText())
        .isEqualTo("c@1");
    assertThat(ok(200, "GET", "/api/v1/calls/c@1", "").path("state").asText()).isEqualTo("live");
    ok(202, "DELETE", "/api/v1/calls/c@1", "");
    ok(404, "DELETE", "/api/v1/calls/c@1", "");
    fixture.feed.accept(row("k1", "c@1", Instant.EPOCH));
    assertThat(ok(200, "GET", "/api/v1/calls/c@1", "").path("state").asText()).isEqualTo("ended");
  }

  private static CallRow row(String key, String callId, Instant start) {
    String json = "{\"call_id\":\"" + callId + "\",\"start\":\"" + start + "\"}";
    return new CallRow(key, start, start, "+1", "2000", "main", "completed", json);
  }

  @Test
  void recordsAreFoundByTimeFlowAndCallerInPages() {
    List<io.dialtree.store.StoredRecord> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(row("k" + i, "c" + i, Instant.ofEpochSecond(1_000 + i)));
    }
    fixture.store.records().write(rows);
    JsonNode page = ok(200, "GET", "/api/v1/cdrs?limit=2&flow=main&caller=%2B1", "");
    assertThat(page.at("/cdrs/0/call_id").asText()).isEqualTo("c4");
    JsonNode next = ok(200, "GET", "/api/v1/cdrs?limit=9&after=" + page.path("next").asText(), "");
    assertThat(next.path("cdrs")).hasSize(3);
    assertThat(next.has("next")).isFalse();
    String from = Instant.ofEpochSecond(1_003).toString();
    assertThat(ok(200, "GET", "/api/v1/cdrs?from=" + from, "").path("cdrs")).hasSize(2);
    assertThat(ok(200, "GET", "/api/v1/cdrs/k3", "").path("call_id").asText()).isEqualTo("c3");
    assertThat(ok(400, "GET", "/api/v1/cdrs?from=yesterday", "").at("/findings/0/key").asText())
        .isEqualTo("from");
  }

  @Test
  void eventsComeAsTheyHappenAndWhatWasMissedFirst() throws IOException {
    fixture.feed.accept(
        new EventRow("e1", Instant.EPOCH, "call-started", "c1", "{\"call_id\":\"c1\"}"));
    fixture.feed.accept(
        new EventRow("e2", Instant.EPOCH, "call-started", "c2", "{\"call_id\":\"c2\"}"));
    HttpResponse<InputStream> stream =
        server.exchange(
            "GET",
            "/api/v1/events",
            Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN, "Last-Event-ID", "1"),
            new byte[0],
            BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      assertThat(until(lines, "data:"))
          .contains("id: 2", "event: call-started")
          .last()
          .asString()
          .contains("\"c2\"");
      fixture.feed.accept(row("k", "c2", Instant.EPOCH));
      assertThat(until(lines, "data:"))
          .contains("id: 3", "event: call-ended")
          .last()
          .asString()
          .contains("\"c2\"");
    }
  }

  private HttpResponse<InputStream> follow() {
    return server.exchange(
        "GET",
        "/api/v1/events",
        Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN),
        new byte[0],
        BodyHandlers.ofInputStream());
  }

  @Test
  void aHundredClientsFollowEventsAndWhoLeavesMakesRoomForAnother() throws IOException {
    assertThat(send("HEAD", "/api/v1/events", "").statusCode()).isEqualTo(200);
    List<HttpResponse<InputStream>> streams = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      streams.add(follow());
    }
    assertThat(streams).extracting(HttpResponse::statusCode).containsOnly(200);
    HttpResponse<InputStream> refused = follow();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    streams.getFirst().body().close();
    long giveUpNs = System.nanoTime() + 10_000_000_000L;
    for (int status = 429; status != 200; status = follow().statusCode()) {
      assertThat(System.nanoTime() - giveUpNs).as("there is no room").isNegative();
    }
    for (HttpResponse<InputStream> stream : streams) {
      stream.body().close();
    }
  }

  private static List<String> until(BufferedReader lines, String beginning) throws IOException {
    List<String> read = new ArrayList<>();
    do {
      read.add(lines.readLine());
    } while (!read.getLast().startsWith(beginning));
    return read;
  }

  @Test
  void aPrincipalGetsItsSecretOnceAndIsLetInUntilItIsRemoved() {
    JsonNode made = ok(201, "PUT", "/api/v1/principals/ops", "{\"role\": \"read\"}");
    Map<String, String> headers = Map.of("Authorization", "Bearer " + made.path("secret").asText());
    assertThat(server.send("GET", "/api/v1/flows", headers, "").statusCode()).isEqualTo(200);
    assertThat(server.send("GET", "/api/v1/principals", headers, "").statusCode()).isEqualTo(403);
    assertThat(send("GET", "/api/v1/principals", "").body())
        .contains("\"ops\"")
        .doesNotContain(made.path("secret").asText());
    ok(204, "DELETE", "/api/v1/principals/ops", "");
    assertThat(server.send("GET", "/api/v1/flows", headers, "").statusCode()).isEqualTo(401);
    ok(400, "PUT", "/api/v1/principals/ops", "{\"role\": \"king\"}");
    ok(400, "PUT", "/api/v1/principals/ops", "{\"role\": \"read\", \"secret\": \"short\"}");
  }

  @Test
  void whoIsBoundToAnAccountSeesItsOwnAndNoCalls() {
    server.addPrincipal("acme", Role.WRITE, "acme", "a long enough secret");
    Map<String, String> acme = Map.of("Authorization", "Bearer a long enough secret");
    assertThat(server.send("PUT", "/api/v1/flows/own", acme, FLOW.formatted("7", "x")).statusCode())
        .isEqualTo(201);
    assertThat(server.send("GET", "/api/v1/flows/own", acme, "").statusCode()).isEqualTo(200);
    ok(404, "GET", "/api/v1/flows/own", "");
    assertThat(server.send("GET", "/api/v1/calls", acme, "").statusCode()).isEqualTo(403);
    assertThat(
            server
                .send("GET", "/api/v1/documents/native-flow/own/revisions?account=other", acme, "")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void theServerIsReloadedAndDrained() throws IOException {
    Files.writeString(folder.resolve("flows/more.yaml"), FLOW.formatted("9001", "more"));
    assertThat(ok(200, "POST", "/api/v1/server/reload", "").path("changed").asInt()).isEqualTo(1);
    ok(202, "POST", "/api/v1/server/drain", "");
    assertThat(fixture.stopped).isTrue();
  }

  @Test
  void brokenFlowsNeverBreakTheServerAndAreToldWhatIsWrong() {
    String good =
        "{\"numbers\": [\"5\"], \"start\": \"a\", \"nodes\": {\"a\": {\"menu\": {\"greeting\": {\"say\": \"x\"},"
            + " \"choices\": {\"1\": \"b\"}, \"no-input\": {\"limit\": 2, \"then\": \"b\"},"
            + " \"no-match\": {\"limit\": 2, \"then\": \"b\"}}}, \"b\": {\"hangup\": {}}}}";
    List<String> bodies = new ArrayList<>(Broken.nonsense());
    bodies.addAll(Broken.versions(good, 200, 3));
    for (String body : bodies) {
      HttpResponse<String> response = send("PUT", "/api/v1/flows/broken", body);
      assertThat(response.statusCode()).as(body).isIn(200, 201, 400);
      if (response.statusCode() == 400) {
        assertThat(Json.parse(response.body()).path("detail").asText()).as(body).isNotEmpty();
      }
    }
  }

  @Test
  void whoHasTheNewestAlreadyIsNotSentItAgain() {
    ok(201, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "one"));
    String tag = send("GET", "/api/v1/flows/front", "").headers().firstValue("ETag").orElseThrow();
    String tags = "\"other\", W/" + tag;
    HttpResponse<String> same = send("GET", "/api/v1/flows/front", "", "If-None-Match", tags);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    ok(200, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "two"));
    ok(200, "GET", "/api/v1/prompts", "", "If-None-Match", tag);
    assertThat(send("GET", "/api/v1/flows/front", "", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aPrincipalWithAKeyWrittenWrongIsRefusedInsteadOfBoundToNothing() {
    JsonNode refused =
        ok(400, "PUT", "/api/v1/principals/acme", "{\"role\": \"write\", \"acount\": \"acme\"}");
    assertThat(refused.at("/findings/0/nearest").asText()).isEqualTo("account");
    ok(400, "PUT", "/api/v1/principals/acme", "{\"role\": \"read\", \"account\": \"\\u0000\"}");
    assertThat(ok(200, "GET", "/api/v1/principals", "").path("principals")).isEmpty();
  }

  private HttpResponse<String> as(String token, String method, String path, byte[] body) {
    return server.send(method, path, Map.of("Authorization", "Bearer " + token), body);
  }

  private HttpResponse<String> as(String token, String method, String path, String body) {
    return as(token, method, path, body.getBytes(UTF_8));
  }

  @Test
  void theAdministratorSeesAndChangesWhatIsAnAccounts() {
    String wa = "the token of the account wa";
    server.addPrincipal("wa", Role.WRITE, "wa", wa);
    as(wa, "PUT", "/api/v1/flows/front", FLOW.formatted("100", "hello"));
    as(wa, "PUT", "/api/v1/numbers/790", "{\"target\": \"front\"}");
    JsonNode numbers = ok(200, "GET", "/api/v1/numbers", "").path("numbers");
    assertThat(numbers.at("/0/account").asText()).isEqualTo("wa");
    assertThat(ok(200, "GET", "/api/v1/flows", "").findValuesAsText("account")).contains("wa");
    assertThat(ok(200, "GET", "/api/v1/flows?account=wa", "").at("/flows/0/id").asText())
        .isEqualTo("front");
    ok(200, "GET", "/api/v1/numbers/790?account=wa", "");
    ok(404, "GET", "/api/v1/numbers/790", "");
    ok(200, "DELETE", "/api/v1/numbers/790?account=wa", "");
    assertThat(as(wa, "GET", "/api/v1/flows?account=other", "").statusCode()).isEqualTo(403);
  }

  @Test
  void anAccountGivesSystemPromptsNoOtherAudio() {
    String wa = "the token of the account wa";
    server.addPrincipal("wa", Role.WRITE, "wa", wa);
    byte[] audio = TestLibrary.wav(440);
    for (String name : List.of("vm-goodbye", "vm-goodbye.de", "digit-1", "hold-music")) {
      assertThat(as(wa, "PUT", "/api/v1/prompts/" + name, audio).statusCode()).isEqualTo(409);
    }
    assertThat(as(wa, "PUT", "/api/v1/prompts/own", audio).statusCode()).isEqualTo(201);
    ok(404, "GET", "/api/v1/prompts/own", "");
    assertThat(send("GET", "/api/v1/prompts/own?account=wa", "").statusCode()).isEqualTo(200);
  }

  @Test
  void anAccountIsToldItsOwnFindingsAndNoOthers() {
    String acme = "the token of the account acme";
    server.addPrincipal("acme", Role.WRITE, "acme", acme);
    String lost =
        FLOW.formatted("1", "x").replace("{hangup: {prompt: {say: x}}}", "{goto: {flow: y}}");
    as(acme, "PUT", "/api/v1/flows/a", lost);
    ok(201, "PUT", "/api/v1/flows/b", FLOW.formatted("2", "x").replace("{say: x}", "nothing"));
    JsonNode own = Json.parse(as(acme, "GET", "/api/v1/findings", "").body()).path("findings");
    assertThat(own.findValuesAsText("file")).containsOnly("native-flow/acme/a");
    assertThat(ok(200, "GET", "/api/v1/findings", "").findValuesAsText("rule"))
        .contains("missing-prompt");
    JsonNode refused =
        Json.parse(as(acme, "PUT", "/api/v1/numbers/77", "{\"target\": \"x\"}").body());
    assertThat(refused.at("/findings/0/rule").asText()).isEqualTo("target");
  }

  @Test
  void theFindingsPointAtTheWordsTheyAreAbout() {
    String lost =
        FLOW.formatted("1", "x").replace("{hangup: {prompt: {say: x}}}", "{goto: {flow: y}}");
    ok(201, "PUT", "/api/v1/flows/a", lost);
    assertThat(ok(200, "GET", "/api/v1/findings", "").path("findings"))
        .anySatisfy(finding -> {
          assertThat(finding.path("rule").asText()).isEqualTo("missing-flow");
          assertThat(finding.path("line").asInt()).isEqualTo(5);
          assertThat(finding.path("column").asInt()).isEqualTo(1 + "  a: {goto: {flow: ".length());
        });
  }

  @Test
  void aBrokenNewVersionOfAFileIsAmongTheFindings() throws IOException {
    Files.writeString(folder.resolve("flows/of-a-file.yaml"), "nodes: [");
    ok(200, "POST", "/api/v1/server/reload", "");
    assertThat(ok(200, "GET", "/api/v1/findings", "").findValuesAsText("rule")).contains("parse");
    JsonNode flow = ok(200, "GET", "/api/v1/flows", "").at("/flows/0");
    assertThat(flow.path("errors").asInt()).isPositive();
  }

  @Test
  void theFindingsSayWhatIsNotAvailable() {
    String flow =
        "{\"name\": \"f\", \"extension\": 501, \"flow\": {\"s\": {\"module\": \"start\","
            + " \"next\": \"v\"}, \"v\": {\"module\": \"voicemail\", \"mailboxes\": [\"m9\"]}}}";
    fixture.documents.library.put(
        DocumentKey.shared(DocumentKind.CALLFLOW, "f1"),
        flow,
        Author.of("anna"),
        Expectation.none());
    JsonNode findings = ok(200, "GET", "/api/v1/findings", "");
    assertThat(findings.findValuesAsText("rule")).contains("not-available", "target");
    assertThat(findings.findValuesAsText("message")).contains("there is no mailbox m9");
  }
}
