package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that mean the same in every menu. */
final class MenuKeysTest {
  private static final String HEAD =
      """
      numbers: [1]
      start: a
      operator: op
      keys: {repeat: "*", back: "9", operator: "0"}
      nodes:
        op: {hangup: {prompt: operator}}
        end: {hangup: }
      """;

  private static FakeCall call(String nodes) {
    return FakeCall.to("1", Map.of("flows/f.yaml", HEAD + nodes.indent(2))).pass(0);
  }

  private static final String TWO =
      """
      a: {menu: {greeting: top, choices: {"1": b}}}
      b: {menu: {greeting: low, choices: {"1": a}, no-match: {limit: 2, then: end}}}
      """;

  @Test
  void backAtTheFirstMenuAsksItAgain() {
    FakeCall call = call(TWO).press("9").press("9");
    assertThat(call.heard()).containsExactly("top", "top", "top");
    assertThat(call.ended()).isEmpty();
  }

  @Test
  void backFromAMenuThatWasReachedThroughOtherNodesLeadsToTheMenuBefore() {
    FakeCall call =
        call(
            """
            a: {menu: {greeting: top, choices: {"1": p}}}
            p: {play: {prompt: between, then: q}}
            q: {collect: {greeting: number, max-digits: 1, then: b}}
            b: {menu: {greeting: low, choices: {"1": end}}}
            """);
    call.press("1").pass(1_000).press("5").press("9");
    assertThat(call.heard()).containsExactly("top", "between", "number", "low", "top");
  }

  @Test
  void aMenuThatLeadsUpItselfIsNotGoneBackTo() {
    FakeCall call = call(TWO).press("1").press("1").press("9");
    assertThat(call.heard()).containsExactly("top", "low", "top", "top");
  }

  @Test
  void backLeadsIntoTheFlowBefore() {
    String second =
        "id: g\nstart: a\nkeys: {back: \"9\"}\nnodes: {a: {menu: {greeting: other, choices: {\"1\": a}}}}";
    String nodes = "a: {menu: {greeting: top, choices: {\"1\": go}}}\ngo: {goto: {flow: g}}\n";
    FakeCall call =
        FakeCall.to("1", Map.of("flows/f.yaml", HEAD + nodes.indent(2), "flows/g.yaml", second))
            .pass(0);
    call.press("1").press("9").press("1").press("9").press("9").press("0");
    assertThat(call.heard())
        .containsExactly("top", "other", "top", "other", "top", "top", "operator");
  }

  @Test
  void backFurtherThanIsRememberedStaysAtTheLastMenuKnown() {
    StringBuilder nodes = new StringBuilder();
    int menus = Trail.MENUS_MAX + 5;
    for (int i = 0; i < menus; i++) {
      String next = i + 1 < menus ? "m" + (i + 1) : "end";
      nodes.append("m%d: {menu: {greeting: g%d, choices: {\"1\": %s}}}%n".formatted(i, i, next));
    }
    FakeCall call = call("a: {goto: m0}\n" + nodes);
    call.press("1".repeat(menus - 1)).press("9".repeat(menus));
    assertThat(call.heard().getLast()).isEqualTo("g5");
    assertThat(call.ended()).isEmpty();
  }

  @Test
  void repeatIsNoFailedTryAndBeginsTheTriesAnew() {
    FakeCall call = call(TWO).press("1");
    for (int i = 0; i < 10; i++) {
      call.press("8").press("*");
      assertThat(call.state().noMatches()).isZero();
    }
    assertThat(call.ended()).isEmpty();
    assertThat(call.press("8").press("8").pass(1_000).ended()).contains("completed");
  }

  @Test
  void silenceAfterRepeatIsCountedFromNothing() {
    FakeCall call = call(TWO);
    call.pass(FakeCall.PLAY_MS + 5_000).pass(FakeCall.PLAY_MS);
    assertThat(call.state().noInputs()).isEqualTo(1);
    assertThat(call.press("*").state().noInputs()).isZero();
  }

  @Test
  void aChoiceOfTheMenusOwnWinsOverAKeyOfTheFlow() {
    FakeCall call =
        call(
            """
            a: {menu: {greeting: top, choices: {"0": zero}}}
            zero: {hangup: {prompt: zero}}
            """);
    assertThat(call.press("0").heard()).containsExactly("top", "zero");
  }

  @Test
  void aKeyThatIsSwitchedOffIsAWrongEntry() {
    FakeCall call = call("a: {menu: {greeting: top, keys: {back: \"\"}, choices: {\"1\": end}}}");
    assertThat(call.press("9").state().noMatches()).isEqualTo(1);
  }

  @Test
  void inAQuestionForANumberTheKeysOfTheFlowAreDigits() {
    FakeCall call =
        call(
            "a: {collect: {store: n, max-digits: 3, then: b}}\nb: {menu: {choices: {\"1\": end}}}");
    assertThat(call.press("909").state().variables()).containsEntry("n", "909");
  }
}
