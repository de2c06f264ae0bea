package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GOODBYE;
import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.OWN_WORDS;
import static io.dialtree.scenarios.harness.Tone.REACHED;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.SUPPORT;
import static io.dialtree.scenarios.harness.Tone.TIMEOUT;
import static io.dialtree.scenarios.harness.Tone.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Zendesk IVRs and call flows of the configuration folder, proved by what the caller hears. */
@ExtendWith(SharedServer.class)
final class DialectsIT {
  private static final String WALK = "walk-a-menu";
  private static final String ZENDESK = "7100";
  private static final String CALL_FLOW = "7200";
  private static final String BUSY = "7201";

  @Test
  void aKeyOfAnIvrLeadsToItsRouteAndItsTagsToTheRecord(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, ZENDESK)) {
      call.awaitTone(GREETING);
      call.press("1");
      call.awaitTone(TRANSFER);
      call.press("#");
      CallRecord record = call.shouldEndAsWritten();

      shouldHear(call, GREETING, TRANSFER, SUPPORT, GOODBYE);
      assertThat(record.endSlug()).isEqualTo("not-available");
      assertThat(record.json().path("tags").toString()).isEqualTo("[\"billing\"]");
    }
  }

  @Test
  void anIvrAsksThreeTimesAndThenTakesItsDefaultRoute(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, ZENDESK)) {
      call.awaitEndOf(GREETING);
      call.press("9");
      CallRecord record = call.shouldEndAsWritten();

      shouldHear(call, GREETING, GREETING, GREETING, GOODBYE);
      assertThat(record.path()).endsWith("menu/10001,menu/10001/default");
    }
  }

  @Test
  void aCallerWithoutANumberGetsNoTextMessage(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, ZENDESK)) {
      call.awaitTone(GREETING);
      call.press("1");
      call.awaitTone(TRANSFER);
      call.press("*");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).doesNotContain(OWN_WORDS);
      assertThat(record.endSlug()).isEqualTo("not-available");
    }
  }

  @Test
  void eachExitOfACallFlowsMenuLeadsToItsModule(ServerUnderTest server) {
    try (TestCall chosen = TestCall.dial(server, WALK, CALL_FLOW);
        TestCall wrong = TestCall.dial(server, WALK, CALL_FLOW);
        TestCall late = TestCall.dial(server, WALK, CALL_FLOW)) {
      chosen.awaitTone(GREETING);
      chosen.press("1");
      wrong.awaitTone(GREETING);
      wrong.press("7");
      chosen.shouldEndAsWritten();
      wrong.shouldEndAsWritten();
      CallRecord record = late.shouldEndAsWritten();

      shouldHear(chosen, GREETING, SALES, GOODBYE);
      shouldHear(wrong, GREETING, INVALID, GOODBYE);
      shouldHear(late, GREETING, TIMEOUT, GOODBYE);
      assertThat(record.endSlug()).isEqualTo("not-available");
      assertThat(record.json().path("recordings")).hasSize(1);
    }
  }

  @Test
  void aRecordedCallHasTheCallerLeftAndTheServerRightOnOneClock(ServerUnderTest server)
      throws IOException {
    try (TestCall call = TestCall.dial(server, WALK, CALL_FLOW)) {
      long heardMs = call.awaitTone(GREETING);
      long saidMs = call.peer().nowMs();
      call.peer().sender().say(Sound.sines(8000, 400, REACHED.hz()));
      CallRecord record = call.shouldEndAsWritten();

      String name = record.json().path("recordings").path(0).asText();
      short[] both = Sound.readWav(server.data().resolve("recordings").resolve(name));
      Heard caller = Heard.in(side(both, 0));
      Heard served = Heard.in(side(both, 1));
      assertThat(caller.tones()).containsExactly(REACHED);
      assertThat(served.tones()).isEqualTo(call.heard().tones());
      long apartMs = caller.runs().getFirst().startMs() - served.runs().getFirst().startMs();
      // A packet time for the one who speaks, two for the one who listens to frames of 20 ms.
      assertThat(apartMs).isCloseTo(saidMs - heardMs, within(60L));
    }
  }

  private static short[] side(short[] both, int channel) {
    short[] side = new short[both.length / 2];
    for (int i = 0; i < side.length; i++) {
      side[i] = both[2 * i + channel];
    }
    return side;
  }

  @Test
  void aBusyFlowIsHeardBeforeItRefusesTheCall(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, "busy-before-the-answer", BUSY)) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endSlug()).isEqualTo("busy");
      assertThat(record.rtp("out")).as("two seconds of tone").isBetween(90L, 110L);
      assertThat(record.json().path("answer").asText()).isEmpty();
    }
  }

  private static void shouldHear(TestCall call, Tone... tones) {
    assertThat(call.heard().tones()).as(call.heard()::toString).containsExactly(tones);
  }
}
