package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.scenarios.harness.Api;
import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.ToneMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a call when it is over: its record, two lines of output, its counts. */
@ExtendWith(SharedServer.class)
final class RecordsIT {
  /** Two channels of 16 bits, 8000 samples a second. */
  private static final int WAV_BYTES_PER_MS = 32;

  @Test
  void shouldRecordWhoCalledWhatWasHeardAndHowItEnded(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000")) {
      call.awaitTone(Tone.GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      JsonNode json = record.json();
      assertThat(json.path("from").asText()).contains("caller");
      assertThat(json.path("to").asText()).contains("1000");
      assertThat(json.path("flow").asText()).isEqualTo("reception");
      assertThat(json.path("revision").asText()).isNotBlank();
      assertThat(record.path()).as("the nodes of the call").contains(",");
      assertThat(record.endWho()).isEqualTo("us");
      assertThat(record.endSlug()).isEqualTo("completed");
      shouldBeInOrder(json);
    }
  }

  private static void shouldBeInOrder(JsonNode json) {
    Instant start = Instant.parse(json.path("start").asText());
    Instant answer = Instant.parse(json.path("answer").asText());
    Instant end = Instant.parse(json.path("end").asText());
    assertThat(answer).isBetween(start, end);
    long pressedMs = json.path("digits").path(0).path("at_ms").asLong(-1);
    assertThat(pressedMs).isBetween(1L, end.toEpochMilli() - start.toEpochMilli());
  }

  /** The record as the API shows it; it comes to the store a moment after the file. */
  private static JsonNode overHttp(Api api, String callId) {
    Supplier<Optional<JsonNode>> find =
        () ->
            api.send("GET", "/api/v1/cdrs?limit=1000", "")
                .json()
                .path("cdrs")
                .valueStream()
                .filter(it -> it.path("call_id").asText().equals(callId))
                .findFirst();
    Await.until(() -> find.get().isPresent(), TestCall.SOON, () -> "no record of " + callId);
    return find.get().orElseThrow();
  }

