package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallPlan;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.G711;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys by RFC 4733 events, by tones and by SIP INFO lead to where they should, each once. */
@ExtendWith(SharedServer.class)
final class DigitsIT {

  @Test
  void shouldFollowAKeyPressedAsAnEvent(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000")) {
      call.awaitTone(Tone.GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING, Tone.SALES);
      assertThat(record.digits()).isEqualTo("1");
      assertThat(record.digitSources()).isEqualTo("event");
    }
  }

  @Test
  void shouldFollowAKeyPressedAsATone(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1000")) {
      call.awaitTone(Tone.GREETING);
      call.peer().sender().pressTones("2");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING, Tone.SUPPORT);
      assertThat(record.digits()).isEqualTo("2");
      assertThat(record.digitSources()).isEqualTo("tone");
    }
  }

  @Test
  void aSourceThatSendsEventsIsNotHeardByItsTones() {
    Path config = TestConfig.create("dtmf-by-source: {127.0.0.0/8: events, 192.0.2.0/24: inband}");
    try (ServerUnderTest server = ServerUnderTest.start(config);
        TestCall call = TestCall.dial(server, "walk-a-menu", "1000")) {
      call.awaitTone(Tone.GREETING);
      call.peer().sender().pressTones("2");
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(Tone.GREETING, Tone.SALES);
      assertThat(record.digits()).isEqualTo("1");
      assertThat(record.digitSources()).isEqualTo("event");
    }
  }

  @Test
  void shouldTakeKeysBySipInfoInBothForms(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "digits-by-info", "1300")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("45");
      assertThat(record.digitSources()).isEqualTo("info,info");
      assertThat(call.heard().tones()).contains(Tone.INVALID);
    }
  }

  @Test
  void shouldFollowAnEventThatSippSends(ServerUnderTest server) {
    Tools.rawSockets();
    try (TestCall call = TestCall.dial(server, "digits-by-events", "1000")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("1");
      assertThat(record.digitSources()).isEqualTo("event");
    }
  }

  @Test
  void shouldFollowATonesFileThatSippPlays(ServerUnderTest server) throws IOException {
    Path folder = Tools.workFolder("digits-by-tones");
    Sound.writeG711(
        folder.resolve("keys.ulaw"), G711.ULAW, Sound.key('2', 120), Sound.silence(400));
    try (TestCall call = CallPlan.to(server, "digits-by-tones", "1000").in(folder).dial()) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("2");
      assertThat(record.digitSources()).isEqualTo("tone");
    }
  }

  @Test
  void shouldCountAKeyHeardByTwoMeansOnce(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1300")) {
      call.awaitTone(Tone.GREETING);
      call.peer().sender().pressTones("407");
      call.peer().sender().pressEvents("407");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("407");
    }
  }

  @Test
  void shouldCountTheSameKeyPressedTwiceAsTwo(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1300")) {
      call.awaitTone(Tone.GREETING);
      call.press("4400");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.digits()).isEqualTo("4400");
    }
  }

  @Test
  void shouldStopTheGreetingAtTheFirstKey(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "1200")) {
      call.awaitTone(Tone.GREETING);
      long pressedMs = call.press("1");
      call.awaitTone(Tone.SALES);
      call.shouldEndAsWritten();

      Heard.Run greeting = call.heard().runs().getFirst();
      assertThat(greeting.endMs() - pressedMs).as("the greeting's rest, ms").isLessThan(400);
      assertThat(call.heard().tones()).containsExactly(Tone.GREETING, Tone.SALES);
    }
  }
}
