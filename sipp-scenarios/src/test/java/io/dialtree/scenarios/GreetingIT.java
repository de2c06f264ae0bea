package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.FALLBACK;
import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.NO_PROMPT;
import static io.dialtree.scenarios.harness.Tone.OWN_WORDS;
import static io.dialtree.scenarios.harness.Tone.REACHED;
import static io.dialtree.scenarios.harness.Tone.RECORDED;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.scenarios.harness.KazooClient;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A menu's greeting is recorded by telephone, and the next caller hears it. */
final class GreetingIT {
  private static final String WALK = "walk-a-menu";
  private static final String PIN = "4711";

  /** What the caller is told while recording, as tones of the same length. */
  private static final Map<String, Tone> WORDING =
      Map.of(
          "vm-record_greeting", OWN_WORDS,
          "vm-review_recording", REACHED,
          "vm-saved", FALLBACK,
          "vm-recording_to_short", INVALID,
          "menu-return", TRANSFER);

  private static ServerUnderTest server;
  private static ServerUnderTest strangers;
  private static KazooClient kazoo;

  @BeforeAll
  static void start() throws IOException {
    server = ServerUnderTest.start(config("on-net: [127.0.0.0/8]"), "--drain", "2");
    strangers = ServerUnderTest.start(config(), "--drain", "2");
    kazoo = new KazooClient(server);
  }

  private static Path config(String... settings) throws IOException {
    Path config = TestConfig.create(settings);
    for (Map.Entry<String, Tone> prompt : WORDING.entrySet()) {
      Path file = config.resolve("prompts/" + prompt.getKey() + ".wav");
      Sound.writeWav(file, Sound.sines(8_000, 600, prompt.getValue().hz()), 8_000, 1);
    }
    Files.writeString(
        config.resolve("flows/kazoo/menus/of-a-file.json"),
        "{\"name\": \"Desk\", \"media\": {\"greeting\": \"greeting\"}, \"hunt\": false,"
            + " \"record_pin\": \"4711\", \"interdigit_timeout\": 800}");
    Files.writeString(
        config.resolve("flows/kazoo/callflows/of-a-file.json"), callflow("7809", "of-a-file", "1"));
    return config;
  }

  @AfterAll
  static void stop() {
    server.close();
    strangers.close();
  }

  private static String menu(String more) {
    return "{\"name\": \"Main\", \"record_pin\": \"4711\", \"hunt\": false,"
        + " \"interdigit_timeout\": 800, \"retries\": 2"
        + more
        + "}";
  }

  private static String callflow(String number, String menu, String key) {
    return """
    {"numbers": ["%s"], "flow": {"module": "menu", "data": {"id": "%s"}, "children":
      {"%s": {"module": "play", "data": {"id": "sales"}}}}}\
    """
        .formatted(number, menu, key);
  }

  /** From the pin to the review: the caller speaks after the beep, and ends it with a key. */
  private static void speak(TestCall call, Tone tone) {
    call.press(PIN);
    call.awaitEndOf(OWN_WORDS);
    call.peer().awaitClock(call.peer().nowMs() + 1_000); // the beep
    call.peer().sender().say(Sound.sines(8_000, 2_500, tone.hz()));
    call.peer().awaitClock(call.peer().nowMs() + 2_700);
    call.press("5");
    call.awaitTone(REACHED);
  }

  private static void end(TestCall call) {
    call.press("1#");
    call.awaitTone(SALES);
    call.shouldEndAsWritten();
  }

  private static void shouldFirstHear(String number, Tone tone) {
    try (TestCall next = TestCall.dial(server, WALK, number)) {
      next.awaitTone(tone);
      end(next);
      assertThat(next.heard().tones().getFirst()).as(next.heard()::toString).isEqualTo(tone);
    }
  }

