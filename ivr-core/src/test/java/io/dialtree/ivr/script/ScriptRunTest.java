package io.dialtree.ivr.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.FlowBook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptRunTest {
  private static final FlowBook BOOK =
      ConfigFolder.load(
              MemorySource.of(
                  Map.of(
                      "flows/f.yaml",
                      """
                      numbers: [1]
                      start: a
                      nodes:
                        a:
                          menu:
                            greeting: [welcome, {say: "Press 1 to enter your account number."}]
                            timeout: {say: "I did not hear a key."}
                            choices: {"1": ask, "2": clock}
                            no-input: {limit: 2, then: bye}
                        ask: {collect: {max-digits: 2, store: n, then: look}}
                        look: {http: {url: "http://x/{n}", store: {sum: /sum}, then: say, failure: bye}}
                        say: {play: {prompt: [{say: "You owe"}, {amount: "{sum}", currency: EUR}], then: bye}}
                        clock: {hours: {calendar: {zone: Europe/Berlin, week: {mon: "09:00-10:00"}}, open: bye, closed: shut}}
                        shut: {hangup: {prompt: shut}}
                        bye: {hangup: }
                      """)),
              Map.of(),
              Map.of())
          .flows();

  private final Findings findings = new Findings();
  private final Coverage coverage = new Coverage(BOOK);

  private List<FlowScript> read(String yaml) {
    return ScriptReader.read("f.test.yaml", yaml.getBytes(StandardCharsets.UTF_8), findings);
  }

  private Optional<String> run(String rest) {
    List<FlowScript> scripts = read("call: {to: 1}\n" + rest);
    assertThat(findings.list()).isEmpty();
    return ScriptRun.run(scripts.getFirst(), BOOK, coverage).map(ScriptRun.Miss::message);
  }

  @Test
  void aCallThatGoesAsWrittenPasses() {
    assertThat(
            run(
                """
                web:
                  - {url: "/42", body: '{"sum": 12.5}', after: 400ms}
                steps:
                  - hears: welcome
                  - presses: 1
                  - presses: 42
                  - asks: http://x/42
                  - hears: you owe twelve euros and fifty cents
                  - reaches: bye
                  - ends: completed
                """))
        .isEmpty();
  }

  @Test
  void silenceIsWaitedForOnTheVirtualClock() {
    assertThat(
            run(
                """
                steps:
                  - hears: welcome
                  - waits: prompts
                  - waits: 5s
                  - hears: did not hear
                  - waits: 20s
                  - ends: completed
                """))
        .isEmpty();
  }

  @Test
  void theClockOnTheWallIsThatOfTheTest() {
    String steps = "steps: [presses: 2, {hears: shut}]";
    assertThat(run(steps)).isEmpty();
    String open = "call: {to: 1, at: 2026-11-23T09:30 Europe/Berlin}\n" + steps;
    assertThat(ScriptRun.run(read(open).getFirst(), BOOK, coverage)).isPresent();
  }

  @Test
  void whatWasHeardInsteadIsTold() {
    assertThat(run("steps: [{hears: \"press 1 to leave your number\"}]").orElse(""))
        .contains("does not hear \"press 1 to leave your number\"")
        .contains("heard: \"welcome Press 1 to enter your account number.\"")
        .contains("waiting for a key at \"a\"");
    assertThat(run("steps: [{hears: welcome}, {reaches: asks}, {hears: x}]").orElse(""))
        .contains("does not come to \"asks\"");
    assertThat(run("steps: [{ends: completed}]").orElse("")).contains("the call goes on");
    assertThat(run("steps: [hangs-up, {ends: completed}]").orElse(""))
        .isEqualTo("ended: caller-hangup, not completed");
    assertThat(run("steps: [hangs-up, {presses: 1}]").orElse("")).contains("the call is over");
  }

  @Test
  void aNumberThatReachesNobodyIsToldWithTheNearestFlow() {
    FlowScript script = read("call: {flow: ff}\nsteps: [hangs-up]").getFirst();
    assertThat(ScriptRun.run(script, BOOK, coverage).orElseThrow().message())
        .contains("no flow answers at \"ff\"")
        .contains("did you mean \"f\"");
  }

  @Test
  void coverageCountsNodesAndWays() {
    run("steps: [presses: 2, hangs-up]");
    Coverage.OfFlow flow = coverage.flows().getFirst();
    assertThat(flow.nodesSeen()).isEqualTo(3);
    assertThat(flow.nodes()).isEqualTo(7);
    assertThat(flow.waysSeen()).isEqualTo(2);
    assertThat(flow.missing())
        .contains("ask", "a -> ask", "clock -> bye")
        .doesNotContain("clock -> shut");
  }

  @Test
  void mistakesOfATestAreToldWithTheirLines() {
    read(
        """
        tests:
          - name: broken
            call: {fron: 1, at: yesterday}
            steps:
              - heers: welcome
              - waits: long
              - presses: x
              - {hears: a, presses: 1}
        """);
    assertThat(findings.list())
        .extracting(it -> it.at().line() + " " + it.rule())
        .containsExactlyInAnyOrder(
            "3 unknown-key",
            "3 required",
            "3 time",
            "5 unknown-key",
            "5 kind",
            "6 duration",
            "7 pattern",
            "8 kind");
    assertThat(findings.list()).extracting(Finding::nearest).contains("from", "hears");
  }

  private List<String> mistakes(String yaml) {
    read(yaml);
    return findings.list().stream()
        .map(it -> it.at().line() + " " + it.rule() + " -> " + it.nearest())
        .toList();
  }

  @Test
  void aStepWithoutItsTextIsToldWithTheNearestStep() {
    assertThat(mistakes("call: {to: 1}\nsteps:\n  - hangs-upp\n  - heers\n  - [hears]\n"))
        .containsExactly("3 kind -> hangs-up", "4 kind -> hears", "5 type -> ");
  }

  @Test
  void aWrongKeyOfTheWholeFileIsToldWithTheNearest() {
    assertThat(mistakes("testz:\n  - steps: [hangs-up]\n")).contains("1 unknown-key -> tests");
    assertThat(findings.list()).filteredOn(it -> it.rule().equals("unknown-key")).hasSize(1);
  }

  @Test
  void aTimeInAZoneThatIsMisspeltIsToldInTheNearest() {
    assertThat(mistakes("call: {to: 1, at: 2026-11-23T09:30 Europe/Berln}\nsteps: [hangs-up]\n"))
        .containsExactly("1 time -> 2026-11-23T09:30 Europe/Berlin");
  }

  @Test
  void namesWithSpacesAreCountedApart() {
    Coverage apart = new Coverage(BOOK);
    apart.node("f a", "ask");
    apart.way("f", "a ask", "look");
    assertThat(apart.flows().getFirst().nodesSeen()).isZero();
    assertThat(apart.flows().getFirst().waysSeen()).isZero();
  }
}
