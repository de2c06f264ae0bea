package io.dialtree.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the check of flows finds beside what a reader of documents refuses. */
final class CompilerTest {
  private static List<Finding> check(String head, String nodes) {
    String document = "numbers: [1]\nstart: a\n" + head + "\nnodes:\n" + nodes.indent(2);
    return FlowCheck.check(
        ConfigFolder.load(MemorySource.of(Map.of("flows/f.yaml", document)), Map.of(), Map.of())
            .flows());
  }

  private static List<String> rules(String nodes) {
    return check("", nodes).stream().map(Finding::rule).toList();
  }

  @Test
  void aKeyThatIsSaidAndNotBoundIsFoundAndTheReverse() {
    List<Finding> findings =
        check(
            "",
            """
            a:
              menu:
                greeting: {say: "For sales press 1, for support press two. For the end dial star."}
                choices: {"1": b, "3": b}
            b: {hangup: }
            """);
    assertThat(findings)
        .extracting(it -> it.rule() + " " + it.message().replaceAll(".*?\"([^\"]*)\".*", "$1"))
        .containsExactly("unbound-key 2", "unbound-key *", "unspoken-key 3");
    assertThat(findings).allMatch(it -> it.at().line() == 6 && it.at().column() > 0);
  }

  @Test
  void keysAreFoundInGermanToo() {
    assertThat(
            SpokenKeys.told(
                "Für Verkauf drücken Sie die 1, für Hilfe drücken Sie bitte die Taste zwei."))
        .containsExactly("1", "2");
    assertThat(SpokenKeys.told("Drücken Sie 1 oder die Raute.")).containsExactly("1", "#");
    assertThat(SpokenKeys.told("Press the pound key, or press 12.")).containsExactly("#", "12");
  }

  @Test
  void numbersThatAreNoKeysAreLeftAlone() {
    assertThat(SpokenKeys.told("We open at 9. Our press office has 12 people.")).isEmpty();
    assertThat(
            rules(
                "a: {menu: {greeting: {say: \"You have 3 messages.\"}, choices: {\"1\": b}}}\nb: {hangup: }"))
        .isEmpty();
  }

  @Test
  void eachLanguageOfAGreetingIsLookedAt() {
    String nodes =
        "a: {menu: {greeting: {say: {en: \"press 1\", de: \"drücken Sie die 2\"}}, choices: {\"1\": b}}}\nb: {hangup: }";
    assertThat(rules(nodes)).containsExactly("unbound-key", "unspoken-key");
  }

  @Test
  void aChoiceThatAnotherBeginsWithIsFound() {
    List<Finding> findings =
        check("", "a: {menu: {choices: {\"1\": b, \"12\": b, \"21\": b}}}\nb: {hangup: }");
    assertThat(findings).extracting(Finding::rule).containsExactly("prefix");
    assertThat(findings.getFirst().message())
        .contains("\"1\"")
        .contains("3.0 s")
        .contains("\"12\"");
  }

  @Test
  void aPartWithoutAWayOutIsFound() {
    String exits = "no-input: {then: b}, no-match: {then: b}";
    String nodes =
        "a: {menu: {choices: {\"1\": b}, "
            + exits
            + "}}\nb: {menu: {choices: {\"1\": a}, "
            + exits
            + "}}";
    assertThat(rules(nodes)).contains("no-way-out");
    assertThat(rules(nodes.replace("\"1\": a}", "\"1\": c}") + "\nc: {hangup: }"))
        .doesNotContain("no-way-out");
  }

  @Test
  void aCircleOfDecisionsIsAnErrorAndOneThroughAPromptAWarning() {
    String silent =
        """
        a: {when: {cases: [{variable: x, empty: true, then: b}], else: z}}
        b: {set: {values: {y: 1}, then: a}}
        z: {hangup: }
        """;
    assertThat(check("", silent)).anyMatch(it -> it.rule().equals("endless") && it.isError());
    String heard =
        silent.replace(
            "{set: {values: {y: 1}, then: a}}", "{play: {prompt: {silence: 1s}, then: a}}");
    assertThat(check("", heard)).anyMatch(it -> it.rule().equals("endless") && !it.isError());
  }

  @Test
  void aPromptAfterTheCallerHasHungUpIsFound() {
    List<Finding> findings =
        check(
            "on-hangup: b",
            "a: {hangup: }\nb: {set: {values: {y: 1}, then: c}}\nc: {hangup: {prompt: {silence: 1s}}}");
    assertThat(findings).extracting(Finding::rule).containsExactly("after-hangup");
  }

  @Test
  void aCircleAfterHangupIsFoundToo() {
    String start = "a: {hangup: }\n";
    assertThat(check("on-hangup: b", start + "b: {set: {values: {x: 1}, then: b}}"))
        .anyMatch(it -> it.rule().equals("endless") && it.isError());
    assertThat(check("on-hangup: b", start + "b: {http: {url: 'http://x/', then: b, failure: b}}"))
        .anyMatch(it -> it.rule().equals("endless") && !it.isError());
  }

  @Test
  void aQuestionAfterHangupIsFound() {
    assertThat(check("on-hangup: b", "a: {hangup: }\nb: {menu: {choices: {\"1\": a}}}"))
        .extracting(Finding::rule)
        .containsExactly("after-hangup");
  }

  @Test
  void aChainOfThousandsOfNodesIsWalkedWithoutRecursion() {
    StringBuilder nodes = new StringBuilder("a: {goto: n0}\n");
    for (int i = 0; i < 10_000; i++) {
      nodes.append("n").append(i).append(": {goto: n").append(i + 1).append("}\n");
    }
    assertThat(rules(nodes + "n10000: {hangup: }")).isEmpty();
  }
}