  @Test
  void theKeysOfACallStandInItsRecordInTheirOrderOverHttpToo(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "6000");
        Api api = new Api(server)) {
      call.awaitTone(Tone.GREETING);
      call.press("7");
      call.awaitTone(Tone.GREETING, 2);
      call.press("8");
      JsonNode keys = call.shouldEndAsWritten().json().path("digits");

      assertThat(keys.valueStream().map(it -> it.path("digit").asText())).containsExactly("7", "8");
      assertThat(keys.valueStream().map(it -> it.path("source").asText())).containsOnly("event");
      assertThat(keys.path(0).path("at_ms").asLong())
          .isPositive()
          .isLessThan(keys.path(1).path("at_ms").asLong());
      assertThat(overHttp(api, call.callId()).path("digits")).isEqualTo(keys);
    }
  }

  @Test
  void theKeysOfASecretNumberAreNowhereInWhatTheServerKeepsOrSays(ServerUnderTest server)
      throws IOException {
    String secret = "582031";
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "6100");
        Api api = new Api(server)) {
      call.awaitTone(Tone.GREETING);
      call.press(secret);
      call.shouldEndAsWritten();

      JsonNode record = overHttp(api, call.callId());
      assertThat(record.path("digits").valueStream().map(it -> it.path("digit").asText()))
          .hasSize(6)
          .containsOnly("x");
      try (Stream<Path> files = Files.walk(server.data())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secret);
        }
      }
      assertThat(String.join("\n", server.stdout()) + server.stderr()).doesNotContain(secret);
    }
  }

  @Test
  void aRequestedCallLeavesARecordWithTheIdItsClientGaveItAndWithoutKeys(ServerUnderTest server) {
    try (Api api = new Api(server)) {
      String instruction =
          """
          {"callee": "+31600000001", "caller": "+31851234567", "prompt": "Your code, please",
           "valid-prompt": "Thank you", "instruction-id": "mine-1"}\
          """;
      String callId =
          api.send(
                  "POST",
                  "/voiceapi/v2/DTMF",
                  instruction.getBytes(StandardCharsets.UTF_8),
                  "X-CM-PRODUCTTOKEN",
                  server.adminToken())
              .json()
              .path("call-id")
              .asText();
      assertThat(callId).isNotEmpty();
      JsonNode record = overHttp(api, callId);

      assertThat(record.path("instruction_id").asText()).isEqualTo("mine-1");
      assertThat(record.path("to").asText()).isEqualTo("+31600000001");
      assertThat(record.path("result").path("code").asInt()).isEqualTo(11);
      assertThat(record.path("end_reason").path("slug").asText()).isEqualTo("not-placed");
      assertThat(record.has("digits")).isFalse();
      assertThat(api.send("GET", "/api/v1/cdrs/" + callId, "").json()).isEqualTo(record);
    }
  }

  @Test
  void shouldCountThePacketsOfBothDirections(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "basic-call", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      int heard = call.peer().packets().size();
      assertThat(record.rtp("out")).isBetween((long) heard, heard + 3L);
      assertThat(record.rtp("in")).isBetween(300L, 400L);
      assertThat(record.rtp("lost")).isZero();
      assertThat(record.rtp("late")).isZero();
    }
  }

  @Test
  void shouldRecordARefusedCallWithItsSipCode(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "no-common-codec", "1100")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.json().path("end_reason").path("sip_code").asInt()).isEqualTo(488);
      assertThat(record.endWho()).isEqualTo("caller");
      assertThat(record.json().path("answer").asText(""))
          .as("there was no answer")
          .isIn("", "null");
    }
  }

  @Test
  void shouldPrintOneLineOfJsonForTheStartAndOneForTheEnd(ServerUnderTest server)
      throws IOException {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1801")) {
      call.shouldEndAsWritten();

      Await.until(
          () -> linesOf(server, call).size() == 2,
          TestCall.SOON,
          () -> "the lines of the call: " + linesOf(server, call));
      List<String> lines = linesOf(server, call);
      ObjectMapper json = new ObjectMapper();
      for (String line : lines) {
        assertThat(json.readTree(line).isObject()).as(line).isTrue();
      }
      assertThat(lines.get(1)).contains("completed");
    }
  }

  @Test
  void aRecordingPlaysUpToTheMomentItsServerWasKilled() throws Exception {
    ServerUnderTest server = ServerUnderTest.start(TestConfig.create());
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "7200")) {
      call.awaitEndOf(Tone.GREETING);
      call.awaitTone(Tone.TIMEOUT);
      Path file = onlyFile(server.data().resolve("recordings"));
      // The file is half a second behind the call, on a busy machine perhaps more.
      double greetingMs =
          call.heard().runsOf(Tone.GREETING).getLast().endMs()
              - call.peer().packets().getFirst().atMs();
      Await.until(
          () -> file.toFile().length() > WAV_BYTES_PER_MS * (greetingMs + 200),
          TestCall.SOON,
          () -> "the recording stays at " + file.toFile().length() + " bytes");
      server.kill();
      server.awaitExit(TestCall.SOON);

      try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
        assertThat(audio.getFormat().getChannels()).isEqualTo(2);
        assertThat(44 + 4 * audio.getFrameLength())
            .as("what the header tells is there")
            .isLessThanOrEqualTo(Files.size(file));
        short[] right = right(audio.readAllBytes());
        assertThat(Heard.in(right).changes()).startsWith(Tone.GREETING);
        // Where a busy machine stood still, the call has a hole and its recording has it too.
        assertThat(ToneMeter.lengthMs(right, Tone.GREETING))
            .isCloseTo(ToneMeter.lengthMs(call.peer().pcm(), Tone.GREETING), within(60L));
      }
    } finally {
      server.kill();
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static short[] right(byte[] stereo) {
    ByteBuffer bytes = ByteBuffer.wrap(stereo).order(ByteOrder.LITTLE_ENDIAN);
    short[] right = new short[stereo.length / 4];
    for (int i = 0; i < right.length; i++) {
      right[i] = bytes.getShort(4 * i + 2);
    }
    return right;
  }

  private static List<String> linesOf(ServerUnderTest server, TestCall call) {
    return server.stdout().stream().filter(line -> line.contains(call.callId())).toList();
  }
}
