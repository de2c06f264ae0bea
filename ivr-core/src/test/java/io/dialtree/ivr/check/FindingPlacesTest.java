package io.dialtree.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A finding points at the key or the word it is about, in every dialect. */
final class FindingPlacesTest {
  private static Stream<String> places(Map<String, String> files) {
    LoadedConfig loaded = ConfigFolder.load(MemorySource.of(files), Map.of(), Map.of());
    return Stream.concat(
            loaded.findings().stream(),
            FlowCheck.check(loaded.flows(), loaded.flows().flows(), loaded.compiled().places())
                .stream())
        .map(it -> it.at().line() + ":" + it.at().column() + " " + it.rule() + nearest(it));
  }

  private static String nearest(Finding finding) {
    return finding.nearest().isEmpty() ? "" : " " + finding.nearest();
  }

  private static String[] marks(String document) {
    String[] lines = document.split("\n", -1);
    return Stream.iterate(0, line -> line < lines.length, line -> line + 1)
        .flatMap(line ->
            Arrays.stream(lines[line].split("#! ", -1))
                .skip(1)
                .map(mark -> line + 1 + ":" + mark.strip()))
        .toArray(String[]::new);
  }

  @Test
  void inNativeFlows() {
    String document =
        """
        id: f
        numbers: ["100"]
        start: a
        nodes:
          a:
            menu:
              greeting: {say: "For sales, press 1. For help, press 3."}  #! 7 unbound-key
              no-input: {limit: 1, then: d}
              choices:
                "1": b     #! 9 prefix
                "12": c    #! 9 unspoken-key
                "2": b     #! 9 unspoken-key
          b:
            play: {prompt: [{say: "Sales"}, nix], then: d}  #! 37 missing-prompt
          c:
            play: {prompt: {say: "You have {amuont}"}, then: e}  #! 26 placeholder
          d:
            goto: {flow: g}   #! 18 missing-flow f
          e:
            hangup:
          orphan:
            hangup:    #! 5 unreachable
        """;
    assertThat(places(Map.of("flows/f.yaml", document))).containsExactlyInAnyOrder(marks(document));
  }

  @Test
  void inNativeFlowsThatAreRefused() {
    String document =
        """
        numbers: ["100"]
        strat: a         #! 1 unknown-key start
        start: aa        #! 8 target a
        nodes:
          a:
            meun:        #! 5 unknown-key menu
              choices: {"1": b}
          b:
            goto: nowhere   #! 11 target
          c:
            menu: {choices: {"1": bb}}   #! 27 target b
        """;
    assertThat(places(Map.of("flows/f.yaml", document))).containsExactlyInAnyOrder(marks(document));
  }

  @Test
  void inKazooCallflows() {
    String document =
        """
        {"id": "c1",
         "numbers": ["110", "100"],
         "flow": {
          "module": "menu",
          "data": {"id": "m1"},
          "children": {
           "1": {"module": "play", "data": {"id": "nix"}, "children": {}},
           "12": {"module": "play", "data": {"id": "nothing"}, "children": {}}
          }
         }
        }
        """;
    assertThat(
            places(
                Map.of(
                    "flows/a.yaml", "numbers: [100]\nstart: a\nnodes: {a: {hangup: }}",
                    "flows/kazoo/menus/m1.json", "{\"id\": \"m1\", \"name\": \"m\"}",
                    "flows/kazoo/callflows/c1.json", document)))
        .containsExactlyInAnyOrder(
            "2:21 unique", "7:43 missing-prompt", "8:44 missing-prompt", "7:4 prefix");
  }

  @Test
  void aWordThatStandsInAnotherDocumentIsNotGuessed() {
    String document =
        """
        {"id": "c1", "numbers": ["110"],
         "flow": {"module": "menu", "data": {"id": "m1"}, "children": {
           "1": {"module": "play", "data": {"id": "hello2"}, "children": {}}}}}
        """;
    assertThat(
            places(
                Map.of(
                    "flows/kazoo/menus/m1.json",
                    "{\"id\": \"m1\", \"name\": \"m\", \"media\": {\"greeting\": \"hello\"}}",
                    "flows/kazoo/callflows/c1.json",
                    document)))
        .containsExactlyInAnyOrder("2:10 missing-prompt", "3:43 missing-prompt");
  }

  @Test
  void ofNumbersThatLeadNowhereAndOfIdsThatStandTwice() {
    assertThat(
            places(
                Map.of(
                    "flows/main.yaml", "numbers: [1]\nstart: a\nnodes: {a: {hangup: }}",
                    "flows/x.yaml", "id: twice\nstart: a\nnodes: {a: {hangup: }}",
                    "flows/y.yaml", "start: a\nid: twice\nnodes: {a: {hangup: }}",
                    "numbers.yaml",
                        "\"2000\": native/mian\n\"2001\": native/twice\n\"^(\": native/main")))
        .containsExactlyInAnyOrder("1:1 target native/main", "2:5 unique", "3:1 pattern");
  }
}
