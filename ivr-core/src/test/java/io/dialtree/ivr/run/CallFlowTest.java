package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.dialect.callflow.CallFlow;
import io.dialtree.config.dialect.callflow.CallFlowCompiler;
import io.dialtree.config.dialect.callflow.CallFlowSound;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Flow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call flow, as its callers know it. */
final class CallFlowTest {
  private static final Caller CALLER = Caller.of("+448001119000");
  private static final String START = "'start': {'module': 'start', 'next': 'a'}, ";
  private static final String SOUND = "92b0aca6-12aa-480c-a7b7-a31df403418c";

  private final Findings findings = new Findings();

  private Flow flow(String modules) {
    String json = "{'name': 'n', 'extension': 501, 'uuid': 'u', 'flow': {" + START + modules + "}}";
    CallFlow flow = CallFlow.read(JsonDocument.of(json), findings);
    JsonDocument.shouldBeClean(findings);
    String sound = "{'uuid': '%s', 'name': 'hello', 'file_name': 'hello.wav'}".formatted(SOUND);
    CallFlowSound known = CallFlowSound.read(JsonDocument.of(sound));
    return CallFlowCompiler.flow(
        flow,
        uuid -> uuid.equals(SOUND) ? Optional.of(known) : Optional.empty(),
        () -> "rev",
        findings);
  }

  private FakeCall call(String modules) {
    return FakeCall.into(flow(modules), CALLER).pass(0);
  }

  private static String play(String key, String sound) {
    return "'%s': {'module': 'play', 'sound': '%s', 'next': 'end'}, 'end': {'module': 'busy'}"
        .formatted(key, sound);
  }

  private static String plays(String... keys) {
    StringBuilder plays = new StringBuilder();
    for (String key : keys) {
      plays.append(", '%s': {'module': 'play', 'sound': '%s', 'next': 'end'}".formatted(key, key));
    }
    return plays.append(", 'end': {'module': 'busy'}").toString();
  }

  private static String press(String next, String more) {
    return "'a': {'module': 'pressextension', 'sound': 'menu', 'next': {" + next + "}" + more + "}";
  }

  @Test
  void aSoundIsPlayedToItsEndWhateverIsPressed() {
    FakeCall call = call(play("a", "welcome")).press("1").pass(999);
    assertThat(call.heard()).containsExactly("welcome");
    assertThat(call.pass(1).heard()).containsExactly("welcome", "tone:480+620");
  }

  @Test
  void aSoundIsFoundByItsUuidOrIsAPrompt() {
    assertThat(call(play("a", SOUND)).heard()).containsExactly("hello");
    assertThat(findings.list()).isEmpty();
    assertThat(call(play("a", "31347d42-00bd-44a5-9b5c-20dc4197a2f6")).heard())
        .containsExactly("tone:480+620");
    assertThat(findings.list()).extracting(Finding::rule).containsExactly("target");
  }

  @Test
  void everyKeyInvalidAndTimeoutHaveTheirExit() {
    String next = "'1': 'one', '*': 'star', '#': 'pound', 'invalid': 'bad', 'timeout': 'late'";
    String modules = press(next, "") + plays("one", "star", "pound", "bad", "late");
    assertThat(call(modules).press("1").heard()).containsExactly("menu", "one");
    assertThat(call(modules).press("*").heard()).containsExactly("menu", "star");
    assertThat(call(modules).press("#").heard()).containsExactly("menu", "pound");
    assertThat(call(modules).press("7").heard()).containsExactly("menu", "bad");
    assertThat(call(modules).pass(10_999).heard()).containsExactly("menu");
    assertThat(call(modules).pass(11_000).heard()).containsExactly("menu", "late");
  }

  @Test
  void theWaitIsInSecondsAndBeginsWhenTheSoundEnds() {
    String modules = press("'timeout': 'late'", ", 'duration': 3") + plays("late");
    assertThat(call(modules).pass(3_999).heard()).containsExactly("menu");
    assertThat(call(modules).pass(4_000).heard()).containsExactly("menu", "late");
  }

  @Test
  void severalKeysWaitTwoSecondsForMoreUnlessTheyAreAsManyAsTheLongest() {
    String modules = press("'1': 'one', '12': 'twelve'", "") + plays("one", "twelve");
    assertThat(call(modules).press("12").heard()).containsExactly("menu", "twelve");
    assertThat(call(modules).press("1").pass(1_999).heard()).containsExactly("menu");
    assertThat(call(modules).press("1").pass(2_000).heard()).containsExactly("menu", "one");
  }

