package io.dialtree.ivr.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.script.Coverage;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptReader;
import io.dialtree.ivr.script.ScriptRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final String FLOW =
      """
      name: Test
      numbers: [1]
      start: a
      nodes:
        a:
          menu:
            greeting: hello
            invalid: wrong
            choices: {"1": b}
            first-digit-timeout: 3s
            no-input: {limit: 2, then: b}
        b: {hangup: {prompt: {silence: 1s}}}
      """;

  private final StringBuilder out = new StringBuilder();

  private EndReason run(LoadedConfig config, String lines) throws IOException {
    FlowBook book = config.flows();
    return new Simulation(book, out, 0)
        .run(book.choose("1").orElseThrow(), "1", new StringReader(lines));
  }

  private List<String> story(String lines) throws IOException {
    LoadedConfig config =
        ConfigFolder.load(MemorySource.of(Map.of("flows/f.yaml", FLOW)), Map.of(), Map.of());
    run(config, lines);
    return out.toString().lines().skip(1).toList();
  }

  @Test
  void shouldTellSilenceWithTheClock() throws IOException {
    assertThat(story("wait 3s\n\n"))
        .containsExactly(
            "+0.0 s answered",
            "+0.0 s a: [hello]",
            "+3.0 s waits 3.0 s for a key",
            "+6.0 s no input, 1 of 2",
            "+6.0 s a: [hello]",
            "+9.0 s waits 3.0 s for a key",
            "+12.0 s no input, 2 of 2",
            "+12.0 s b: (silence 1000 ms)",
            "+13.0 s ended: completed");
  }

  @Test
  void shouldTellWrongAndRightKeysAndHelp() throws IOException {
    assertThat(story("what\n9\n1\n"))
        .contains("+3.0 s key 9", "+3.0 s no match, 1 of 3", "+3.0 s a: [wrong]", "+9.0 s key 1")
        .anyMatch(line -> line.startsWith("type keys"))
        .last()
        .isEqualTo("+10.0 s ended: completed");
  }

  @Test
  void shouldHangUpWhenTheLinesEnd() throws IOException {
    assertThat(story("")).last().isEqualTo("+3.0 s ended: caller-hangup");
  }

  @Test
  void shouldWalkTheDemo() throws IOException {
    EndReason reason = run(ConfigFolder.loadDemo(Map.of(), Map.of()), "2\n42#\n0\n");
    assertThat(out.toString()).contains("\"You entered\" \"four\" \"two\"");
    assertThat(reason.slug()).isEqualTo("completed");
  }

  @Test
  void aConversationIsKeptAsATestThatPasses() throws IOException {
    FlowBook book = ConfigFolder.loadDemo(Map.of(), Map.of()).flows();
    Simulation simulation = new Simulation(book, out, 1_700_000_000_000L);
    String lines = "1\n2\nwait 8s\n42#\n\n7\n0\n";
    simulation.run(book.choose("5").orElseThrow(), "5", new StringReader(lines));

    Findings findings = new Findings();
    byte[] saved = simulation.asTest().getBytes(StandardCharsets.UTF_8);
    List<FlowScript> scripts = ScriptReader.read("saved.test.yaml", saved, findings);
    assertThat(findings.list()).as(simulation.asTest()).isEmpty();
    assertThat(simulation.asTest()).contains("hears: ", "presses: \"42#\"", "ends: completed");
    assertThat(ScriptRun.run(scripts.getFirst(), book, new Coverage(book)))
        .as(simulation.asTest())
        .isEmpty();
  }

  @Test
  void whatIsSaidAndAskedComesBackAsATestWhateverItIs() throws IOException {
    String flow =
        """
        numbers: [1]
        start: a
        on-hangup: report
        nodes:
          a: {menu: {greeting: {say: "a \\"quote\\", a \\\\ and \\e[2J: {x} # 'y' - [z]"}, choices: {"1": a}}}
          report: {http: {url: "http://x/", then: end, failure: end}}
          end: {hangup: }
        """;
    LoadedConfig config =
        ConfigFolder.load(MemorySource.of(Map.of("flows/f.yaml", flow)), Map.of(), Map.of());
    Simulation simulation = new Simulation(config.flows(), out, 0);
    EndReason reason =
        simulation.run(config.flows().choose("1").orElseThrow(), "1", new StringReader("1\n"));
    assertThat(reason.slug()).isEqualTo("caller-hangup");
    assertThat(out.toString()).doesNotContain("\u001b").contains("a \"quote\"");
    Findings findings = new Findings();
    List<FlowScript> scripts =
        ScriptReader.read(
            "s.test.yaml", simulation.asTest().getBytes(StandardCharsets.UTF_8), findings);
    assertThat(findings.list()).as(simulation.asTest()).isEmpty();
    assertThat(ScriptRun.run(scripts.getFirst(), config.flows(), new Coverage(config.flows())))
        .as(simulation.asTest())
        .isEmpty();
  }
}
