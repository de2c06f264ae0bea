package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.EXIT;
import static io.dialtree.scenarios.harness.Tone.FALLBACK;
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

import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules of Kazoo menus, one number each, proved by what the caller hears. */
@ExtendWith(SharedServer.class)
final class MenuRulesIT {
  private static final String WALK = "walk-a-menu";

  /** The menus under test wait this long for another digit. */
  private static final long INTER_DIGIT_MS = 800;

  @Test
  void shouldSayInvalidAndAskAgainAfterAWrongKey(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "1000")) {
      call.awaitTone(GREETING);
      call.press("9");
      call.awaitTone(GREETING, 2);
      call.press("1");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, INVALID, GREETING, SALES);
    }
  }

  @Test
  void shouldWaitForMoreDigitsBeforeAShortKeyIsTaken(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5001")) {
      call.awaitTone(GREETING);
      long pressedMs = call.press("1");
      long routedMs = call.awaitTone(SALES);
      call.shouldEndAsWritten();

      assertThat(routedMs - pressedMs).isBetween(INTER_DIGIT_MS, INTER_DIGIT_MS + 700);
    }
  }

  @Test
  void shouldTakeAShortKeyAtOnceAfterTheHashKey(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5001")) {
      call.awaitTone(GREETING);
      long pressedMs = call.press("1#");
      long routedMs = call.awaitTone(SALES);
      call.shouldEndAsWritten();

      assertThat(routedMs - pressedMs).as("# is pressed 220 ms after 1").isLessThan(750);
    }
  }

  @Test
  void shouldGreetThreeTimesAndHangUpWhenNobodyPressesAKey(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5002")) {
      CallRecord record = call.shouldEndAsWritten();

      shouldHear(call, GREETING, GREETING, GREETING, EXIT, GOODBYE);
      assertThat(record.endWho()).isEqualTo("us");
    }
  }

  @Test
  void shouldTakeTheDefaultChildWhenAttemptsAreUsedUp(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5022")) {
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, GREETING, GREETING, EXIT, TRANSFER, FALLBACK);
    }
  }

  @Test
  void shouldTakeTheTimeoutChildAfterTheFirstSilence(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5003")) {
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, TIMEOUT);
    }
  }

  @Test
  void shouldCountWrongKeysAndSilenceTogether(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5004")) {
      call.awaitTone(GREETING);
      call.press("8");
      call.awaitTone(GREETING, 2);
      call.press("9");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, INVALID, GREETING, INVALID, GREETING, EXIT, GOODBYE);
    }
  }

  @Test
  void shouldPreferTheMaxRetriesChildToTheDefault(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5005")) {
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, EXIT, TIMEOUT);
    }
  }

  @Test
  void shouldRefuseADeniedNumberAndHuntAnAllowedOne(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5006")) {
      call.awaitTone(GREETING);
      call.press("2001");
      call.awaitTone(GREETING, 2);
      call.press("1001");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, INVALID, GREETING, TRANSFER, REACHED);
    }
  }

  @Test
  void shouldHuntNoNumberWhereHuntingIsOff(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5026")) {
      call.awaitTone(GREETING);
      call.press("2001");
      call.awaitTone(GREETING, 2);
      call.press("1001");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, INVALID, GREETING, INVALID, EXIT, GOODBYE);
    }
  }

  @Test
  void shouldReturnToTheDefaultChildAfterABranch(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5008")) {
      call.awaitTone(GREETING);
      call.press("1001");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, TRANSFER, REACHED, FALLBACK);
    }
  }

  @Test
  void shouldEndAfterTheHuntedFlowWithoutABranch(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5028")) {
      call.awaitTone(GREETING);
      call.press("1001");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, TRANSFER, REACHED);
    }
  }

  @Test
  void shouldSuppressTheInvalidPromptEvenWhereItHasAName(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5010")) {
      call.awaitEndOf(GREETING);
      call.press("9");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, GREETING, EXIT, GOODBYE);
    }
  }

  @Test
  void shouldPlaySystemPromptsWhereTheMediaIsTrue(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "5040")) {
      call.awaitTone(GREETING);
      call.press("9");
      call.shouldEndAsWritten();

      shouldHear(call, GREETING, INVALID, EXIT, GOODBYE);
    }
  }

  @Test
  void shouldStaySilentWhereTheMediaIsFalse(ServerUnderTest server) {
    try (TestCall wrong = TestCall.dial(server, WALK, "5020");
        TestCall hunting = TestCall.dial(server, WALK, "5020")) {
      wrong.awaitTone(GREETING);
      wrong.press("9");
      hunting.awaitTone(GREETING);
      hunting.press("1001");
      wrong.shouldEndAsWritten();
      hunting.shouldEndAsWritten();

      shouldHear(wrong, GREETING, GOODBYE);
      shouldHear(hunting, GREETING, REACHED);
    }
  }

  @Test
  void shouldPlayPromptsOfTheAccountWhereTheMediaHasAName(ServerUnderTest server) {
    try (TestCall wrong = TestCall.dial(server, WALK, "5030");
        TestCall hunting = TestCall.dial(server, WALK, "5030")) {
      wrong.awaitTone(GREETING);
      wrong.press("9");
      hunting.awaitTone(GREETING);
      hunting.press("1001");
      wrong.shouldEndAsWritten();
      hunting.shouldEndAsWritten();

      assertThat(wrong.heard().runsOf(INVALID)).isEmpty();
      assertThat(wrong.heard().tones()).startsWith(GREETING, OWN_WORDS).endsWith(GOODBYE);
      shouldHear(hunting, GREETING, OWN_WORDS, REACHED);
    }
  }

  @Test
  void shouldHuntOnlyWhatIsAllowedAndKnowTheStarKey(ServerUnderTest server) {
    try (TestCall star = TestCall.dial(server, WALK, "5011");
        TestCall call = TestCall.dial(server, WALK, "5011")) {
      star.awaitTone(GREETING);
      star.press("*");
      call.awaitTone(GREETING);
      call.press("2001");
      call.awaitTone(GREETING, 2);
      call.press("7001");
      star.shouldEndAsWritten();
      call.shouldEndAsWritten();

      shouldHear(star, GREETING, SUPPORT);
      shouldHear(call, GREETING, INVALID, GREETING, TRANSFER, REACHED);
    }
  }

  @Test
  void shouldFollowACallflowIntoAnother(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "1800")) {
      call.shouldEndAsWritten();

      shouldHear(call, SALES);
    }
  }

  @Test
  void shouldGoOnBehindAModuleItDoesNotKnow(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "1600")) {
      call.shouldEndAsWritten();

      shouldHear(call, FALLBACK);
    }
  }

  @Test
  void shouldFindAFlowByPattern(ServerUnderTest server) {
    try (TestCall call = TestCall.dial(server, WALK, "1742")) {
      call.shouldEndAsWritten();

      shouldHear(call, SALES);
    }
  }

  private static void shouldHear(TestCall call, Tone... tones) {
    assertThat(call.heard().tones()).as(call.heard()::toString).containsExactly(tones);
  }
}