  @Test
  void anExitThatIsNotThereEndsTheCallWithItsOwnReason() {
    String modules = press("'1': 'one'", "") + plays("one");
    assertThat(call(modules).press("7").ended()).contains("missing-exit");
    assertThat(call(modules).pass(11_000).ended()).contains("missing-exit");
  }

  @Test
  void theCallersNumberIsMatchedWithoutItsPlus() {
    assertThat(matched(CALLER, "^44800")).isTrue();
    assertThat(matched(CALLER, "9000$")).isTrue();
    assertThat(matched(CALLER, "1483")).isFalse();
    assertThat(matched(Caller.of("448001119000"), "^44800")).isTrue();
  }

  @Test
  void anonymousAndUnavailableAreNoExpressions() {
    Caller anonymous = new Caller("+448001119000", true, false);
    assertThat(matched(anonymous, "anonymous")).isTrue();
    assertThat(matched(CALLER, "anonymous")).isFalse();
    assertThat(matched(new Caller("", false, false), "unavailable")).isTrue();
    assertThat(matched(new Caller("", false, false), "^")).isFalse();
    assertThat(matched(anonymous, "unavailable")).isFalse();
  }

  private boolean matched(Caller caller, String pattern) {
    String module =
        "'a': {'module': 'calleridmatch', 'patterns': ['%s'], 'match': 'yes', 'nomatch': 'no'}"
            .formatted(pattern);
    return FakeCall.into(flow(module + plays("yes", "no")), caller)
        .pass(0)
        .heard()
        .equals(List.of("yes"));
  }

  @Test
  void aCallThatWasNotAnsweredHearsTheBusyToneAndIsRefused() {
    FakeCall call = call("'a': {'module': 'busy', 'duration': 2}");
    assertThat(call.story().get(2)).contains("Progress");
    assertThat(call.story()).noneMatch(line -> line.contains("Answer["));
    assertThat(call.pass(1_999).ended()).isEmpty();
    assertThat(call.pass(1).ended()).contains("busy");
    assertThat(call.story()).last().asString().contains("Reject").contains("sipCode=486");
  }

  @Test
  void aCallThatWasAnsweredHearsTheBusyToneAndIsHungUpOn() {
    FakeCall call = call(play("a", "welcome")).pass(1_000);
    assertThat(call.heard()).containsExactly("welcome", "tone:480+620");
    assertThat(call.pass(3_000).ended()).contains("busy");
    assertThat(call.story()).last().asString().contains("Hangup");
  }

  @Test
  void recordingAndHoldMusicGoOnAtOnce() {
    FakeCall call =
        call(
            "'a': {'module': 'recording', 'next': 'b'}, 'b': {'module': 'musiconhold', 'class': 'jazz', 'next': 'c'}, "
                + play("c", "welcome"));
    assertThat(call.story()).anyMatch(line -> line.equals("0 RecordCall[]"));
    assertThat(call.heard()).containsExactly("welcome");
    assertThat(call.state().variables()).containsEntry("hold-music", "jazz");
  }

  @Test
  void whatNeedsATelephoneTakesNoAnswerOrSaysThatNobodyIsThere() {
    String ring =
        "'a': {'module': 'extension', 'extensions': [{'type': 'sipuser', 'uuid': 'x'}]%s}";
    FakeCall ends = call(ring.formatted("")).pass(1_000);
    assertThat(ends.heard()).containsExactly("system:not-available");
    assertThat(ends.ended()).contains("not-available");
    String goesOn = ring.formatted(", 'noanswer': 'b'") + plays("b");
    assertThat(call(goesOn).heard()).containsExactly("b");
  }

  @Test
  void aModuleIsEnteredAHundredTimesAndNoMore() {
    String modules =
        press("'1': 'a', 'invalid': 'a', 'timeout': 'a'", "").replace("'sound': 'menu', ", "");
    assertThat(call(modules).press("1".repeat(99)).ended()).isEmpty();
    assertThat(call(modules).press("1".repeat(100)).ended()).contains("entry-limit");
  }

  @Test
  void theSampleFlowRuns() {
    String ring =
        ", 'x': {'module': 'extension', 'extensions': [{'type': 'sipuser', 'uuid': 'p'}]}";
    String modules =
        "'a': {'module': 'pressextension', 'next': {'1': 'x', '2': 'x', 'invalid': 'x', 'timeout': 'x'}}"
            + ring;
    for (String key : List.of("1", "2", "9")) {
      assertThat(call(modules).press(key).pass(1_000).ended()).contains("not-available");
    }
    assertThat(call(modules).pass(11_000).ended()).contains("not-available");
  }
}
