package io.dialtree.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowCheckTest {
  private static List<Finding> check(String nodes) {
    String document = "numbers: [1]\nstart: a\nnodes:\n" + nodes.indent(2);
    return FlowCheck.check(
        ConfigFolder.load(MemorySource.of(Map.of("flows/f.yaml", document)), Map.of(), Map.of())
            .flows());
  }

  @Test
  void shouldFindNothingInTheExamples() {
    for (String example : new String[] {"demo", "kazoo"}) {
      Path folder = Path.of("..", "examples", example);
      assertThat(FlowCheck.check(ConfigFolder.load(folder, Map.of(), Map.of()).flows())).isEmpty();
    }
  }

  @Test
  void shouldNameNodesNobodyReaches() {
    List<Finding> findings = check("a: {hangup: }\nb: {hangup: }");
    assertThat(findings).extracting(Finding::key).containsExactly("b");
    assertThat(findings).noneMatch(Finding::isError);
  }

  @Test
  void shouldRefuseCirclesInWhichNothingIsHeard() {
    List<Finding> findings = check("a: {goto: b}\nb: {goto: a}");
    assertThat(findings).extracting(Finding::rule).containsExactly("endless", "no-way-out");
    assertThat(findings.getFirst().isError()).isTrue();
    assertThat(findings.getFirst().message()).contains("a -> b -> a");
  }

  @Test
  void shouldWarnWhenASilentCallerGoesRound() {
    List<Finding> findings =
        check("a: {menu: {choices: {\"1\": b}, no-input: {then: a}}}\nb: {hangup: }");
    assertThat(findings).extracting(Finding::rule).containsExactly("endless");
    assertThat(findings).noneMatch(Finding::isError);
  }

  @Test
  void shouldFindAFlowThatIsNotThereAndAValueNobodyStores() {
    List<Finding> findings =
        check(
            """
            a: {collect: {store: account, then: b}}
            b: {play: {prompt: {say: "{acount}"}, then: c}}
            c: {goto: {flow: g}}
            """);
    assertThat(findings).extracting(Finding::rule).containsExactly("placeholder", "missing-flow");
    assertThat(findings.getFirst().message()).contains("did you mean {account}?");
    assertThat(findings.getLast().nearest()).isEqualTo("f");
  }

  @Test
  void shouldWarnWhenAMaskedNumberIsSpoken() {
    List<Finding> findings =
        check(
            "a: {collect: {store: pin, mask: true, then: b}}\nb: {hangup: {prompt: {say: \"{pin}\"}}}");
    assertThat(findings).extracting(Finding::rule).containsExactly("masked");
  }

  @Test
  void aVariableNobodyStoresIsFoundInRequestsValuesAndConditionsToo() {
    List<Finding> findings =
        check(
            """
            a: {collect: {store: account, then: b}}
            b: {set: {values: {copy: "{acount}"}, then: c}}
            c: {when: {cases: [{variable: acount, equals: "{cpy}", then: d}], else: d}}
            d:
              http:
                url: "http://x/{account}/{b-d}"
                headers: {X-A: "{http-status}", X-B: "{unknown}"}
                json: {a: "{copi}", b: ["{copy}"]}
                then: e
                failure: e
            e: {hangup: }
            """);
    assertThat(findings)
        .extracting(
            it -> it.rule() + " " + it.key() + " " + it.message().replaceFirst(".*stores ", ""))
        .containsExactlyInAnyOrder(
            "placeholder b {acount}, so nothing stands there; did you mean {account}?",
            "placeholder c {cpy}, so nothing stands there; did you mean {copy}?",
            "placeholder c \"acount\", so it is always empty; did you mean {account}?",
            "placeholder d {b-d}, so nothing stands there",
            "placeholder d {unknown}, so nothing stands there",
            "placeholder d {copi}, so nothing stands there; did you mean {copy}?");
    assertThat(findings).noneMatch(Finding::isError);
  }

  @Test
  void aFlowKnowsWhatTheFlowsThatLeadToItHaveStored() {
    String first =
        "numbers: [1]\nstart: a\nnodes: {a: {collect: {store: pin, mask: true, then: b}}, b: {goto: {flow: g}}}";
    String second = "start: a\nnodes: {a: {goto: {flow: h}}}";
    String third =
        "start: a\nnodes: {a: {set: {values: {x: \"{pin}\"}, then: b}}, b: {hangup: {prompt: {digits: \"{pin}\"}}}}";
    List<Finding> findings =
        FlowCheck.check(
            ConfigFolder.load(
                    MemorySource.of(
                        Map.of(
                            "flows/f.yaml", first, "flows/g.yaml", second, "flows/h.yaml", third)),
                    Map.of(),
                    Map.of())
                .flows());
    assertThat(findings).extracting(Finding::rule).containsExactly("masked");
  }

  @Test
  void bracesThatMakeNoPlaceholderAreFoundWhereTheyWouldBeSpoken() {
    List<Finding> findings =
        check(
            """
            a: {collect: {store: account, then: b}}
            b: {hangup: {prompt: [{say: "Your account is {Account} { account }"}, {say: {en: "{}"}}]}}
            """);
    assertThat(findings)
        .extracting(Finding::message)
        .containsExactly(
            "{Account} is no placeholder: small letters, digits and - make one; did you mean {account}?",
            "{ account } is no placeholder: small letters, digits and - make one; did you mean {account}?",
            "{} is no placeholder: small letters, digits and - make one");
  }
}
