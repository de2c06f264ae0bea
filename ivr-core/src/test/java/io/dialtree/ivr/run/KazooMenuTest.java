package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Kazoo's menu, as its callers know it. The menu has length 4, greeting "main", 10 s and 2 s timers
 * unless said.
 */
final class KazooMenuTest {
  private static final String ONE = "\"1\": " + play("sales");

  private static String play(String id) {
    return "{\"module\": \"play\", \"data\": {\"id\": \"" + id + "\"}, \"children\": {}}";
  }

  private static FakeCall call(String menuFields, String children) {
    return call(menuFields, children, Caller.of("100"));
  }

  private static Map<String, String> documents(String menuFields, String children) {
    Map<String, String> documents = new HashMap<>();
    documents.put("flows/kazoo/menus/m.json", "{\"name\": \"m\"" + menuFields + "}");
    documents.put(
        "flows/kazoo/callflows/main.json",
        """
        {"numbers": ["1000"], "flow": {"module": "menu", "data": {"id": "m"}, "children": {%s}}}
        """
            .formatted(children));
    for (String number : new String[] {"1001", "2001", "7001"}) {
      documents.put(
          "flows/kazoo/callflows/ext" + number + ".json",
          "{\"numbers\": [\"" + number + "\"], \"flow\": " + play("ext" + number) + "}");
    }
    return documents;
  }

  private static FakeCall call(String menuFields, String children, Caller caller) {
    return FakeCall.to("1000", documents(menuFields, children), caller).pass(0);
  }

  private static final String MAIN = ", \"media\": {\"greeting\": \"main\"}";

  @Test
  void shouldRouteAfterTheInterDigitTimeWhenFewerKeysThanTheLengthArePressed() {
    FakeCall call = call(MAIN, ONE).press("1").pass(1_999);
    assertThat(call.heard()).containsExactly("main");
    call.pass(1);
    assertThat(call.heard()).containsExactly("main", "sales");
  }

  @Test
  void shouldRouteAtOnceWhenThePoundKeyEndsTheInput() {
    assertThat(call(MAIN, ONE).press("1#").heard()).containsExactly("main", "sales");
  }

  @Test
  void shouldPlayTheGreetingThreeTimesThenExitAndGoodbyeWhenNobodyPresses() {
    FakeCall call = call(", \"retries\": 3" + MAIN, ONE).pass(3 * 11_000);
    assertThat(call.heard())
        .containsExactly("main", "main", "main", "system:menu-exit", "system:vm-goodbye");
    assertThat(call.pass(1_000).ended()).contains("max-retries");
  }

  @Test
  void shouldGoOnAtTheDefaultChildWithTheTransferPromptWhenRetriesAreUsedUp() {
    FakeCall call = call(", \"retries\": 1" + MAIN, "\"_\": " + play("operator")).pass(13_000);
    assertThat(call.heard())
        .containsExactly("main", "system:menu-exit", "system:menu-transferring_call", "operator");
  }

  @Test
  void shouldTakeTheTimeoutChildAfterTheFirstSilence() {
    FakeCall call = call(MAIN, "\"timeout\": " + play("silence")).pass(11_000);
    assertThat(call.heard()).containsExactly("main", "silence");
  }

  @Test
  void shouldTreatPoundAloneAsSilence() {
    assertThat(call(MAIN, "\"timeout\": " + play("silence")).press("#").heard())
        .containsExactly("main", "silence");
  }

  @Test
  void shouldCountSilenceAndWrongKeysTogether() {
    FakeCall call = call(MAIN, ONE + ", \"max_retries\": " + play("lost"));
    call.press("9#").pass(1_000).press("8#").pass(1_000).pass(11_000).pass(1_000);
    assertThat(Collections.frequency(call.heard(), "system:menu-invalid_entry")).isEqualTo(2);
    assertThat(Collections.frequency(call.heard(), "main")).isEqualTo(3);
    assertThat(call.heard()).endsWith("system:menu-exit", "lost");
  }

  @Test
  void shouldPreferTheMaxRetriesChildToTheDefault() {
    String children = "\"max_retries\": " + play("lost") + ", \"_\": " + play("operator");
    assertThat(call(", \"retries\": 1" + MAIN, children).pass(12_000).heard())
        .containsExactly("main", "system:menu-exit", "lost");
  }

  @Test
  void shouldHuntOnlyNumbersThatAreNotDenied() {
    String fields = ", \"hunt\": true, \"hunt_deny\": \"^2\"" + MAIN;
    assertThat(call(fields, ONE).press("2001").heard())
        .containsExactly("main", "system:menu-invalid_entry");
    assertThat(call(fields, ONE).press("1001").pass(1_000).heard())
        .containsExactly("main", "system:menu-transferring_call", "ext1001");
  }

