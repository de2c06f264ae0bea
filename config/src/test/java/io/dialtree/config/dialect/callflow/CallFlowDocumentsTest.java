package io.dialtree.config.dialect.callflow;

import static io.dialtree.config.dialect.GoldenDocuments.errors;
import static io.dialtree.config.dialect.GoldenDocuments.json;
import static io.dialtree.config.dialect.GoldenDocuments.shouldRoundTrip;
import static io.dialtree.config.dialect.GoldenDocuments.text;
import static io.dialtree.config.dialect.GoldenDocuments.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.MemorySource;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallFlowDocumentsTest {
  private final Findings findings = new Findings();

  private CallFlow read(String json) {
    return CallFlow.read(tree(json.replace('\'', '"')), findings);
  }

  private CallFlow flow(String modules) {
    return read("{'name': 'n', 'extension': 501, 'flow': {" + modules + "}}");
  }

  @Test
  void everyFieldOfADocumentSurvivesTheModel() throws IOException {
    shouldRoundTrip("callflow/call-pete.json", node -> CallFlow.read(node, findings).json());
    shouldRoundTrip("callflow/all-modules.json", node -> CallFlow.read(node, findings).json());
    assertThat(errors(findings)).isEmpty();
  }

  @Test
  void allThirteenModulesAreKnown() throws IOException {
    CallFlow flow = CallFlow.read(tree(text("callflow/all-modules.json")), findings);
    assertThat(flow.modules().values())
        .extracting(step -> step.module().kind())
        .containsExactlyInAnyOrder(ModuleKind.values());
  }

  @Test
  void absentKeysHaveTheirDefaultsAndAreNotWritten() throws IOException {
    CallFlow flow = flow("'a': {'module': 'START', 'next': 'b'}, 'b': {'module': 'busy'}");
    assertThat(flow.showCallRouteName()).isFalse();
    assertThat(flow.showOriginalCallerId()).isTrue();
    assertThat(flow.modules().values())
        .last()
        .extracting("module")
        .isEqualTo(new FlowModule.Busy(3));
    assertThat(json(flow.json()).at("/flow/b")).isEqualTo(json(tree("{\"module\": \"busy\"}")));
  }

  @Test
  void theTrunkModuleIsFoundInAnyCaseAndWrittenWithItsCapital() throws IOException {
    CallFlow flow =
        flow("'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'trunk', 'uuid': 't'}");
    assertThat(errors(findings)).isEmpty();
    assertThat(json(flow.json()).at("/flow/b/module").asText()).isEqualTo("Trunk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a': {'module': 'busy'} | minContains flow",
        "'a': {'module': 'start', 'next': 'a'}, 'b': {'module': 'start', 'next': 'a'} | maxContains flow",
        "'a': {'module': 'start', 'next': 'b'} | target flow.a.next",
        "'a': {'module': 'start'} | required flow.a.next",
        "'a': {'module': 'start', 'next': 5} | type flow.a.next",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'bussy'} | enum flow.b.module",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {} | required flow.b.module",
        "'a': {'module': 'start', 'next': 'b'}, 'b': [] | type flow.b",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'busy', 'duration': 0} | minimum flow.b.duration",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'voicemail'} | required flow.b.mailboxes",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'Trunk'} | required flow.b.uuid",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'conference', 'pin': '123'} | pattern flow.b.pin",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'pressextension', 'next': {'x': 'a'}} | propertyNames flow.b.next",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'pressextension', 'next': {'1': 'z'}} | target flow.b.next.1",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'pressextension'} | required flow.b.next",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'extension'} | required flow.b.extensions",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'extension', 'extensions': [{'type': 'x'}]} | enum flow.b.extensions.0.type",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'extension', 'extensions': [{'type': 'forward', 'number': 'x'}]} | pattern flow.b.extensions.0.number",
        "'a': {'module': 'start', 'next': 'b'}, 'b': {'module': 'calleridmatch', 'patterns': ['('], 'match': 'a', 'nomatch': 'a'} | pattern flow.b.patterns",
      })
  void aFlowThatCannotRunIsRefusedByRuleAndPath(String modules, String error) {
    var _ = flow(modules);
    assertThat(errors(findings)).first().isEqualTo(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "[]"})
  void whatIsNoModuleIsRefusedByItsKeyWhetherAnotherLeadsToItOrNot(String value) {
    flow("'a': {'module': 'start', 'next': 'p'}, 'p': %s, 'q': %s".formatted(value, value));
    assertThat(errors(findings)).containsExactly("type flow.p", "type flow.q");
  }

  @Test
  void aFileWithAModuleThatIsNullIsWrong() {
    String flow =
        """
        {"name": "n", "extension": 501, "flow": {
          "s": {"module": "start", "next": "p"},
          "p": null}}\
        """;
    LoadedConfig loaded =
        ConfigFolder.load(
            MemorySource.of(Map.of("flows/callflow/a.json", flow)), Map.of(), Map.of());
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.isError()).isTrue();
          assertThat(finding.key()).isEqualTo("flow.p");
          assertThat(finding.at().line()).isEqualTo(3);
        });
  }

  @Test
  void nameExtensionAndFlowAreNeeded() {
    var _ = read("{}");
    assertThat(errors(findings))
        .containsExactly("required extension", "required flow", "required name");
  }

  @Test
  void anExtensionMustBePositive() {
    var _ = read("{'name': 'n', 'extension': 0, 'flow': {'a': {'module': 'start', 'next': 'a'}}}");
    assertThat(errors(findings)).containsExactly("minimum extension");
  }

  @Test
  void anExtensionHasOneOwnerAmongFlowsUsersAndGroups() {
    String flow =
        "{\"name\": \"Call Pete\", \"extension\": 501, \"flow\": {\"s\": {\"module\":"
            + " \"start\", \"next\": \"b\"}, \"b\": {\"module\": \"busy\"}}}";
    String user = "{\"user_name\": \"ann\", \"extension\": 501}";
    LoadedConfig loaded =
        ConfigFolder.load(
            MemorySource.of(
                Map.of(
                    "flows/callflow/pete.json", flow,
                    "flows/callflow/users/ann.json", user,
                    "flows/callflow/users/bob.json", user.replace("501", "502"))),
            Map.of(),
            Map.of());
    assertThat(loaded.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.isError()).isTrue();
          assertThat(finding.rule() + " " + finding.key()).isEqualTo("unique extension");
          assertThat(finding.at().file()).endsWith("users/ann.json");
          assertThat(finding.message()).contains("501").contains("Call Pete").contains("pete.json");
        });
  }

  @Test
  void whatFlowsNameIsLookedAtInFilesToo() {
    LoadedConfig loaded =
        ConfigFolder.load(
            MemorySource.of(
                Map.of(
                    "flows/callflow/users/ann.json",
                    "{\"user_name\": \"ann\", \"extention\": 501, \"password\": 4711}",
                    "flows/callflow/groups/sales.json",
                    "{\"members\": [\"ann\", 5], \"extension\": 0}",
                    "flows/callflow/trunks/out.json",
                    "{\"name\": \"out\", \"auth\": [{\"password\": \"4711\"}, \"4711\"]}")),
            Map.of(),
            Map.of());
    assertThat(loaded.findings())
        .extracting(finding -> finding.rule() + " " + finding.key())
        .containsExactlyInAnyOrder(
            "unknown-key extention",
            "type password",
            "required name",
            "type members",
            "minimum extension",
            "type auth");
    assertThat(loaded.findings().toString()).doesNotContain("4711");
  }

  @Test
  void aLiteralForTheOwnMailboxIsNoModule() throws IOException {
    CallFlow.read(tree(text("callflow/all-modules.json")), findings);
    assertThat(findings.list()).extracting(Finding::rule).doesNotContain("target");
  }

  @Test
  void whatACallFlowNamesAndNobodyHasIsPointedOut() {
    String flow =
        """
        {"name": "n", "extension": 501, "flow": {
          "s": {"module": "start", "next": "m"},
          "m": {"module": "musiconhold", "class": "p9", "next": "e"},
          "e": {"module": "extension", "noanswer": "v",
            "extensions": [{"type": "huntgroup", "uuid": "g9"}, {"type": "sipuser", "uuid": "ann"}]},
          "v": {"module": "voicemail", "mailboxes": ["m9"]}}}\
        """;
    LoadedConfig loaded =
        ConfigFolder.load(
            MemorySource.of(
                Map.of(
                    "flows/callflow/a.json",
                    flow,
                    "flows/callflow/users/ann.json",
                    "{\"user_name\": \"ann\"}")),
            Map.of(),
            Map.of());
    assertThat(loaded.findings())
        .extracting(Finding::message)
        .containsExactly(
            "there is no playlist p9", "there is no group g9", "there is no mailbox m9");
  }

  private static List<String> slips(Findings findings) {
    return findings.list().stream()
        .filter(finding -> finding.rule().equals("unknown-key"))
        .map(finding -> finding.at().line() + " " + finding.key() + " " + finding.nearest())
        .toList();
  }

  @Test
  void aMisspelledKeyIsPointedOutWhereItStandsAndStays() {
    CallFlow flow =
        read(
            """
            {'name': 'n', 'extension': 501, 'show_call_route_nam': true, 'flow': {
              's': {'module': 'start', 'next': 'd'},
              'd': {'module': 'dialbyextension', 'noanswer': 's', 'dial_durration': 5,
                'next': {'invalid': 's', 'timout': 's'}},
              'e': {'module': 'extension', 'noanswer': 's', 'colour': 'red',
                'extensions': [{'type': 'forward', 'number': '+441632960001', 'typ': 'x'}],
                'ringtones': 'x'}}}
            """);
    assertThat(slips(findings))
        .containsExactlyInAnyOrder(
            "1 show_call_route_nam show_call_route_name",
            "3 flow.d.dial_durration dial_duration",
            "4 flow.d.next.timout timeout",
            "7 flow.e.ringtones ringtone");
    assertThat(errors(findings)).isEmpty();
    assertThat(JsonText.of(flow.json()))
        .contains("show_call_route_nam\"", "dial_durration", "timout", "colour", "ringtones");
  }

  @Test
  void aMisspelledExitOfAMenuIsRefusedWithItsRightName() {
    flow(
        "'a': {'module': 'start', 'next': 'b'},"
            + " 'b': {'module': 'pressextension', 'next': {'1': 'a', 'invald': 'a'}}");
    assertThat(findings.list()).extracting(Finding::nearest).contains("invalid");
  }
}
