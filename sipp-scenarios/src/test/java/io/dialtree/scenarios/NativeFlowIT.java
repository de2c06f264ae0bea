package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.FALLBACK;
import static io.dialtree.scenarios.harness.Tone.FORBIDDEN;
import static io.dialtree.scenarios.harness.Tone.GOODBYE;
import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows of the native format over real calls. */
@ExtendWith(SharedServer.class)
final class NativeFlowIT {
  private static final String WALK = "walk-a-menu";

  @Test
  void shouldCountSilenceAndWrongKeysApart(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "6000")) {
      call.awaitTone(GREETING, 2);
      call.press("7");
      call.shouldEndAsWritten();

      assertThat(call.heard().tones())
          .as(call.heard()::toString)
          .startsWith(GREETING, TIMEOUT, GREETING, INVALID, GREETING)
          .endsWith(FALLBACK);
    }
  }

  @Test
  void shouldEndInItsOwnPlaceAfterTooManyWrongKeys(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "6000")) {
      call.awaitTone(GREETING);
      call.press("7");
      call.awaitTone(GREETING, 2);
      call.press("8");
      call.shouldEndAsWritten();

      assertThat(call.heard().tones())
          .as(call.heard()::toString)
          .startsWith(GREETING, INVALID, GREETING)
          .endsWith(FORBIDDEN);
    }
  }

  @Test
  void shouldHideTheDigitsOfASecretNumber(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "6100")) {
      call.awaitTone(GREETING);
      call.press("739164");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).containsExactly(GREETING, SALES, GOODBYE);
      assertThat(record.digits()).hasSize(6).doesNotContainPattern("[0-9]");
      assertThat(record.json().toString()).doesNotContain("739164");
    }
  }

  @Test
  void shouldPlayAGreetingToItsEndWhereBargeInIsOff(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "6200")) {
      call.awaitTone(GREETING);
      call.press("1");
      call.awaitTone(GREETING, 2);
      long endMs = call.heard().runs().getFirst().startMs() + 1_500;
      call.peer().awaitClock(endMs + 300);
      call.press("1");
      call.shouldEndAsWritten();

      assertThat(call.heard().tones()).endsWith(GREETING, SALES);
      assertThat(call.heard().runsOf(GREETING))
          .extracting(Heard.Run::lengthMs)
          .allMatch(ms -> ms > 550);
    }
  }
}