  @Test
  void shouldNotHuntWhenHuntingIsOff() {
    String fields = ", \"hunt\": false" + MAIN;
    assertThat(call(fields, ONE).press("1001").heard())
        .containsExactly("main", "system:menu-invalid_entry");
  }

  @Test
  void shouldHuntOnlyAllowedNumbersAndReachTheStarChild() {
    String fields = ", \"hunt_allow\": \"^7\"" + MAIN;
    assertThat(call(fields, ONE).press("2001").heard()).endsWith("system:menu-invalid_entry");
    assertThat(call(fields, ONE).press("7001").pass(1_000).heard()).endsWith("ext7001");
    assertThat(call(fields, "\"*\": " + play("star")).press("*#").heard()).endsWith("star");
  }

  @Test
  void shouldReturnToTheDefaultChildAfterTheHuntedFlowWhenBranching() {
    FakeCall call = call(", \"branch_extension\": true" + MAIN, "\"_\": " + play("after"));
    assertThat(call.press("1001").pass(2_000).heard()).endsWith("ext1001", "after");
    assertThat(call.pass(1_000).ended()).contains("completed");
  }

  @Test
  void shouldEndAfterTheHuntedFlowWhenNotBranching() {
    FakeCall call = call(", \"branch_extension\": false" + MAIN, "\"_\": " + play("after"));
    assertThat(call.press("1001").pass(2_000).heard()).endsWith("ext1001");
    assertThat(call.ended()).contains("completed");
  }

  @Test
  void shouldNeverPlayTheInvalidPromptWhenMediaIsSuppressed() {
    String fields =
        ", \"suppress_media\": true, \"media\": {\"greeting\": \"main\", \"invalid_media\": \"wrong\"}";
    assertThat(call(fields, ONE).press("9#").heard()).containsExactly("main", "main");
  }

  @Test
  void shouldPlayMediaAsTrueFalseOrName() {
    String silent =
        ", \"retries\": 1, \"media\": {\"greeting\": \"main\", \"invalid_media\": false, \"exit_media\": false,"
            + " \"transfer_media\": false}";
    assertThat(call(silent, "\"_\": " + play("operator")).press("9#").heard())
        .containsExactly("main", "operator");
    String named =
        ", \"retries\": 1, \"media\": {\"greeting\": \"main\", \"invalid_media\": \"wrong\", \"exit_media\": \"out\","
            + " \"transfer_media\": \"moment\"}";
    assertThat(call(named, "\"_\": " + play("operator")).press("9#").pass(2_000).heard())
        .containsExactly("main", "wrong", "out", "moment", "operator");
    String standard =
        ", \"retries\": 1, \"media\": {\"greeting\": \"main\", \"invalid_media\": true}";
    assertThat(call(standard, ONE).press("9#").heard())
        .containsExactly("main", "system:menu-invalid_entry");
  }

  @Test
  void shouldIgnoreTheTerminatorThatFollowsAFullInput() {
    FakeCall call = call(", \"max_extension_length\": 1" + MAIN, ONE).press("1#");
    assertThat(call.state().typedAhead()).isEmpty();
    assertThat(call.ended()).isEmpty();
  }

  @Test
  void shouldStandStillWhileHeld() {
    FakeCall call = call(MAIN, ONE).press("1").pass(1_000).event(new FlowEvent.Held()).pass(60_000);
    assertThat(call.heard()).containsExactly("main");
    call.event(new FlowEvent.Resumed()).pass(999);
    assertThat(call.heard()).containsExactly("main");
    assertThat(call.pass(1).heard()).containsExactly("main", "sales");
  }

  private static final String PIN = ", \"record_pin\": \"4711\"" + MAIN;
  private static final Caller IN_HOUSE = new Caller("100", false, true);

  /** Up to the review, after a recording of that length. */
  private static FakeCall recorded(long recordedMs) {
    return call(PIN, ONE, IN_HOUSE).press("4711").pass(1_500 + 500).pass(recordedMs).press("5");
  }

  private static FakeCall early(String menuFields, String children) {
    Map<String, String> documents = documents(MAIN + menuFields, children);
    documents.put("dialtree.yaml", "kazoo-early-match: on\n");
    return FakeCall.to("1000", documents).pass(0);
  }

  @Test
  void aMenuThatDoesNotHuntMayTakeAKeyAtOnce() {
    String children = ONE + ", \"12\": " + play("twelve") + ", \"2\": " + play("two");
    assertThat(early(", \"hunt\": false", children).press("2").heard()).endsWith("two");
    assertThat(early(", \"hunt\": false", children).press("1").heard()).containsExactly("main");
    assertThat(early("", children).press("2").heard()).containsExactly("main");
    assertThat(call(MAIN + ", \"hunt\": false", children).press("2").heard())
        .containsExactly("main");
    String pin = ", \"hunt\": false, \"record_pin\": \"222\"";
    assertThat(early(pin, children).press("2").heard()).containsExactly("main");
  }

