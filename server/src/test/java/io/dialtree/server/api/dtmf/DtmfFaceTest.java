package io.dialtree.server.api.dtmf;

import static io.dialtree.server.api.FaceFixture.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.store.TaskQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Request DTMF over real HTTP, as its clients send it. */
final class DtmfFaceTest {
  private static final String PATH = "/voiceapi/v2/DTMF";
  private static final String FINDINGS = "X-Dialtree-Findings";
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

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

  private Answer post(String body) {
    return http.send("POST", PATH, PRODUCT, body);
  }

  private static String instruction(String more) {
    return "{\"callee\": \"+31600000001\", \"caller\": \"+31851234567\", \"prompt\": \"code\","
        + " \"valid-prompt\": \"thanks\""
        + more
        + "}";
  }

  private int waiting() {
    return http.store.tasks().list(TaskQueue.CALL_JOB, "", 100).size();
  }

  @Test
  void anInstructionIsQueuedAndAnsweredAtOnce() {
    Answer queued = post(instruction(", \"instruction-id\": \"my-1\""));
    assertThat(queued.status()).isEqualTo(200);
    assertThat(queued.at("/type").asText()).isEqualTo("call-queued");
    assertThat(queued.at("/call-id").asText()).matches(UUID);
    assertThat(queued.at("/instruction-id").asText()).isEqualTo("my-1");
    assertThat(queued.at("/caller").asText()).isEqualTo("+31851234567");
    assertThat(queued.at("/callee").asText()).isEqualTo("+31600000001");
    assertThat(queued.at("/success").asBoolean()).isTrue();
    assertThat(queued.json().has("error")).isFalse();
    assertThat(http.store.tasks().find(queued.at("/call-id").asText())).isPresent();
    assertThat(post(instruction("")).json().has("instruction-id")).isFalse();
  }

  @Test
  void severalNumbersAreSeveralCalls() {
    Answer queued =
        post(instruction(", \"callees\": [\"+31600000002\", \"+31600000001\", \"+31600000003\"]"));
    assertThat(queued.json().isArray()).isTrue();
    assertThat(queued.json()).hasSize(3);
    assertThat(waiting()).isEqualTo(3);
  }

