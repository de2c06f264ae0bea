package io.dialtree.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.finding.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FlowBookTest {
  private final Map<String, String> documents = new HashMap<>();

  private FlowBookTest kazoo(String id, String claims) {
    documents.put(
        "flows/kazoo/callflows/" + id + ".json",
        "{" + claims + ", \"flow\": {\"module\": \"hangup\", \"data\": {}}}");
    return this;
  }

  private FlowBookTest nativeFlow(String id, String claims) {
    documents.put("flows/" + id + ".yaml", claims + "\nstart: a\nnodes: {a: {hangup: }}");
    return this;
  }

  private LoadedConfig load() {
    return ConfigFolder.load(MemorySource.of(documents), Map.of(), Map.of());
  }

  private Optional<String> chosen(String number) {
    return load().flows().choose(number).map(choice -> choice.flow().id());
  }

  @Test
  void shouldPreferTheExactNumberThenThePatternThenNoMatchThenAny() {
    nativeFlow("any", "numbers: [\"*\"]");
    kazoo("unmatched", "\"numbers\": [\"no_match\"]");
    kazoo("pattern", "\"patterns\": [\"^2(..)$\"]");
    kazoo("exact", "\"numbers\": [\"200\"]");
    assertThat(chosen("200")).contains("exact");
    assertThat(chosen("201")).contains("pattern");
    assertThat(chosen("+300")).contains("unmatched");
    assertThat(chosen("alice")).contains("any");
  }

  @Test
  void shouldPreferThePatternThatCapturesMost() {
    kazoo("short", "\"patterns\": [\"^7(.).*\"]");
    kazoo("long", "\"patterns\": [\"^7(..).*\"]");
    FlowChoice choice = load().flows().choose("7123").orElseThrow();
    assertThat(choice.flow().id()).isEqualTo("long");
    assertThat(choice.captures()).containsExactly("12");
  }

  @Test
  void shouldGiveTheRestToTheDefaultFlowOrToNobody() {
    nativeFlow("a", "numbers: [1]");
    assertThat(chosen("2")).isEmpty();
    documents.put("dialtree.yaml", "default-flow: a");
    assertThat(chosen("2")).contains("a");
    documents.put("dialtree.yaml", "# my\ndefault-flow: b");
    assertThat(load().findings()).extracting(Finding::key).containsExactly("default-flow");
    assertThat(load().findings().getFirst().at().line()).isEqualTo(2);
    assertThat(load().settingsRefused()).isFalse();
  }

  private FlowBookTest callFlow(String account, String uuid, int extension) {
    String folder = account.isEmpty() ? "" : "accounts/" + account + "/";
    documents.put(
        folder + "flows/callflow/" + uuid + ".json",
        """
        {"name": "%s", "extension": %d,
         "flow": {"a": {"module": "start", "next": "b"}, "b": {"module": "busy"}}}\
        """
            .formatted(uuid, extension));
    return this;
  }

  private Optional<String> chosenInside(String number) {
    return load().flows().choose(number, true).map(choice -> choice.flow().id());
  }

  @Test
  void callersInsideReachACallFlowByItsExtensionAndCallersOutsideDoNot() {
    callFlow("", "a", 501);
    assertThat(chosen("501")).isEmpty();
    assertThat(chosenInside("5-0-1")).contains("callflow/a");
    assertThat(chosenInside("502")).isEmpty();
  }

  @Test
  void anExtensionComesAfterTheExactNumberAndBeforePatternsAndTheRest() {
    callFlow("", "a", 501).callFlow("", "b", 502);
    kazoo("exact", "\"numbers\": [\"501\"]");
    kazoo("pattern", "\"patterns\": [\"^50(.)$\"]");
    assertThat(chosenInside("501")).contains("exact");
    assertThat(chosenInside("502")).contains("callflow/b");
    assertThat(chosen("502")).contains("pattern");
  }

  @Test
  void anExtensionOfSeveralAccountsReachesNoneOfThem() {
    callFlow("one", "a", 501).callFlow("two", "b", 501).callFlow("two", "c", 502);
    assertThat(chosenInside("501")).isEmpty();
    assertThat(chosenInside("502")).contains("callflow/c");
  }

  @Test
  void shouldNotHuntCatchAllFlows() {
    nativeFlow("any", "numbers: [\"*\"]").kazoo("unmatched", "\"numbers\": [\"no_match\"]");
    assertThat(load().flows().hunt("123", "")).isEmpty();
  }

  @Test
  void shouldNameTheClashWhenTwoFlowsClaimOneNumber() {
    nativeFlow("a", "numbers: [1]").nativeFlow("b", "numbers: [1]");
    assertThat(load().findings()).extracting(Finding::rule).containsExactly("unique");
    assertThat(chosen("1")).contains("a");
  }

  @Test
  void shouldNotRunAwayOnAnExpressionThatBacktracks() {
    GuardedPattern pattern = GuardedPattern.compile("^(1+)+$").orElseThrow();
    assertThat(pattern.find("1".repeat(40) + "2")).isEmpty();
    assertThat(pattern.find("1".repeat(40))).isPresent();
    assertThat(pattern.find("1".repeat(65))).isEmpty();
    assertThat(GuardedPattern.compile("(")).isEmpty();
  }

  @Test
  void shouldSplitTextsAtPlaceholdersSoThatAllSpeechIsKnownBefore() {
    nativeFlow("a", "numbers: [1]");
    documents.put(
        "flows/b.yaml",
        "numbers: [2]\nstart: a\nnodes: {a: {play: {prompt: {say: \"You said {x}.\"}, then: a}}}");
    List<Prompt> literal = load().flows().literalPrompts();
    assertThat(literal).contains(new Prompt.Text("You said"), new Prompt.System("digit-7"));
    assertThat(literal).doesNotContain(new Prompt.Text("You said {x}."));
  }

  @Test
  void shouldTakeANumberInEverySpelling() {
    assertThat(FlowBook.normalise("(415) 555-0101")).isEqualTo("4155550101");
    assertThat(FlowBook.normalise("1-415-555-0100")).isEqualTo("+14155550100");
    assertThat(FlowBook.normalise("0044 20 7946 0000")).isEqualTo("+442079460000");
    assertThat(FlowBook.normalise("%2B442079460000")).isEqualTo("+442079460000");
    assertThat(FlowBook.normalise("2000")).isEqualTo("2000");
  }

  @Test
  void shouldCompareAPatternWithWhatWasDialled() {
    kazoo("pattern", "\"patterns\": [\"^4930(.*)$\"]");
    assertThat(chosen("493012345678")).contains("pattern");
    assertThat(chosen("+493012345678")).isEmpty();
  }
}
