package io.dialtree.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.api.access.Role;
import io.dialtree.server.http.HttpStartFailure;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the door promises to every face, over real HTTP. */
class ApiDoorTest {
  private static final Map<String, String> ADMIN = bearer(ApiTestServer.ADMIN);
  private ApiTestServer server;

  @BeforeEach
  void start() throws HttpStartFailure {
    server = new ApiTestServer(new TestFace());
    server.addPrincipal("reader", Role.READ, "a1", "reader-secret");
    server.addPrincipal("writer", Role.WRITE, "a1", "writer-secret");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static Map<String, String> basic(String pair) {
    return Map.of(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private HttpResponse<String> get(String path, Map<String, String> headers) {
    return server.send("GET", path, headers, "");
  }

  @Test
  void strangersLearnNothingNotEvenWhatIsThere() {
    assertThat(get("/t/a1/things", Map.of()).statusCode()).isEqualTo(401);
    assertThat(get("/t/nothing/here/at/all", Map.of()).statusCode()).isEqualTo(401);
    assertThat(server.send("PUT", "/t/a1/things", Map.of(), "x").statusCode()).isEqualTo(401);
    assertThat(get("/t/open", Map.of()).statusCode()).isEqualTo(204);
  }

  @Test
  void theAdministratorsTokenIsGoodInEverySchemeAndEveryAccount() {
    String token = ApiTestServer.ADMIN;
    for (Map<String, String> headers :
        List.of(
            bearer(token),
            basic("anybody@example.org/token:" + token),
            Map.of("X-Auth-Token", token),
            Map.of("x-auth-user", "anybody", "x-auth-password", token))) {
      assertThat(get("/t/any-account/things", headers).body()).isEqualTo("admin");
    }
  }

  @Test
  void aSecretIsGoodWithItsNameOnly() {
    assertThat(get("/t/a1/things", basic("reader:reader-secret")).body()).isEqualTo("reader");
    assertThat(get("/t/a1/things", basic("writer:reader-secret")).statusCode()).isEqualTo(401);
    assertThat(get("/t/a1/things", bearer("reader-secret")).body()).isEqualTo("reader");
  }

  @Test
  void aPrincipalStaysInItsAccountAndItsRole() {
    Map<String, String> reader = bearer("reader-secret");
    Map<String, String> writer = bearer("writer-secret");
    assertThat(get("/t/a2/things", reader).statusCode()).isEqualTo(403);
    assertThat(server.send("POST", "/t/a1/things", reader, "{}").statusCode()).isEqualTo(403);
    assertThat(server.send("POST", "/t/a1/things", writer, "{}").statusCode()).isEqualTo(200);
    assertThat(server.send("DELETE", "/t/a1/things", writer, "").statusCode()).isEqualTo(403);
    assertThat(server.send("DELETE", "/t/a1/things", ADMIN, "").statusCode()).isEqualTo(204);
  }

  @Test
  void whoeverGuessesIsStoppedAfterTenTriesAndMayTryAgainLater() {
    for (int i = 0; i < 10; i++) {
      assertThat(get("/t/a1/things", bearer("guess" + i)).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> stopped = get("/t/a1/things", bearer("guess"));
    assertThat(stopped.statusCode()).isEqualTo(429);
    assertThat(stopped.headers().firstValue("Retry-After")).contains("6");
    server.nanoTime.addAndGet(6_000_000_000L);
    assertThat(get("/t/a1/things", bearer("guess")).statusCode()).isEqualTo(401);
    assertThat(get("/t/a1/things", bearer("guess")).statusCode()).isEqualTo(429);
  }

  @Test
  void everyChangeLeavesOneAuditLineAndNothingElseDoes() {
    get("/t/a1/things", ADMIN);
    server.send("POST", "/t/a1/things", ADMIN, "no json");
    server.send("POST", "/t/a1/things?secret=1", bearer("writer-secret"), "{}");
    assertThat(server.audit)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.principal()).isEqualTo("writer");
          assertThat(line.method()).isEqualTo("POST");
          assertThat(line.path()).isEqualTo("/t/a1/things");
          assertThat(line.source()).isEqualTo("127.0.0.1");
          assertThat(line.toString()).doesNotContain("secret");
        });
  }

  @Test
  void aBodyMayBeAMegabyteAndAudioTen() {
    byte[] long1 = new byte[(1 << 20) + 1];
    HttpResponse<String> refused = server.send("POST", "/t/a1/things", ADMIN, long1);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).isEqualTo("too-large: the body is longer than 1048576 bytes");
    assertThat(server.send("PUT", "/t/a1/audio", ADMIN, new byte[10 << 20]).body())
        .isEqualTo("10485760");
    HttpResponse<String> tooLong =
        server.send("PUT", "/t/a1/audio", ADMIN, new byte[(10 << 20) + 1]);
    assertThat(tooLong.statusCode()).isEqualTo(413);
  }

  @Test
  void aWrongMethodIsToldWhatIsAllowed() {
    HttpResponse<String> wrong = server.send("PATCH", "/t/a1/things", ADMIN, "{}");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, OPTIONS, POST");
  }

  @Test
  void literalsWinOverParametersAndEndingsMayStandOrNot() {
    assertThat(get("/t/a1/things/first", ADMIN).body()).isEqualTo("the literal one");
    assertThat(get("/t/a1/things/5.json", ADMIN).body()).isEqualTo("5");
    assertThat(get("/t/a1/things.json", ADMIN).body()).isEqualTo("admin");
    assertThat(get("/t/files/a/b%2Fc%20d", ADMIN).body()).isEqualTo("a/b/c d");
  }

  @Test
  void brokenJsonIsToldByLineAndColumn() {
    HttpResponse<String> broken =
        server.send("POST", "/t/a1/things", ADMIN, "{\"a\": 1,\n \"a\": 2}");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("line 2").contains("Duplicate");
    assertThat(
            server
                .send("POST", "/t/a1/things", ADMIN, "{\"n\":1.50,\"big\":12345678901234567890}")
                .body())
        .isEqualTo("{\"n\":1.50,\"big\":12345678901234567890}");
  }

  @Test
  void formsAreTakenApart() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nxyz\r\n--b\r\nContent-Disposition:"
            + " form-data; name=\"f\"; filename=\"x.wav\"\r\nContent-Type: audio/wav\r\n\r\n12345\r\n--b--\r\n";
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + ApiTestServer.ADMIN,
            "Content-Type",
            "multipart/form-data; boundary=b");
    assertThat(server.send("POST", "/t/form", headers, form).body())
        .isEqualTo("[a///3, f/x.wav/audio/wav/5]");
  }

  @Test
  void aFaultIsFiveHundredWithARequestIdAndNoDetail() {
    HttpResponse<String> fault = get("/t/fault", ADMIN);
    assertThat(fault.statusCode()).isEqualTo(500);
    assertThat(fault.body())
        .doesNotContain("secret detail")
        .contains(fault.headers().firstValue("X-Request-ID").orElseThrow());
  }

  @Test
  void aStoreThatDoesNotAnswerIsFiveHundredAndThreeAndNotNamed() {
    HttpResponse<String> away = get("/t/away", ADMIN);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("the store does not answer").doesNotContain("db.example.com");
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void guessingInHasteBringsNoMoreTries() {
    AtomicInteger tried = new AtomicInteger();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        String guess = "guess" + i;
        many.execute(() -> {
          if (get("/t/a1/things", bearer(guess)).statusCode() == 401) {
            tried.incrementAndGet();
          }
        });
      }
    }
    assertThat(tried.get()).isBetween(10, 11);
  }

  @Test
  void aPageOfAnotherSiteChangesNothingWithWhatTheBrowserKnows() {
    for (Map<String, String> foreign :
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"))) {
      Map<String, String> headers = new HashMap<>(ADMIN);
      headers.putAll(foreign);
      assertThat(server.send("POST", "/t/a1/things", headers, "{}").statusCode()).isEqualTo(403);
      assertThat(get("/t/a1/things", headers).statusCode()).isEqualTo(200);
    }
    for (Map<String, String> own :
        List.of(Map.of("Sec-Fetch-Site", "same-origin"), Map.of("Origin", server.base()))) {
      Map<String, String> headers = new HashMap<>(ADMIN);
      headers.putAll(own);
      assertThat(server.send("POST", "/t/a1/things", headers, "{}").statusCode()).isEqualTo(200);
    }
  }
}