  @Test
  void enumerationsAreNamesOrNumbersAndNullIsAbsent() {
    assertThat(
            post(instruction(
                    ", \"prompt-type\": 1, \"valid-prompt-type\": \"tts\","
                        + " \"invalid-prompt-type\": \"TTS_SSML\", \"voicemail-response\": 0,"
                        + " \"voice\": {\"language\": \"en-GB\", \"gender\": 1}"))
                .status())
        .isEqualTo(200);
    assertThat(
            post(instruction(
                    ", \"instruction-id\": null, \"callees\": null, \"anonymous\": false,"
                        + " \"callback-url\": null, \"max-ringing-timeout\": null,"
                        + " \"invalid-prompt\": null, \"min-digits\": null, \"max-digits\":"
                        + " null, \"max-attempts\": null, \"timeout\": null, \"terminators\":"
                        + " null, \"regex\": null, \"voice\": null"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void theLongestInstructionIsTakenAndALongerBodyIsNot() {
    String numbers =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "    \"+316000000" + (10_000 + i) + "\"")
            .collect(Collectors.joining(",\n"));
    String escaped = "\\ud83d\\ude00".repeat(1_000);
    String longest =
        "{\"callees\": ["
            + numbers
            + "], \"caller\": \"+31851234567\", \"prompt\": \""
            + escaped
            + "\", \"valid-prompt\": \""
            + escaped
            + "\", \"invalid-prompt\": \""
            + escaped
            + "\", \"regex\": \""
            + escaped
            + "\", \"callback-url\": \"http://93.184.216.34/"
            + "x".repeat(2_000)
            + "\"}";
    assertThat(post(longest).status()).isEqualTo(200);
    assertThat(http.store.tasks().list(TaskQueue.CALL_JOB, "", 1_001)).hasSize(1_000);
    Answer refused = post(instruction(", \"junk\": \"" + "x".repeat(128 << 10) + "\""));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.at("/message").asText()).contains("131072 bytes");
  }

  @Test
  void thePathHasAnyCase() {
    for (String path : new String[] {"/VoiceApi/V2/dtmf", "/voiceapi/v2/Dtmf"}) {
      assertThat(http.send("POST", path, PRODUCT, instruction("")).status()).isEqualTo(200);
    }
  }

  @Test
  void theProductTokenMustBeGood() {
    Answer wrong = http.send("POST", PATH, Map.of("X-CM-PRODUCTTOKEN", "wrong"), instruction(""));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.response().body().strip()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(http.send("POST", PATH, Map.of(), instruction("")).status()).isEqualTo(401);
    assertThat(http.send("GET", PATH, PRODUCT, "").status()).isEqualTo(405);
    assertThat(waiting()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-ringing-timeout | 9",
        "max-ringing-timeout | 61",
        "timeout | 999",
        "timeout | 10001",
        "min-digits | 0",
        "min-digits | 65",
        "max-digits | 0",
        "max-digits | 65",
        "max-attempts | 0",
        "max-attempts | 11",
        "caller | \"1234567890123456789012345\"",
        "caller | \"\"",
        "callee | \"0612345678\"",
        "callee | \"abc\"",
        "callees | [\"+31600000002\", \"nobody\"]",
        "callees | \"+31600000002\"",
        "regex | \"(\"",
        "terminators | \"x\"",
        "prompt-type | 3",
        "prompt-type | \"Music\"",
        "callback-url | \"ftp://example.com/\"",
        "callback-url | \"http://10.0.0.1/\"",
        "callback-url | \"not a url\"",
        "prompt | 5",
        "anonymous | \"yes\""
      })
  void everyLimitIsRefusedByItsName(String key, String value) {
    Answer refused = post(instruction(", \"" + key + "\": " + value).replaceFirst(twin(key), ""));
    refused(refused, key);
  }

  /** A key that stands in the instruction already is said once only. */
  private static String twin(String key) {
    return "\"" + key + "\": \"[^\"]*\", (?=.*\"" + key + "\")";
  }

  private void refused(Answer refused, String key) {
    assertThat(refused.status()).as(refused.json().toString()).isEqualTo(400);
    assertThat(refused.at("/type").asText()).isEqualTo("call-queued");
    assertThat(refused.at("/success").asBoolean(true)).isFalse();
    assertThat(refused.at("/error").asText()).startsWith(key);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatIsMissingIsNamed() {
    refused(post("{}"), "c");
    refused(post(instruction("").replace("\"caller\": \"+31851234567\", ", "")), "caller");
    refused(post(instruction("").replace("\"callee\": \"+31600000001\", ", "")), "callee");
    refused(post(instruction("").replace(", \"valid-prompt\": \"thanks\"", "")), "valid-prompt");
    refused(post(instruction("").replace("code", "x".repeat(1_001))), "prompt");
    refused(post(instruction(", \"min-digits\": 5, \"max-digits\": 4")), "m");
    assertThat(post("{").status()).isEqualTo(400);
  }

  @Test
  void theOperatorsOwnNetworkMayBeCalledBackWhenItIsListed() {
    assertThat(post(instruction(", \"callback-url\": \"http://127.0.0.1:9/x\"")).status())
        .isEqualTo(200);
  }

  @Test
  void aPathOutOfTheFolderIsRefused() {
    assertThat(
            http.send(
                    "PUT",
                    "/voiceapi/v2/audio/a/..%2f..%2fb.wav",
                    PRODUCT,
                    "audio/wav",
                    new byte[] {1})
                .status())
        .isEqualTo(400);
    assertThat(
            http.send("PUT", "/voiceapi/v2/audio/a/b.wav", PRODUCT, "audio/wav", new byte[] {1})
                .at("/message")
                .asText())
        .contains("audio");
    assertThat(http.send("GET", "/voiceapi/v2/audio/a/b.wav", PRODUCT, "").status()).isEqualTo(404);
  }

  @Test
  void aRefusalNamesEverythingThatIsWrong() {
    Answer refused = post("{\"callee\": \"x\", \"prompt\": \"p\", \"timeout\": 1}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/error").asText())
        .contains("callee: ", "caller: ", "valid-prompt: ", "timeout: ");
  }

  @Test
  void aSlipIsPointedOutInAHeaderOfTheAnswer() {
    Answer queued = post(instruction(", \"max-digit\": 4"));
    assertThat(queued.status()).isEqualTo(200);
    assertThat(queued.response().headers().firstValue(FINDINGS).orElseThrow())
        .isEqualTo(
            "1; unknown-key: max-digit: nobody reads this key; did you mean \"max-digits\"?");
    assertThat(post(instruction("")).response().headers().firstValue(FINDINGS)).isEmpty();
  }

  @Test
  void aNumberBeyondAllBoundsAndHalfACharacterAreRefusedAsAnythingElseIs() {
    for (String value : List.of("1e9999999999", "-1E-9999999999", "[0.1e99999999999999999999]")) {
      Answer refused = post(instruction(", \"more\": " + value));
      refused(refused, value.startsWith("[") ? "the exponent" : "more: the exponent");
    }
    refused(post(instruction(", \"more\": \"\\ud800\"")), "more: half a character");
    refused(post(instruction(", \"\\udc00\": 1")), "Unexpected low surrogate");
  }
}