  @Test
  void thePinRecordsAfterATone() {
    FakeCall call = call(PIN, ONE, IN_HOUSE).press("4711");
    assertThat(call.heard()).containsExactly("main", "system:vm-record_greeting", "tone:440+440");
    assertThat(call.pass(1_000).story()).last().asString().contains("StartRecording");
    assertThat(call.pass(3_000).press("5").pass(0).heard()).endsWith("system:vm-review_recording");
  }

  @Test
  void aCallerFromOutsideMayNotRecordUnlessTheMenuAllowsIt() {
    assertThat(call(PIN, ONE).press("4711").heard())
        .containsExactly("main", "system:menu-invalid_entry");
    String allowed = ", \"allow_record_from_offnet\": true" + PIN;
    assertThat(call(allowed, ONE).press("4711").heard()).contains("system:vm-record_greeting");
  }

  @Test
  void aChildThatIsThePinHidesIt() {
    assertThat(call(PIN, "\"4711\": " + play("child"), IN_HOUSE).press("4711").heard())
        .containsExactly("main", "child");
  }

  @Test
  void oneKeepsTheRecordingAndTheMenuSpeaksWithIt() {
    FakeCall call = recorded(3_000).pass(0).press("1");
    assertThat(call.story())
        .anyMatch(line ->
            line.contains(
                "KeepRecording[recordingId=1, owner=GreetingOwner[account=, document=m],"
                    + " name=m menu greeting]"));
    assertThat(call.pass(1_000).heard())
        .endsWith("system:vm-saved", "system:menu-return", "recorded:1");
    assertThat(call.press("1#").heard()).endsWith("sales");
  }

  @Test
  void theTriesOfTheMenuStayAsTheyWere() {
    String fields = ", \"retries\": 2" + PIN;
    FakeCall call = call(fields, ONE, IN_HOUSE).press("9#").pass(1_000).press("4711").pass(1_000);
    call.pass(2_000).press("5").pass(0).press("1").pass(1_000).press("9#").pass(1_000);
    assertThat(call.heard()).endsWith("system:menu-exit", "system:vm-goodbye");
  }

  @Test
  void twoPlaysTheRecordingAndThreeRecordsAgain() {
    FakeCall call = recorded(3_000).pass(0).press("2").pass(1_000);
    assertThat(call.heard()).endsWith("recorded:1", "system:vm-review_recording");
    call.press("3").pass(1_000);
    assertThat(call.story()).last().asString().contains("StartRecording[recordingId=2");
  }

  @Test
  void anythingElseAndSilenceReviewAgain() {
    FakeCall call = recorded(3_000).pass(0).press("8");
    assertThat(Collections.frequency(call.heard(), "system:vm-review_recording")).isEqualTo(2);
    call.pass(6_000);
    assertThat(Collections.frequency(call.heard(), "system:vm-review_recording")).isEqualTo(3);
  }

  @Test
  void aRecordingThatIsTooShortIsMadeAgain() {
    FakeCall call =
        call(PIN, ONE, IN_HOUSE).press("4711").pass(1_000).pass(1_499).press("5").pass(0);
    assertThat(call.press("1").heard())
        .endsWith("system:vm-recording_to_short", "system:vm-record_greeting", "tone:440+440");
    assertThat(call.story()).noneMatch(line -> line.contains("KeepRecording"));
  }

  @Test
  void aDeviceThatCannotBeRungGoesOnAtTheDefaultChildAndAVoicemailSaysSo() {
    String device = "{\"module\": \"device\", \"data\": {\"id\": \"d\"}, \"children\": {%s}}";
    String onward = device.formatted("\"_\": " + play("after"));
    assertThat(call(MAIN, "\"1\": " + onward).press("1#").heard()).endsWith("after");
    assertThat(call(MAIN, "\"1\": " + device.formatted("")).press("1#").pass(1_000).ended())
        .contains("not-available");
    String voicemail = "{\"module\": \"voicemail\", \"data\": {\"id\": \"v\"}, \"children\": {}}";
    assertThat(call(MAIN, "\"1\": " + voicemail).press("1#").heard())
        .endsWith("system:not-available");
  }

  @Test
  void aPlayMayComeBeforeTheAnswer() {
    String early =
        "{\"numbers\": [\"1\"], \"flow\": {\"module\": \"play\", \"data\": {\"id\": \"hello\", \"answer\": false}}}";
    FakeCall call = FakeCall.to("1", Map.of("flows/kazoo/callflows/e.json", early)).pass(1_000);
    assertThat(call.heard()).containsExactly("hello");
    assertThat(call.story()).noneMatch(line -> line.contains("Answer["));
    assertThat(call.story()).last().asString().contains("Reject");
  }

  @Test
  void shouldStopThePromptAtTheFirstKey() {
    FakeCall call = call(MAIN, ONE).pass(300).press("1");
    assertThat(call.story()).anyMatch(line -> line.startsWith("300 StopPlay"));
  }
}
