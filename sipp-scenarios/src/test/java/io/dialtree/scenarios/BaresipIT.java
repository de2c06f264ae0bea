package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.Baresip;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An independent phone walks a menu. */
@ExtendWith(SharedServer.class)
final class BaresipIT {

  @Test
  void shouldWalkAMenuWithBaresip(ServerUnderTest server) throws IOException {
    String uri = "sip:1000@127.0.0.1:" + server.sip().getPort();
    try (Baresip phone = Baresip.dial(uri)) {
      phone.awaitScreen("Call established");
      Await.pass(Duration.ofMillis(900));
      phone.press('1');
      phone.awaitScreen("terminated");

      assertThat(phone.hangUp().tones()).containsExactly(Tone.GREETING, Tone.SALES);
    }
  }
}
