package io.dialtree.server.flowcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.ivr.check.FlowCheck;
import io.dialtree.ivr.script.Coverage;
import io.dialtree.ivr.script.FlowScript;
import io.dialtree.ivr.script.ScriptReader;
import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.tone.ToneGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows works as it stands there, without a finding. */
final class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path NATIVE = DOCS.resolve("flows/native.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```");
  private static final Pattern NODE =
      Pattern.compile("`((?:set|language|goto|hangup|keys): ?[^`]*)`|`(hangup:)`");

  @TempDir private Path folder;

  private static List<String> blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1).stripIndent())
        .toList();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void prompt(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve("prompts")).resolve(name + ".wav");
    try (WavWriter wav = WavWriter.create(file, 8000)) {
      wav.append(new ToneGenerator(8000).sine(440, -10, 500), 0, 4000);
    }
  }

  private List<Finding> findings() {
    LoadedConfig loaded = ConfigFolder.load(folder, Map.of(), Map.of());
    List<Finding> all = new ArrayList<>(loaded.findings());
    all.addAll(FlowCheck.check(loaded.compiled()));
    all.addAll(AudioCheck.check(loaded.promptFiles().files(), loaded.flows()));
    return all;
  }

  /** A flow that begins with one node and has those that the pages' examples lead to. */
  private void writeAround(String node) throws IOException {
    write(
        "flows/around.yaml",
        """
        numbers: ["2000"]
        patterns: ["^21(..)$"]
        start: asked
        operator: main
        nodes:
          asked:
        %s
          enough:
            http: {url: "http://127.0.0.1/x", store: {balance: /a, count: /b, place: /c, due: /d}, then: account, failure: open}
          account:
            collect: {store: account, then: open}
          open:
            set: {values: {from: "13:05"}, then: shown}
          shown:
            menu:
              choices: {"1": german, "2": reminder, "3": main, "4": node, "5": asked, "6": closed, "7": from-flow}
          german: {hangup: }
          reminder: {hangup: }
          main: {hangup: }
          node: {hangup: }
          closed: {hangup: }
          from-flow: {goto: {flow: id}}
        """
            .formatted(node.indent(4).stripTrailing())
            .replace("start: asked", "start: enough"));
    write("flows/id.yaml", "start: a\nnodes: {a: {hangup: }}");
  }

  @Test
  void theFirstFlowNeedsNothingMore() throws IOException {
    write("flows/front-desk.yaml", blocks(DOCS.resolve("start/first-flow.md")).getFirst());
    assertThat(findings()).isEmpty();
  }

  @Test
  void theNativeExampleNeedsItsPromptOnly() throws IOException {
    write("flows/opening.yaml", blocks(NATIVE).getFirst());
    assertThat(findings()).extracting(Finding::rule).containsOnly("missing-prompt");
    prompt("hours");
    assertThat(findings()).isEmpty();
  }

  @Test
  void theCalendarAndTheConditionsAreReadAsTheyStand() throws IOException {
    write("calendars/office.yaml", block("zone:"));
    writeAround("hours: {calendar: office, open: open, closed: closed, holiday: node}");
    assertThat(findings()).isEmpty();
    writeAround(block("when:"));
    assertThat(findings()).isEmpty();
  }

  private static String block(String start) throws IOException {
    return blocks(NATIVE).stream().filter(it -> it.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void everyPromptOfTheTableIsOne() throws IOException {
    String page = Files.readString(NATIVE);
    int table = page.indexOf("| written | heard |");
    List<String> prompts =
        page.substring(table, page.indexOf("\n\n", table))
            .lines()
            .skip(2)
            .flatMap(row -> codes(row.substring(0, row.indexOf(" | ", 1))))
            .toList();
    assertThat(prompts).hasSizeGreaterThan(9);
    for (String name : List.of("hours", "a", "b")) {
      prompt(name);
    }
    for (String written : prompts) {
      writeAround("play: {prompt: " + written + ", then: node}");
      assertThat(findings()).as(written).isEmpty();
    }
  }

  private static Stream<String> codes(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(found -> found.group(1));
  }

  @Test
  void everyNodeInTheTextIsOne() throws IOException {
    List<MatchResult> nodes = NODE.matcher(Files.readString(NATIVE)).results().toList();
    assertThat(nodes).hasSizeGreaterThan(4);
    for (MatchResult found : nodes) {
      String node = found.group(1) == null ? found.group(2) : found.group(1);
      writeAround(node);
      assertThat(findings()).as(node).allMatch(it -> it.rule().equals("unreachable"));
    }
  }

  @Test
  void theTestOfTheTestingPagePasses() throws IOException {
    byte[] page =
        blocks(DOCS.resolve("flows/testing.md")).getFirst().getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    List<FlowScript> scripts = ScriptReader.read("testing.md", page, findings);
    assertThat(findings.list()).isEmpty();
    LoadedConfig office =
        ConfigFolder.load(Path.of("..", "examples", "office"), Map.of(), Map.of());
    for (FlowScript script : scripts) {
      assertThat(FlowTests.run(script, office.flows(), new Coverage(office.flows())).miss())
          .isEmpty();
    }
  }

  @Test
  void theNumbersLeadWhereTheyShould() throws IOException {
    write("numbers.yaml", blocks(DOCS.resolve("flows/numbers.md")).getFirst());
    write("flows/main.yaml", "start: a\nnodes: {a: {hangup: }}");
    write(
        "flows/kazoo/callflows/reception.json",
        "{\"id\": \"reception\", \"numbers\": [\"1\"], \"flow\": {\"module\": \"hangup\", \"data\": {}}}");
    assertThat(findings()).filteredOn(Finding::isError).isEmpty();
  }
}
