package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowRunTest {
  private static FakeCall native1(String nodes) {
    return FakeCall.to(
            "1", Map.of("flows/f.yaml", "numbers: ['1']\nstart: a\nnodes:\n" + nodes.indent(2)))
        .pass(0);
  }

  private static FakeCall kazoo(String flow) {
    String document = "{\"numbers\": [\"1\"], \"flow\": " + flow + "}";
    return FakeCall.to("1", Map.of("flows/kazoo/callflows/f.json", document)).pass(0);
  }

  @Test
  void shouldAnswerBeforeTheFirstPromptAndEndWithOneReason() {
    FakeCall call =
        native1("a: {play: {prompt: {say: hello}, then: z}}\nz: {hangup: {}}").pass(1_000);
    assertThat(call.story())
        .containsExactly(
            "0 Enter[flowId=f, nodeId=a, masked=false, waitingKeys=0]",
            "0 Answer[]",
            "0 Play[playId=1, prompts=[Text[text=hello, voice=, language=]], bargeInKeys=0123456789*#ABCD, times=1, volumeDb=0]",
            "1000 Enter[flowId=f, nodeId=z, masked=false, waitingKeys=0]",
            "1000 Hangup[reason=EndReason[who=US, slug=completed, sipCode=200]]");
  }

  @Test
  void aPlayCarriesItsVolume() {
    FakeCall call = native1("a: {play: {prompt: hello, volume: -6, then: z}}\nz: {hangup: {}}");
    assertThat(call.story()).anyMatch(line -> line.endsWith("times=1, volumeDb=-6]"));
  }

  @Test
  void aQuestionIsAskedAndRefusedAtItsVolume() {
    FakeCall call =
        native1("a: {menu: {greeting: hello, volume: -6, choices: {\"1\": z}}}\nz: {hangup: {}}");
    call.press("7");
    assertThat(call.story().stream().filter(line -> line.contains(" Play[")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("volumeDb=-6]"));
  }

  @Test
  void shouldRefuseTheCallWhenTheFlowHangsUpBeforeTheAnswer() {
    assertThat(native1("a: {hangup: {sip-code: 486}}").story())
        .endsWith(
            "0 Reject[reason=EndReason[who=US, slug=rejected-by-flow, sipCode=486], phrase=]");
    assertThat(native1("a: {hangup: }").ended()).contains("rejected-by-flow");
  }

  @Test
  void shouldRefuseWithTheCodeOfAResponseAndPlayItsMediaOnAnAnsweredCall() {
    assertThat(kazoo("{\"module\": \"response\", \"data\": {\"message\": \"Busy\"}}").story())
        .endsWith(
            "0 Reject[reason=EndReason[who=US, slug=rejected-by-flow, sipCode=486], phrase=Busy]");
    FakeCall call =
        kazoo("{\"module\": \"response\", \"data\": {\"code\": 603, \"media\": \"sorry\"}}");
    assertThat(call.heard()).containsExactly("sorry");
    assertThat(call.pass(1_000).ended()).contains("rejected-by-flow");
  }

  @Test
  void shouldPassOverModulesItDoesNotRunAndThoseSwitchedOff() {
    FakeCall call =
        kazoo(
            """
            {"module": "webhook", "data": {}, "children": {"_":
              {"module": "tts", "data": {"text": "never", "skip_module": true}, "children": {"_":
                {"module": "tts", "data": {"text": "heard"}, "children": {}}}}}}
            """);
    assertThat(call.heard()).containsExactly("heard");
  }

  @Test
  void shouldEndWithItsOwnReasonWhenAFlowGoesInCircles() {
    FakeCall call = native1("a: {goto: b}\nb: {goto: a}");
    assertThat(call.ended()).contains("step-limit");
    assertThat(call.path()).hasSize(1_000);
  }

  @Test
  void shouldEndWithItsOwnReasonWhenFlowsBranchTooOften() {
    FakeCall call =
        kazoo("{\"module\": \"callflow\", \"data\": {\"id\": \"f\"}, \"children\": {}}");
    assertThat(call.ended()).contains("branch-limit");
    assertThat(call.path()).hasSize(51);
  }

  @Test
  void shouldGoOnAtTheDefaultWhenTheOtherCallflowIsMissing() {
    FakeCall call =
        kazoo(
            """
            {"module": "callflow", "data": {"id": "gone"}, "children": {"_":
              {"module": "tts", "data": {"text": "here"}, "children": {}}}}
            """);
    assertThat(call.heard()).containsExactly("here");
  }

  @Test
  void shouldEndWhenAServerLimitIsReachedOrTheFlowsOwnLengthIsOver() {
    String endless = "a: {play: {prompt: {say: on}, times: 100, then: a}}";
    assertThat(native1(endless).pass(500).event(new FlowEvent.Limit("max-call-length")).ended())
        .contains("max-call-length");
    FakeCall call =
        FakeCall.to(
            "1",
            Map.of(
                "flows/f.yaml",
                "numbers: ['1']\nmax-call-seconds: 5\nstart: a\nnodes: {" + endless + "}"));
    assertThat(call.pass(4_999).ended()).isEmpty();
    assertThat(call.pass(1).ended()).contains("max-call-length");
  }

  @Test
  void shouldTellACancelledCallFromOneThatWasHungUp() {
    String play = "a: {play: {prompt: {say: hello}, then: a}}";
    FakeCall early =
        FakeCall.to("1", Map.of("flows/f.yaml", "numbers: ['1']\nstart: a\nnodes: {" + play + "}"));
    assertThat(early.event(new FlowEvent.CallerHungUp()).ended()).contains("caller-hangup");
    assertThat(native1(play).event(new FlowEvent.CallerHungUp()).story())
        .last()
        .isEqualTo("0 Hangup[reason=EndReason[who=CALLER, slug=caller-hangup, sipCode=200]]");
  }

  @Test
  void shouldIgnoreEventsAfterTheEnd() {
    FakeCall call = native1("a: {hangup: }");
    int commands = call.story().size();
    call.press("1").event(new FlowEvent.CallerHungUp()).event(new FlowEvent.Started());
    assertThat(call.story()).hasSize(commands);
  }

  @Test
  void shouldCountSilenceAndWrongKeysApartInNativeMenus() {
    String menu =
        """
        a:
          menu:
            greeting: {say: ask}
            invalid: {say: wrong}
            timeout: {say: silent}
            choices: {"1": z}
            no-input: {limit: 2, then: quiet}
            no-match: {limit: 2, then: confused}
        quiet: {play: {prompt: {say: quiet}, then: z}}
        confused: {play: {prompt: {say: confused}, then: z}}
        z: {hangup: }
        """;
    FakeCall call =
        native1(menu).pass(6_000).pass(1_000).press("9").pass(1_000).pass(6_000).pass(1_000);
    assertThat(call.heard())
        .containsExactly("ask", "silent", "ask", "wrong", "ask", "silent", "quiet");
    assertThat(native1(menu).press("8").pass(1_000).press("9").pass(1_000).heard())
        .endsWith("confused");
  }

  @Test
  void shouldTakeAUniqueChoiceAtOnceAndWaitForALongerOne() {
    String menu =
        """
        a: {menu: {greeting: {say: ask}, choices: {"1": one, "2": two, "21": more}, inter-digit-timeout: 2s}}
        one: {play: {prompt: {say: one}, then: z}}
        two: {play: {prompt: {say: two}, then: z}}
        more: {play: {prompt: {say: more}, then: z}}
        z: {hangup: }
        """;
    assertThat(native1(menu).press("1").heard()).endsWith("one");
    assertThat(native1(menu).press("2").heard()).endsWith("ask");
    assertThat(native1(menu).press("2").pass(2_000).heard()).endsWith("two");
    assertThat(native1(menu).press("21").heard()).endsWith("more");
  }

  @Test
  void shouldUseKeysTypedAheadForTheNextQuestionWithoutItsGreeting() {
    String flow =
        """
        a: {play: {prompt: {say: welcome}, then: b}}
        b: {menu: {greeting: {say: ask}, choices: {"1": c}}}
        c: {collect: {greeting: {say: number}, store: n, max-digits: 2, then: d}}
        d: {play: {prompt: [{say: "You said {n}, thanks"}], then: z}}
        z: {hangup: }
        """;
    FakeCall call = native1(flow).press("142");
    assertThat(call.heard())
        .containsExactly(
            "welcome", "number", "You said", "system:digit-4", "system:digit-2", "thanks");
    assertThat(call.state().variables()).containsEntry("n", "42");
  }

  @Test
  void shouldForgetKeysTypedBeforeAMaskedQuestion() {
    String flow =
        """
        a: {play: {prompt: {say: welcome}, then: c}}
        c: {collect: {greeting: {say: pin}, max-digits: 2, mask: true, then: z}}
        z: {hangup: }
        """;
    FakeCall call = native1(flow).press("42");
    assertThat(call.heard()).containsExactly("welcome", "pin");
    assertThat(call.story()).contains("0 Enter[flowId=f, nodeId=c, masked=true, waitingKeys=1]");
  }

  @Test
  void shouldLetAPromptWithoutBargeInFinishAndThenUseTheKeys() {
    String flow =
        """
        a: {menu: {greeting: {say: ask}, barge-in: false, choices: {"1": b}}}
        b: {play: {prompt: {say: one}, then: z}}
        z: {hangup: }
        """;
    FakeCall call = native1(flow).pass(500).press("1");
    assertThat(call.heard()).containsExactly("ask");
    assertThat(call.pass(500).heard()).containsExactly("ask", "one");
  }

  @Test
  void shouldAskAgainWhenANumberIsTooShortOrDoesNotMatch() {
    String flow =
        """
        a: {collect: {greeting: {say: ask}, invalid: {say: wrong}, min-digits: 2, max-digits: 4, pattern: "[0-9]+", then: z}}
        z: {play: {prompt: {say: good}, then: y}}
        y: {hangup: }
        """;
    FakeCall call = native1(flow).press("1#").pass(1_000).press("1*#").pass(1_000).press("12#");
    assertThat(call.heard()).containsExactly("ask", "wrong", "ask", "wrong", "ask", "good");
  }

  @Test
  void shouldRestartTheInterDigitTimerAtEveryKey() {
    String flow =
        "a: {collect: {greeting: {say: ask}, inter-digit-timeout: 2s, then: z}}\nz: {hangup: }";
    FakeCall call =
        native1(flow).press("1").pass(1_900).press("2").pass(1_900).press("3").pass(1_900);
    assertThat(call.path()).hasSize(1);
    assertThat(call.pass(100).state().variables()).containsEntry("digits", "123");
  }

  @Test
  void shouldKeepNoMoreThanABoundedNumberOfKeysTypedAhead() {
    FakeCall call =
        native1("a: {play: {prompt: {say: long}, barge-in: false, then: z}}\nz: {hangup: }");
    assertThat(call.press("1".repeat(100)).state().typedAhead()).hasSize(32);
  }

  @Test
  void shouldEndWhenTheBookHasAnotherRevisionOfItsFlow() {
    FakeCall call = native1("a: {play: {prompt: {say: one}, then: a}}");
    FakeCall other = native1("a: {play: {prompt: {say: two}, then: a}}");
    FlowRun newer = new FlowRun(other.book());
    Step step = newer.step(call.state(), new FlowEvent.PlayEnded(1), 1_000);
    assertThat(step.commands())
        .containsExactly(
            new FlowCommand.Hangup(new EndReason(EndReason.Who.US, "flow-missing", 200)));
  }
}
