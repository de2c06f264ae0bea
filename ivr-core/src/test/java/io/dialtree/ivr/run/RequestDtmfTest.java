package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.dialect.dtmfrequest.DtmfFlow;
import io.dialtree.config.dialect.dtmfrequest.DtmfInstruction;
import io.dialtree.config.finding.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call that asks for digits, as its callee knows it. */
final class RequestDtmfTest {
  private static FakeCall call(String more) {
    String json =
        "{'callee': '+31600000001', 'caller': '+31851234567', 'prompt': 'code', 'valid-prompt': 'thanks',"
            + " 'invalid-prompt': 'wrong', 'timeout': 3000, 'max-attempts': 3"
            + more
            + "}";
    Findings findings = new Findings();
    DtmfInstruction instruction =
        DtmfInstruction.read(JsonDocument.of(json), findings).orElseThrow();
    JsonDocument.shouldBeClean(findings);
    return FakeCall.into(DtmfFlow.flow(instruction, "dtmf/x", findings), Caller.of("")).pass(0);
  }

  private static Map<String, String> accepted(FakeCall call) {
    return call.state().variables();
  }

  @Test
  void goodDigitsAreConfirmedAndKept() {
    FakeCall call = call("").press("1234#");
    assertThat(call.heard()).containsExactly("code", "thanks");
    assertThat(accepted(call)).containsEntry("digits", "1234");
    assertThat(call.pass(1_000).ended()).contains("completed");
  }

  @Test
  void digitsEndByTheirNumberOrByAGapAndTheTimerStartsAnewAtEachOfThem() {
    assertThat(call(", 'max-digits': 2").press("12").heard()).containsExactly("code", "thanks");
    FakeCall call = call("").press("1").pass(2_999).press("2").pass(2_999);
    assertThat(call.heard()).containsExactly("code");
    assertThat(call.pass(1).heard()).containsExactly("code", "thanks");
    assertThat(accepted(call)).containsEntry("digits", "12");
  }

  @Test
  void wrongDigitsAreToldUntilNoAttemptIsLeftAndNothingIsKept() {
    FakeCall call = call(", 'regex': '[5-9]*'");
    call.press("1#").pass(1_000).press("2#").pass(1_000).press("3#").pass(1_000);
    assertThat(call.heard()).containsExactly("code", "wrong", "code", "wrong", "code", "wrong");
    assertThat(call.ended()).contains("completed");
    assertThat(accepted(call)).doesNotContainKey("digits");
  }

  @Test
  void silenceStartsThePromptAgainWithoutAWord() {
    FakeCall call = call("").pass(2 * 4_000);
    assertThat(call.heard()).containsExactly("code", "code", "code");
    assertThat(call.pass(4_000).ended()).contains("completed");
  }

  @Test
  void tooFewDigitsAndATerminatorAloneFail() {
    assertThat(call(", 'min-digits': 3").press("12#").heard()).containsExactly("code", "wrong");
    assertThat(call("").press("#").heard()).containsExactly("code", "wrong");
  }

  @Test
  void theDefaultExpressionRefusesAStar() {
    assertThat(call("").press("1*2#").heard()).containsExactly("code", "wrong");
    FakeCall starEnds = call(", 'terminators': '*'").press("12*");
    assertThat(accepted(starEnds)).containsEntry("digits", "12");
  }

  @Test
  void withoutTerminatorsOnlyNumberAndGapEndTheInput() {
    FakeCall call = call(", 'terminators': '', 'regex': '.*'").press("1#").pass(3_000);
    assertThat(accepted(call)).containsEntry("digits", "1#");
  }

  @Test
  void aTerminatorAfterAFullInputIsIgnored() {
    FakeCall call = call(", 'max-digits': 2").press("12#");
    assertThat(call.heard()).containsExactly("code", "thanks");
    assertThat(call.state().typedAhead()).isEmpty();
  }

  @Test
  void aCalleeWhoHangsUpLeavesNoDigits() {
    FakeCall call = call("").press("12").event(new FlowEvent.CallerHungUp());
    assertThat(call.ended()).contains("caller-hangup");
    assertThat(accepted(call)).doesNotContainKey("digits");
  }

  @Test
  void theDigitsAreMaskedInRecords() {
    assertThat(call("").story()).anyMatch(line -> line.contains("nodeId=ask, masked=true"));
  }
}
