package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.RtpPacketSeen;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.ToneMeter;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Without any configuration the server speaks, plays music and echoes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoIT {
  private static final int TALK_PACKETS = 60;

  private final ServerUnderTest server = ServerUnderTest.startDemo("--drain", "1");

  @BeforeAll
  void shouldSayHowToTrustANetwork() {
    assertThat(server.stderr()).contains("--trust");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void shouldSpeakToWhoeverDialsAnyNumber() {
    try (TestCall call = TestCall.dial(server, "long-call", "+49301234")) {
      call.shouldEndAsWritten();

      assertThat(loud(call)).as("packets that are not silence").isGreaterThan(TALK_PACKETS);
    }
  }

  @Test
  void shouldPlayMusicUntilTheCallerHangsUp() {
    try (TestCall call = TestCall.dial(server, "long-call", "9664")) {
      call.shouldEndAsWritten();

      assertThat(loud(call)).as("packets that are not silence").isGreaterThan(TALK_PACKETS);
    }
  }

  @Test
  void shouldEchoTheCaller() {
    try (TestCall call = TestCall.dial(server, "long-call", "9196")) {
      Await.until(
          () -> !call.peer().packets().isEmpty(), TestCall.SOON, () -> "there is no sound at all");
      call.peer().sender().say(Sound.sines(8_000, 600, Tone.SALES.hz()));
      call.awaitTone(Tone.SALES);
      Await.pass(Duration.ofMillis(800));
      call.peer().sender().say(Sound.sines(8_000, 600, Tone.SUPPORT.hz()));
      call.shouldEndAsWritten();

      // A busy machine may tear a hole into a tone; what counts is that both came back, in order.
      assertThat(call.heard().tones().stream().distinct())
          .containsExactly(Tone.SALES, Tone.SUPPORT);
    }
  }

  private static long loud(TestCall call) {
    return call.peer().packets().stream()
        .map(RtpPacketSeen::pcm)
        .filter(pcm -> !ToneMeter.isQuiet(pcm))
        .count();
  }
}