  @Test
  void whatACallerRecordsIsWhatTheNextCallerHears() {
    String menu = kazoo.put("menus", menu(""));
    kazoo.put("callflows", callflow("7800", menu, "1"));
    String callId;
    try (TestCall call = TestCall.dial(server, WALK, "7800")) {
      call.awaitTone(NO_PROMPT);
      speak(call, RECORDED);
      call.press("2");
      call.awaitTone(RECORDED);
      call.awaitTone(REACHED, 2);
      call.press("1");
      call.awaitTone(FALLBACK);
      call.awaitTone(RECORDED, 2);
      end(call);
      callId = call.callId();
    }
    JsonNode event = kazoo.awaitEvent("greeting-recorded", callId);

    assertThat(event.path("plays").asBoolean()).isTrue();
    String prompt = kazoo.get("menus/" + menu).at("/media/greeting").asText();
    assertThat(prompt).isNotEmpty();
    assertThat(kazoo.get("media/" + prompt).path("media_source").asText()).isEqualTo("recording");
    JsonNode newest = kazoo.newestRevision("kazoo-menu", menu);
    assertThat(newest.path("number").asInt()).isEqualTo(2);
    assertThat(newest.path("principal").asText()).isEqualTo("call " + callId);
    shouldFirstHear("7800", RECORDED);
  }

  @Test
  void threeRecordsAgainAndTheLastOneCounts() {
    String menu = kazoo.put("menus", menu(""));
    kazoo.put("callflows", callflow("7801", menu, "1"));
    String callId;
    try (TestCall call = TestCall.dial(server, WALK, "7801")) {
      call.awaitTone(NO_PROMPT);
      speak(call, GREETING);
      call.press("3");
      call.awaitTone(OWN_WORDS, 2);
      call.peer().awaitClock(call.peer().nowMs() + 1_900);
      call.peer().sender().say(Sound.sines(8_000, 2_500, RECORDED.hz()));
      call.peer().awaitClock(call.peer().nowMs() + 2_700);
      call.press("5");
      call.awaitTone(REACHED, 2);
      call.press("1");
      call.awaitTone(RECORDED);
      end(call);
      callId = call.callId();
    }
    kazoo.awaitEvent("greeting-recorded", callId);
    shouldFirstHear("7801", RECORDED);
  }

  @Test
  void aCallerFromOutsideRecordsOnlyWhereTheMenuAllowsIt() {
    KazooClient outside = new KazooClient(strangers);
    String closed = outside.put("menus", menu(""));
    outside.put("callflows", callflow("7802", closed, "1"));
    String open = outside.put("menus", menu(", \"allow_record_from_offnet\": true"));
    outside.put("callflows", callflow("7803", open, "1"));
    try (TestCall refused = TestCall.dial(strangers, WALK, "7802");
        TestCall allowed = TestCall.dial(strangers, WALK, "7803")) {
      refused.awaitTone(NO_PROMPT);
      refused.press(PIN);
      allowed.awaitTone(NO_PROMPT);
      allowed.press(PIN);
      refused.awaitTone(INVALID);
      allowed.awaitTone(OWN_WORDS);
      end(refused);

      assertThat(refused.heard().tones()).doesNotContain(OWN_WORDS);
    }
    assertThat(outside.get("menus/" + closed).at("/media/greeting").isMissingNode()).isTrue();
  }

  @Test
  void aPinThatIsAChildNeverRecords() {
    String menu = kazoo.put("menus", menu(""));
    kazoo.put("callflows", callflow("7804", menu, PIN));
    try (TestCall call = TestCall.dial(server, WALK, "7804")) {
      call.awaitTone(NO_PROMPT);
      call.press(PIN);
      call.shouldEndAsWritten();

      assertThat(call.heard().changes()).startsWith(NO_PROMPT, SALES).doesNotContain(OWN_WORDS);
    }
  }

  @Test
  void aMenuOfAFileStaysAsItIsAndTheLogSaysHowToNameTheRecording() {
    String callId;
    try (TestCall call = TestCall.dial(server, WALK, "7809")) {
      call.awaitTone(GREETING);
      speak(call, RECORDED);
      call.press("1");
      call.awaitTone(RECORDED);
      end(call);
      callId = call.callId();
    }
    JsonNode event = kazoo.awaitEvent("greeting-recorded", callId);

    assertThat(event.path("plays").asBoolean()).isFalse();
    assertThat(server.stderr()).contains("\"greeting\": \"of-a-file-greeting\"");
    shouldFirstHear("7809", GREETING);
  }
}
