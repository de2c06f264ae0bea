package io.dialtree.config.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.dialect.kazoo.KazooMenu;
import io.dialtree.config.document.Documents;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KazooDocumentsTest {
  private final Findings findings = new Findings();

  private Optional<KazooMenu> menu(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return Documents.json("m.json", bytes, findings)
        .map(node -> KazooMenu.read(node, "", "m", findings))
        .filter(_ -> !findings.hasErrors());
  }

  private static LoadedConfig load(Map<String, String> documents) {
    return ConfigFolder.load(MemorySource.of(documents), Map.of(), Map.of());
  }

  @Test
  void shouldFillInTheDefaultsOfTheSchema() {
    KazooMenu menu = menu("{\"name\": \"m\"}").orElseThrow();
    assertThat(menu.attempts()).isEqualTo(3);
    assertThat(menu.firstDigitMs()).isEqualTo(10_000);
    assertThat(menu.interDigitMs()).isEmpty();
    assertThat(menu.maxDigits()).isEqualTo(4);
    assertThat(menu.hunt()).isTrue();
    assertThat(menu.branch()).isTrue();
    assertThat(menu.greeting()).containsExactly(new Prompt.System("menu-no_prompt"));
  }

  @ParameterizedTest
  @CsvSource({
    "retries, 0, minimum",
    "retries, 11, maximum",
    "timeout, 0, minimum",
    "timeout, 60001, maximum",
    "interdigit_timeout, 0, minimum",
    "interdigit_timeout, 10001, maximum",
    "max_extension_length, 0, minimum",
    "max_extension_length, 7, maximum",
    "record_pin, '\"12\"', minLength",
    "record_pin, '\"1234567\"', maxLength",
    "retries, '\"5\"', type",
    "hunt, '\"true\"', type",
    "hunt_allow, '\"(\"', pattern",
  })
  void shouldRefuseWhatIsOutOfRangeByTheNameOfTheRule(String key, String value, String rule) {
    assertThat(menu("{\"name\": \"m\", \"" + key + "\": " + value + "}")).isEmpty();
    assertThat(findings.list())
        .filteredOn(Finding::isError)
        .extracting(Finding::key)
        .containsExactly(key);
    assertThat(findings.list())
        .filteredOn(Finding::isError)
        .extracting(Finding::rule)
        .containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user | strategy | \"x\" | enum flow.data.strategy",
        "user | strategy | [] | type flow.data.strategy",
        "user | strategy | -1 | type flow.data.strategy",
        "play | terminators | [null] | type flow.data.terminators.0",
        "play | terminators | [\"1\", 1.5] | type flow.data.terminators.1",
        "play | terminators | [\"^(a+)+$\"] | enum flow.data.terminators.0",
        "play | terminators | [\"12\"] | enum flow.data.terminators.0",
        "play | terminators | [\"A\"] | enum flow.data.terminators.0",
        "play | terminators | \"1\" | type flow.data.terminators",
      })
  void aStrategyOrATerminatorThatIsNoneIsRefusedWhereItStands(
      String module, String key, String value, String error) {
    assertThat(errors(calling(module, key, value))).contains(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user | strategy | \"single\"",
        "user | strategy | \"simultaneous\"",
        "play | terminators | []",
        "play | terminators | [\"1\", \"*\", \"#\"]",
      })
  void strategiesAndTerminatorsOfTheSchemaAreTaken(String module, String key, String value) {
    assertThat(errors(calling(module, key, value))).noneMatch(it -> it.contains(key));
  }

  private static LoadedConfig calling(String module, String key, String value) {
    String flow =
        """
        {"numbers": ["2000"], "flow": {"module": "%s", "data": {"id": "x", "%s": %s}}}\
        """
            .formatted(module, key, value);
    return load(Map.of("flows/kazoo/callflows/a.json", flow));
  }

  private static List<String> errors(LoadedConfig loaded) {
    return loaded.findings().stream()
        .filter(Finding::isError)
        .map(finding -> finding.rule() + " " + finding.key())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/system_media/en-us%2Fvm-goodbye, vm-goodbye, true",
    "/system_media/en-us/vm-goodbye, vm-goodbye, true",
    "system_media/en-us%2fvm-goodbye, vm-goodbye, true",
    "/system_media/vm-goodbye, vm-goodbye, true",
    "en-us%2Fvm-goodbye, vm-goodbye, true",
    "/system_media/en-us%2Fsomething-else, something-else, false",
    "/acme/0123456789abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef, false",
    "/acme/0123456789abcdef/upload.wav, 0123456789abcdef, false",
    "/account%2F41%2F52%2Fed2b428922e9/0123456789abcdef, 0123456789abcdef, false",
    "folder/welcome, folder/welcome, false",
  })
  void aPathNamesTheSamePromptAsItsId(String path, String name, boolean system) {
    KazooMenu menu =
        menu("{\"name\": \"m\", \"media\": {\"greeting\": \"" + path + "\"}}").orElseThrow();
    assertThat(menu.greeting())
        .containsExactly(system ? new Prompt.System(name) : new Prompt.Named(name));
    assertThat(findings.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://media.example/a.wav", "local_stream://hold", "/nothing"})
  void whatIsNoMediaOfTheServerIsPointedOutAndNotPlayed(String path) {
    KazooMenu menu =
        menu("{\"name\": \"m\", \"media\": {\"greeting\": \"" + path + "\"}}").orElseThrow();
    assertThat(menu.greeting()).isEmpty();
    assertThat(findings.list())
        .extracting(Finding::rule, Finding::key)
        .containsExactly(tuple("media", "media.greeting"));
  }

  @Test
  void shouldNeedANameOfAtMost128Characters() {
    assertThat(menu("{}")).isEmpty();
    assertThat(menu("{\"name\": \"" + "x".repeat(129) + "\"}")).isEmpty();
    assertThat(findings.list()).extracting(Finding::rule).containsExactly("required", "maxLength");
  }

  @Test
  void shouldKeepThePinAndTheFlags() {
    KazooMenu menu =
        menu("{\"name\": \"m\", \"record_pin\": \"1234\", \"flags\": [\"a\", \"b\"], \"pvt_type\": \"menu\"}")
            .orElseThrow();
    assertThat(menu.recordPin()).contains(new MenuNode.RecordPin("1234", false, ""));
    assertThat(menu.flags()).containsExactly("a", "b");
    assertThat(findings.list()).isEmpty();
  }

  @Test
  void shouldWarnOfAPinThatCannotBeDialled() {
    assertThat(menu("{\"name\": \"m\", \"record_pin\": \"12345\"}")).isPresent();
    assertThat(menu("{\"name\": \"m\", \"record_pin\": \"abc\"}")).isPresent();
    assertThat(findings.list()).extracting(Finding::rule).containsOnly("unreachable").hasSize(2);
  }

  @Test
  void shouldNameDocumentsByIdThenUnderscoreIdThenFileName() {
    String flow = "\"numbers\": [\"%s\"], \"flow\": {\"module\": \"hangup\", \"data\": {}}}";
    LoadedConfig config =
        load(
            Map.of(
                "flows/kazoo/callflows/one.json", "{\"id\": \"first\", " + flow.formatted("1"),
                "flows/kazoo/callflows/two.json", "{\"_id\": \"second\", " + flow.formatted("2"),
                "flows/kazoo/callflows/third.json", "{" + flow.formatted("3")));
    assertThat(config.findings()).isEmpty();
    assertThat(config.flows().flows())
        .extracting("id")
        .containsExactlyInAnyOrder("first", "second", "third");
  }

  @Test
  void shouldRefuseABrokenDocumentWithAllItsFindingsAndRunTheOthers() {
    LoadedConfig config =
        load(
            Map.of(
                "flows/kazoo/callflows/bad.json",
                "{\n\"numbers\": [\"\"],\n\"flow\": {\"module\": \"response\",\n\"data\": {\"code\": 200}}}",
                "flows/kazoo/callflows/broken.json",
                "{\n\"numbers\": [",
                "flows/good.yaml",
                "numbers: [1]\nstart: a\nnodes: {a: {hangup: }}"));
    assertThat(config.flows().flows()).extracting("id").containsExactly("good");
    assertThat(config.findings())
        .extracting(Finding::rule)
        .containsExactly("minLength", "minimum", "parse");
    assertThat(config.findings().get(1).at().line()).isEqualTo(4);
    assertThat(config.settingsRefused()).isFalse();
  }

  @Test
  void shouldWarnOfModulesItDoesNotRunAndOfMenusThatAreMissing() {
    LoadedConfig config =
        load(
            Map.of(
                "flows/kazoo/callflows/a.json",
                """
                {"numbers": ["1"], "flow": {"module": "menus", "data": {}, "children": {"_":
                  {"module": "menu", "data": {"id": "gone"}, "children": {}}}}}
                """));
    assertThat(config.findings()).extracting(Finding::rule).containsExactly("module", "menu");
    assertThat(config.findings().getFirst().message()).contains("did you mean \"menu\"");
    assertThat(config.hasErrors()).isFalse();
  }

  @Test
  void shouldNameAPromptThatIsNotThere() {
    LoadedConfig config =
        load(
            Map.of(
                "flows/kazoo/callflows/a.json",
                "{\"numbers\": [\"1\"],\n \"flow\": {\"module\": \"play\", \"data\": {\"id\": \"hello\"}}}"));
    assertThat(config.findings().getFirst().line())
        .isEqualTo(
            "memory/flows/kazoo/callflows/a.json:2:44: error: flow: there is no audio file \"hello\" in prompts/"
                + " [missing-prompt]");
    assertThat(config.flows().flows()).hasSize(1);
  }

  @Test
  void shouldChangeTheRevisionOfACallflowWithItsMenu() {
    String callflow =
        "{\"numbers\": [\"1\"], \"flow\": {\"module\": \"menu\", \"data\": {\"id\": \"m\"}}}";
    assertThat(revision(callflow, "{\"name\": \"a\"}"))
        .isNotEqualTo(revision(callflow, "{\"name\": \"b\"}"));
    assertThat(revision(callflow, "{\"name\": \"a\"}"))
        .isEqualTo(revision(callflow, "{\"name\": \"a\"}"));
  }

  private static String revision(String callflow, String menu) {
    LoadedConfig config =
        load(Map.of("flows/kazoo/callflows/c.json", callflow, "flows/kazoo/menus/m.json", menu));
    return config.flows().choose("1").orElseThrow().flow().revision();
  }

  @Test
  void aSlipOfTheFingersIsPointedOutAndAKeyOfSomebodyElseIsNot() {
    LoadedConfig config =
        load(
            Map.of(
                "flows/kazoo/menus/m.json",
                "{\"id\": \"m\", \"name\": \"m\",\n \"timeuot\": 3000, \"ui_metadata\": {},\n \"media\": {\"greting\": \"x\"}}",
                "flows/kazoo/callflows/a.json",
                "{\"numbers\": [\"1\"], \"flow\": {\"module\": \"menu\", \"data\": {\"id\": \"m\"},\n"
                    + " \"childern\": {}}}"));
    assertThat(config.findings())
        .extracting(it -> it.at().line() + ":" + it.at().column() + " " + it.nearest())
        .containsExactlyInAnyOrder("2:2 timeout", "3:12 greeting", "2:2 children");
    assertThat(config.hasErrors()).isFalse();
  }
}
