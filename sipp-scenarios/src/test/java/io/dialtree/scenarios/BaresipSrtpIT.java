package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.Baresip;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secured calls: by an independent phone and by our own. */
@ExtendWith(SharedServer.class)
final class BaresipSrtpIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static ServerUnderTest allowing;

  @BeforeAll
  static void start() {
    allowing = ServerUnderTest.start(TestConfig.create("srtp-sdes-without-tls: allow"));
  }

  @AfterAll
  static void stop() {
    allowing.close();
  }

  private static String uri(ServerUnderTest server) {
    return "sip:1000@127.0.0.1:" + server.sip().getPort();
  }

  @Test
  void shouldWalkAMenuWithASecuredPhone() throws IOException {
    try (Baresip phone = Baresip.dial(uri(allowing), "srtp-mand")) {
      phone.awaitScreen("Call established");
      Await.pass(Duration.ofMillis(900));
      phone.press('1');
      phone.awaitScreen("terminated");

      assertThat(phone.hangUp().tones()).containsExactly(Tone.GREETING, Tone.SALES);
    }
  }

  @Test
  void shouldWalkAMenuWithItsOwnSecuredCaller() throws IOException {
    Path recording = Tools.workFolder("dial").resolve("heard.wav");
    ServerUnderTest dial =
        ServerUnderTest.command(
            "dial", uri(allowing), "--srtp", "--press", "1", "--record", recording.toString());
    assertThat(dial.awaitExit(SOON)).as(dial::stderr).isZero();
    assertThat(dial.stdout()).anyMatch(line -> line.endsWith("AES_CM_128_HMAC_SHA1_80"));
    assertThat(Heard.in(Sound.readWav(recording)).changes())
        .containsExactly(Tone.GREETING, Tone.SALES);
    assertThat(allowing.stderr()).doesNotContain("AES", "inline");
  }

  @Test
  void shouldRefuseSecuredCallsWithoutTlsByDefault(ServerUnderTest server) {
    ServerUnderTest dial = ServerUnderTest.command("dial", uri(server), "--srtp");
    assertThat(dial.awaitExit(SOON)).isEqualTo(1);
    assertThat(dial.stdout()).anyMatch(line -> line.contains("refused: 488"));
  }
}
