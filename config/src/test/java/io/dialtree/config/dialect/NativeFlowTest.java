package io.dialtree.config.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.PlayNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeFlowTest {
  private static LoadedConfig load(String yaml) {
    return ConfigFolder.load(MemorySource.of(Map.of("flows/f.yaml", yaml)), Map.of(), Map.of());
  }

  @Test
  void shouldFindEveryMistakeOfADocumentWithItsLine() {
    LoadedConfig config =
        load(
            """
            id: f
            number: [1]
            start: strat
            nodes:
              start:
                menu:
                  greetings: hello
                  choices: {"1": end, x: end}
                  no-input: {limit: 0}
                  first-digit-timeout: 5
              end: {play: {prompt: {say: ""}}}
            """);
    assertThat(config.flows().flows()).isEmpty();
    assertThat(config.findings())
        .extracting(finding -> finding.at().line() + " " + finding.rule() + " " + finding.key())
        .containsExactlyInAnyOrder(
            "2 unknown-key number",
            "8 pattern nodes.start.menu.choices.x",
            "7 unknown-key nodes.start.menu.greetings",
            "10 duration nodes.start.menu.first-digit-timeout",
            "9 minimum nodes.start.menu.no-input.limit",
            "11 minLength nodes.end.play.prompt.say",
            "11 required nodes.end.play.then",
            "3 target start");
    assertThat(config.findings())
        .extracting(Finding::nearest)
        .contains("numbers", "greeting", "start");
  }

  @Test
  void aPlayMayBeLouderOrSofterWithinBounds() {
    LoadedConfig config =
        load("start: a\nnodes:\n  a: {play: {prompt: {say: hi}, volume: -6, then: a}}\n");
    assertThat(config.flows().flows().iterator().next().nodes().get("a"))
        .isInstanceOfSatisfying(PlayNode.class, play -> assertThat(play.volumeDb()).isEqualTo(-6));
    assertThat(
            load("start: a\nnodes:\n  a: {play: {prompt: {say: hi}, volume: 13, then: a}}\n")
                .findings())
        .extracting(Finding::rule, Finding::allowed)
        .contains(tuple("maximum", "-40 to 12"));
    assertThat(
            load("start: a\nnodes:\n  a: {play: {prompt: {say: hi}, volum: 3, then: a}}\n")
                .findings())
        .extracting(Finding::nearest)
        .contains("volume");
  }

  @Test
  void shouldSayThatStarAndPoundNeedQuotes() {
    LoadedConfig config = load("start: a\nnodes:\n  a:\n    menu:\n      choices: {*: a}\n");
    assertThat(config.findings().getFirst().at().line()).isEqualTo(5);
    assertThat(config.findings().getFirst().message()).contains("need quotes");
  }

  @Test
  void shouldTakeNumbersAsTheyAreWritten() {
    LoadedConfig config =
        load("numbers: [0049, \"+49 (30) 1-2\"]\nstart: a\nnodes: {a: {hangup: }}");
    assertThat(config.flows().choose("0049")).isPresent();
    assertThat(config.flows().choose("%2B493012")).isPresent();
    assertThat(config.flows().choose("+4930-12")).isPresent();
    assertThat(config.flows().choose("49")).isEmpty();
  }

  @Test
  void shouldRefuseAChoiceThatHoldsATerminator() {
    LoadedConfig config =
        load("start: a\nnodes: {a: {menu: {choices: {\"1#\": a}, terminators: \"#\"}}}");
    assertThat(config.findings()).extracting(Finding::rule).containsExactly("terminators");
  }

  @Test
  void shouldGiveEveryQuestionAnEndWhenTheDocumentNamesNone() {
    LoadedConfig config = load("numbers: [1]\nstart: a\nnodes: {a: {menu: {choices: {\"1\": a}}}}");
    Node node = config.flows().choose("1").orElseThrow().flow().node("a").orElseThrow();
    MenuNode menu = (MenuNode) node;
    assertThat(menu.question().onNoInput().next()).isEmpty();
    assertThat(menu.question().onNoInput().prompts()).isNotEmpty();
    assertThat(menu.question().attempts().noInput()).isEqualTo(3);
  }

  @Test
  void shouldSurviveADocumentThatRepeatsItselfWithoutEnd() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 12; level++) {
      String before = "*a" + (level - 1);
      bomb.append(
          "a%d: &a%d [%s]%n"
              .formatted(
                  level, level, String.join(", ", java.util.Collections.nCopies(10, before))));
    }
    assertThat(load(bomb.toString()).findings()).extracting(Finding::rule).containsExactly("parse");
    assertThat(load("a: &a [*a]").hasErrors()).isTrue();
    assertThat(load("[".repeat(5_000)).hasErrors()).isTrue();
  }

  @Test
  void aRequestSaysNothingOfItsConnection() {
    for (String name : List.of("Host", "transfer-encoding", "Content-Length")) {
      LoadedConfig config =
          load(
              "start: a\nnodes: {a: {http: {url: \"http://crm.example/\", headers: {"
                  + name
                  + ": x}, then: a, failure: a}}}");
      assertThat(config.findings()).extracting(Finding::rule).as(name).contains("enum");
    }
  }

  @Test
  void aQuestionMayBeAskedLouder() {
    Node menu =
        load("numbers: [1]\nstart: a\nnodes:\n  a: {menu: {volume: 6, choices: {\"1\": a}}}\n")
            .flows()
            .flow("f")
            .flatMap(flow -> flow.node("a"))
            .orElseThrow();
    assertThat(menu)
        .isInstanceOfSatisfying(
            MenuNode.class, it -> assertThat(it.question().volumeDb()).isEqualTo(6));
    assertThat(
            load("start: a\nnodes:\n  a: {menu: {volume: -41, choices: {\"1\": a}}}\n").findings())
        .extracting(Finding::rule)
        .containsExactly("minimum");
  }

  private static List<String> mistakes(String head, String nodes) {
    return load("start: a\n" + head + "\nnodes:\n" + nodes.indent(2)).findings().stream()
        .filter(Finding::isError)
        .map(it ->
            it.rule() + " " + it.key() + (it.nearest().isEmpty() ? "" : " -> " + it.nearest()))
        .toList();
  }

  private static List<String> mistakesOfRequest(String rest) {
    return mistakes("", "a: {http: {" + rest + ", then: b, failure: b}}\nb: {hangup: }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://{host}/",
        "http://a{host}/",
        "http://user:{pin}@host/",
        "http://my_host/",
        "http://host:99999/",
        "http://host:{port}/",
        "http://host/a|b",
        "http://host/{Name}",
        "http://host\\\\other/",
        "ftp://host/",
        "//host/"
      })
  void anAddressThatCannotBeAskedOrThatCallersCouldChooseIsRefused(String url) {
    assertThat(mistakesOfRequest("url: \"" + url + "\"")).containsExactly("url nodes.a.http.url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host",
        "https://crm.example:8443/v1/{caller}?n={dialled}",
        "http://[::1]:80/x",
        "http://192.0.2.1?x={caller}"
      })
  void placeholdersMayStandAnywhereBehindTheHost(String url) {
    assertThat(mistakesOfRequest("url: \"" + url + "\"")).isEmpty();
  }

  @Test
  void headersOfTheConnectionAndUnprintableOnesAreRefused() {
    assertThat(
            mistakesOfRequest(
                "url: http://x/, headers: {Host: y, content-length: '1', X-A: \"ü\", X-B: {text: \"a\\nb\", secret: s}}"))
        .containsExactlyInAnyOrder(
            "enum nodes.a.http.headers.Host",
            "enum nodes.a.http.headers.content-length",
            "pattern nodes.a.http.headers.X-A",
            "pattern nodes.a.http.headers.X-B.text");
  }

  private static final String MENU = "a: {menu: {choices: {\"1\": b}%s}}\nb: {hangup: }";

  @Test
  void aKeyHasOneMeaning() {
    assertThat(mistakes("keys: {repeat: \"9\", back: \"9\"}", MENU.formatted("")))
        .containsExactly("unique keys.repeat", "unique keys.back");
    assertThat(mistakes("keys: {repeat: \"9\"}", MENU.formatted(", keys: {back: \"9\"}")))
        .containsExactly("unique nodes.a.menu.keys.back");
    assertThat(
            mistakes(
                "keys: {repeat: \"9\"}", MENU.formatted(", keys: {back: \"9\", repeat: \"\"}")))
        .isEmpty();
    assertThat(mistakes("", MENU.formatted(", keys: {back: \"1\"}")))
        .containsExactly("unique nodes.a.menu.keys");
  }

  @Test
  void aKeyForAnOperatorNeedsAnOperator() {
    assertThat(mistakes("keys: {operator: \"0\"}", MENU.formatted("")))
        .containsExactly("required keys.operator");
    assertThat(mistakes("operator: bb\nkeys: {operator: \"0\"}", MENU.formatted("")))
        .contains("target operator -> b");
    assertThat(mistakes("operator: b", MENU.formatted(", keys: {operator: \"0\"}"))).isEmpty();
  }

  @Test
  void aKeyOfTheWholeFlowCannotEndAnInputAsWell() {
    assertThat(mistakes("keys: {repeat: \"*\"}", MENU.formatted(", terminators: \"*\"")))
        .containsExactly("terminators nodes.a.menu.choices");
    assertThat(
            mistakes(
                "keys: {repeat: \"*\"}",
                MENU.formatted(", terminators: \"*\", keys: {repeat: \"\"}")))
        .isEmpty();
  }

  @Test
  void languagesAreWrittenAsTags() {
    assertThat(
            mistakes(
                "language: de_AT",
                """
                a: {language: {set: German, then: b}}
                b: {play: {prompt: [{say: {deutsch: x}}, {number: "1", language: "e n"}], then: c}}
                c: {language: {set: "{chosen}", then: d}}
                d: {hangup: }
                """))
        .containsExactlyInAnyOrder(
            "pattern language -> de-at",
            "pattern nodes.a.language.set -> de",
            "pattern nodes.b.play.prompt.say.deutsch -> de",
            "pattern nodes.b.play.prompt.language");
  }
}
