package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values, what they are compared with, and what of them is heard. */
final class VariablesTest {
  private static FakeCall call(String caller, String nodes) {
    String document =
        "numbers: [1]\nstart: a\nnodes:\n"
            + (nodes + "\nyes: {hangup: {prompt: yes}}\nno: {hangup: {prompt: no}}").indent(2);
    return FakeCall.to("1", Map.of("flows/f.yaml", document), new Caller(caller, false, false))
        .pass(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "10|less: 9|no",
        "9|less: 10|yes",
        "9|less: \"10\"|yes",
        "10|greater: 9|yes",
        "-1|less: 0|yes",
        "0.1|less: 0.10|no",
        "0.1|greater: 0.10|no",
        "+5|greater: 4|yes",
        "ten|less: 100|no",
        "ten|greater: 100|no",
        "1e3|greater: 1|no",
        "1 000|greater: 1|no",
        "1,5|greater: 1|no",
        "``|less: 1|no",
        "``|equals: \"\"|yes",
        "``|starts-with: \"\"|yes",
        "``|empty: true|yes",
        "10|equals: 10|yes",
        "10|equals: 10.0|no",
        "010|equals: 10|no",
        "yes|equals: yes|yes",
        "true|equals: true|yes",
        "a.c|equals: \"a.c\"|yes",
        "abc|equals: \"a.c\"|no",
        "abc|matches: \"a.\"|no",
        "abc|matches: \"a.c\"|yes",
        "x|equals: \"{v}\"|yes",
        "{v}|equals: \"{v}\"|yes",
      })
  void aValueIsComparedAsWhatTheComparisonIsFor(String value, String comparison, String way) {
    // The value is the caller's name, which nothing reads as YAML or as a placeholder.
    FakeCall call =
        call(
            value,
            "a: {set: {values: {v: \"{caller}\"}, then: b}}\nb: {when: {cases: [{variable: v, "
                + comparison
                + ", then: \"yes\"}], else: \"no\"}}");
    assertThat(call.heard()).containsExactly(way);
  }

  @ParameterizedTest
  @CsvSource({
    "+4930123, yes",
    "004930123, yes",
    "4930123, no",
    "030123, no",
    "+44301, no",
    "anonymous, no"
  })
  void aNumberOfACountryIsKnownByEitherPrefixAndNotWithout(String caller, String way) {
    assertThat(
            call(
                    caller,
                    "a: {when: {cases: [{variable: caller, starts-with: [\"+49\", \"0049\"], then: \"yes\"}], else: \"no\"}}")
                .heard())
        .containsExactly(way);
  }

  @Test
  void whatACallerIsCalledIsNeverSpokenAsText() {
    FakeCall call =
        call(
            "<speak>{dialled} 1#x",
            "a: {play: {prompt: [{say: \"You are {caller}, welcome.\"}, {number: \"{caller}\"}, {digits: \"{caller}\"}], then: \"yes\"}}");
    assertThat(call.heard())
        .containsExactly(
            "You are",
            "system:digit-1",
            "system:digit-pound",
            "welcome.",
            "system:digit-1",
            "system:digit-pound",
            "system:digit-1",
            "system:digit-pound");
  }

  @Test
  void placeholdersInAValueAreNotFilledAgain() {
    FakeCall call =
        call(
            "{dialled}",
            "a: {set: {values: {x: \"{caller}\", y: \"{x}\"}, then: b}}\nb: {when: {cases: [{variable: y, equals: \"{caller}\", then: \"yes\"}], else: \"no\"}}");
    assertThat(call.state().variables()).containsEntry("y", "{dialled}");
    assertThat(call.heard()).containsExactly("yes");
  }

  @Test
  void anUndefinedVariableIsEmptyEverywhere() {
    FakeCall call =
        call(
            "100",
            """
            a: {set: {values: {x: "[{nothing}]"}, then: b}}
            b: {play: {prompt: [{say: "Hello {nothing}"}, {amount: "{nothing}", currency: EUR}], then: c}}
            c: {when: {cases: [{variable: x, equals: "[]", then: "yes"}], else: "no"}}
            """);
    assertThat(call.pass(1_000).heard()).containsExactly("Hello", "yes");
  }

  @Test
  void theLanguageMayChangeInTheMiddleAndFallsBackToTheFirstText() {
    FakeCall call =
        call(
            "100",
            """
            a: {play: {prompt: [{say: {en: one, de: eins}}, hours], then: b}}
            b: {language: {set: de-at, then: c}}
            c: {play: {prompt: [{say: {en: two, de: zwei}}, {say: {en: only, fr: rien}}, hours, {number: "3"}], then: d}}
            d: {language: {set: sv, then: e}}
            e: {play: {prompt: [{say: {en: three, de: drei}}, {number: "4"}, {number: "5", language: de}], then: "yes"}}
            """);
    assertThat(call.pass(3_000).heard())
        .containsExactly(
            "one",
            "hours",
            "zwei",
            "only",
            "de-at/hours",
            "de-at/system:number-3",
            "three",
            "sv/system:number-4",
            "de/system:number-5",
            "sv/yes");
  }
}
