package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Api;
import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TcpRelay;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two servers on one PostgreSQL, one of them by a connection that can be cut. */
@Execution(ExecutionMode.SAME_THREAD)
final class SharedDatabaseIT {
  private static final String WALK = "walk-a-menu";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WHILE = Duration.ofSeconds(20);

  private static EmbeddedPostgres postgres;
  private static TcpRelay relay;
  private static ServerUnderTest near;
  private static ServerUnderTest far;
  private Api onNear;
  private Api onFar;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    relay = new TcpRelay(postgres.getPort());
    near = ServerUnderTest.start(TestConfig.create("store: " + url(postgres.getPort())));
    far = ServerUnderTest.start(TestConfig.create("store: " + url(relay.port())));
  }

  private static String url(int port) {
    return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
  }

  @AfterAll
  static void stop() throws IOException {
    far.close();
    near.close();
    relay.close();
    postgres.close();
  }

  @BeforeEach
  void connect() {
    onNear = new Api(near);
    onFar = new Api(far);
  }

  @AfterEach
  void disconnect() {
    onNear.close();
    onFar.close();
  }

  /** Asks for a key; 1 plays that prompt and ends the call. */
  private static String flow(String number, String prompt) {
    return """
    numbers: ["%s"]
    start: ask
    nodes:
      ask:
        menu:
          greeting: %s
          choices: {"1": thanks}
          no-input: {limit: 2, then: bye}
          no-match: {limit: 2, then: bye}
      thanks: {play: {prompt: %s, then: bye}}
      bye: {hangup: {}}
    """
        .formatted(number, Tone.TRANSFER.promptName(), prompt);
  }

  private static byte[] wav(Tone tone) throws IOException {
    Path file = Tools.workFolder("upload").resolve("tone.wav");
    Sound.writeWav(file, Sound.sines(16_000, 600, tone.hz()), 16_000, 1);
    return Files.readAllBytes(file);
  }

  /** Calls, presses 1, and says what was heard then. */
  private static void shouldHear(ServerUnderTest server, String number, Tone tone) {
    try (TestCall call = TestCall.dial(server, WALK, number)) {
      call.awaitTone(Tone.TRANSFER);
      call.press("1");
      call.shouldEndAsWritten();
      assertThat(call.heard().tones()).startsWith(Tone.TRANSFER, tone);
    }
  }

  @Test
  void aChangeOnOneServerAnswersTheNextCallOfTheOther() {
    String path = "/api/v1/flows/shared";
    assertThat(onNear.send("PUT", path, flow("7710", Tone.SALES.promptName())).status())
        .isEqualTo(201);
    Await.until(() -> onFar.send("GET", path, "").status() == 200, SECOND, () -> "no flow");
    shouldHear(far, "7710", Tone.SALES);
    String changed = flow("7710", Tone.SUPPORT.promptName());
    assertThat(onFar.send("PUT", path, changed).status()).isEqualTo(200);
    Await.until(
        () -> onNear.send("GET", path, "").text().equals(changed), SECOND, () -> "no change");
    shouldHear(near, "7710", Tone.SUPPORT);
  }

  @Test
  void aPromptReplacedOnOneServerIsHeardOnTheOther() throws IOException {
    String prompt = "/api/v1/prompts/swapped";
    assertThat(onNear.send("PUT", prompt, wav(Tone.SALES)).status()).isEqualTo(201);
    onNear.send("PUT", "/api/v1/flows/swap", flow("7711", "swapped"));
    Await.until(
        () -> onFar.send("GET", "/api/v1/flows/swap", "").status() == 200, SECOND, () -> "no flow");
    shouldHear(far, "7711", Tone.SALES);
    assertThat(onNear.send("PUT", prompt, wav(Tone.SUPPORT)).status()).isEqualTo(200);
    shouldHear(far, "7711", Tone.SUPPORT);
  }

  @Test
  void aSessionOfOneServerIsGoodOnTheOtherUntilItsPrincipalGoes() {
    String secret =
        onNear
            .send("PUT", "/api/v1/principals/acme", "{\"role\": \"write\", \"account\": \"acme\"}")
            .json()
            .path("secret")
            .asText();
    String token =
        onNear
            .send("PUT", "/v2/api_auth", "{\"data\": {\"api_key\": \"" + secret + "\"}}")
            .json()
            .path("auth_token")
            .asText();
    assertThat(menus(token)).isEqualTo(200);
    onNear.send("DELETE", "/api/v1/principals/acme", "");
    Await.until(() -> menus(token) == 401, SECOND, () -> "the token is good still");
  }

  private int menus(String token) {
    return onFar
        .send("GET", "/v2/accounts/acme/menus", new byte[0], "X-Auth-Token", token)
        .status();
  }

  @Test
  void whileTheDatabaseIsAwayCallsGoOnAndWritesAreRefusedAndNothingIsLost() {
    String path = "/api/v1/flows/cut-off";
    onFar.send("PUT", path, flow("7712", Tone.SALES.promptName()));
    TestCall running = TestCall.dial(far, WALK, "7712");
    running.awaitTone(Tone.TRANSFER);
    relay.cut();
    Path spool = far.data().resolve("waiting-records.jsonl");
    String lost;
    try {
      running.press("1");
      running.shouldEndAsWritten();
      assertThat(running.heard().tones()).startsWith(Tone.TRANSFER, Tone.SALES);
      shouldHear(far, "7712", Tone.SALES);
      Api.Answer refused = onFar.send("PUT", path, flow("7712", Tone.SUPPORT.promptName()));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("detail").asText()).contains("store does not answer");
      assertThat(onFar.send("GET", path, "").status()).isEqualTo(200);
      assertThat(
              onFar
                  .send(
                      "GET", path.replace("/flows/", "/documents/native-flow/") + "/revisions", "")
                  .status())
          .isEqualTo(503);
      assertThat(onFar.send("GET", "/api/v1/cdrs", "").status()).isEqualTo(503);
      assertThat(onFar.send("GET", "/api/v1/prompts", "").status()).isEqualTo(503);
      assertThat(
              onFar
                  .send("GET", "/v2/accounts/acme/menus", new byte[0], "X-Auth-Token", "x")
                  .status())
          .isEqualTo(503);
      assertThat(onFar.send("GET", "/healthz", "").status()).isEqualTo(200);
      assertThat(onFar.send("GET", "/readyz", "").status()).isEqualTo(200);
      Await.until(() -> Files.exists(spool), WHILE, () -> "no records wait");
      lost = running.callId();
      onNear.send("PUT", path, flow("7712", Tone.SUPPORT.promptName()));
    } finally {
      running.close();
      relay.mend();
    }
    Await.until(() -> !Files.exists(spool), WHILE, () -> "records wait still");
    assertThat(onNear.send("GET", "/api/v1/cdrs?flow=cut-off", "").text())
        .contains("\"" + lost + "\"");
    Await.until(
        () -> onFar.send("GET", path, "").text().contains(Tone.SUPPORT.promptName()),
        WHILE,
        () -> "the change of the other server is not known");
    shouldHear(far, "7712", Tone.SUPPORT);
    assertThat(onFar.send("PUT", path, flow("7712", Tone.SALES.promptName())).status())
        .isEqualTo(200);
    assertThat(far.stderr().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
  }
}
