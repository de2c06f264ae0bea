package io.dialtree.config.dialect.dtmfrequest;

import static io.dialtree.config.dialect.GoldenDocuments.errors;
import static io.dialtree.config.dialect.GoldenDocuments.text;
import static io.dialtree.config.dialect.GoldenDocuments.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.JsonText;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.Prompt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DtmfInstructionTest {
  private static final String LEAST =
      "{'callee': '+31600000001', 'caller': '+31851234567', 'prompt': 'p', 'valid-prompt': 'v'%s}";

  private final Findings findings = new Findings();

  private Optional<DtmfInstruction> read(String json) {
    return DtmfInstruction.read(tree(json.replace('\'', '"')), findings);
  }

  private DtmfInstruction least(String more) {
    return read(LEAST.formatted(more)).orElseThrow();
  }

  @Test
  void everyFieldIsRead() throws IOException {
    DtmfInstruction instruction = read(text("dtmfrequest/instruction.json")).orElseThrow();
    assertThat(instruction.instructionId()).contains("order-7");
    assertThat(instruction.callees())
        .containsExactly("+31600000001", "+31600000002", "31600000003");
    assertThat(instruction.ringS()).isEqualTo(30);
    assertThat(instruction.prompt().type()).isEqualTo(PromptType.TTS);
    assertThat(instruction.invalidPrompt())
        .contains(new DtmfPrompt("sounds/wrong.wav", PromptType.FILE));
    assertThat(instruction.minDigits()).isEqualTo(4);
    assertThat(instruction.timeoutMs()).isEqualTo(3_000);
    assertThat(instruction.terminators()).isEqualTo("#*");
    assertThat(instruction.regex().regex()).isEqualTo("[0-9]{4}");
    assertThat(instruction.voice()).isEqualTo(new DtmfVoice("nl-NL", "Male", 2, -1, false));
  }

  @Test
  void absentAndNullHaveTheSameDefaults() {
    DtmfInstruction absent = least("");
    DtmfInstruction nulls =
        least(
            ", 'instruction-id': null, 'callees': null, 'anonymous': null, 'callback-url': null, 'max-ringing-timeout': null,"
                + " 'prompt-type': null, 'invalid-prompt': null, 'min-digits': null, 'max-digits': null, 'max-attempts': null,"
                + " 'timeout': null, 'terminators': null, 'regex': null, 'voice': null, 'voicemail-response': null");
    assertThat(nulls).isEqualTo(absent);
    assertThat(absent.ringS()).isEqualTo(60);
    assertThat(absent.minDigits()).isEqualTo(1);
    assertThat(absent.maxDigits()).isEqualTo(64);
    assertThat(absent.maxAttempts()).isEqualTo(3);
    assertThat(absent.timeoutMs()).isEqualTo(5_000);
    assertThat(absent.terminators()).isEqualTo("#");
    assertThat(absent.regex().regex()).isEqualTo("[0-9]*");
    assertThat(absent.prompt().type()).isEqualTo(PromptType.TTS);
    assertThat(absent.voice()).isEqualTo(DtmfVoice.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"0, FILE", "1, TTS", "2, TTS_SSML", "'\"file\"', FILE", "'\"tts_ssml\"', TTS_SSML"})
  void enumerationsAreNumbersOrNamesInAnyCase(String value, PromptType type) {
    assertThat(least(", 'prompt-type': " + value).prompt().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max-ringing-timeout': 9 | minimum max-ringing-timeout",
        "'max-ringing-timeout': 61 | maximum max-ringing-timeout",
        "'timeout': 999 | minimum timeout",
        "'timeout': 10001 | maximum timeout",
        "'min-digits': 0 | minimum min-digits",
        "'min-digits': 65 | maximum min-digits",
        "'max-digits': 0 | minimum max-digits",
        "'max-digits': 65 | maximum max-digits",
        "'min-digits': 5, 'max-digits': 4 | maximum min-digits",
        "'max-attempts': 0 | minimum max-attempts",
        "'max-attempts': 11 | maximum max-attempts",
        "'prompt-type': 3 | enum prompt-type",
        "'prompt-type': 'Text' | enum prompt-type",
        "'regex': '(' | pattern regex",
        "'terminators': 'x' | pattern terminators",
        "'callback-url': 'ftp://example.com' | format callback-url",
        "'callback-url': 'nonsense' | format callback-url",
        "'invalid-prompt': '../etc/x.wav', 'invalid-prompt-type': 0 | pattern invalid-prompt",
        "'callees': ['+31600000002', 'x'] | pattern callees.1",
        "'callees': [5] | pattern callees.0",
        "'anonymous': 'yes' | type anonymous",
        "'voice': {'volume': 5} | maximum voice.volume",
        "'voice': {'language': 'en'} | minLength voice.language",
        "'voicemail-response': 3 | enum voicemail-response",
      })
  void eachLimitIsRefusedByItsName(String more, String error) {
    assertThat(read(LEAST.formatted(", " + more))).isEmpty();
    assertThat(errors(findings)).containsExactly(error);
  }

  @Test
  void aNumberWithAndWithoutItsPlusIsOneTelephone() {
    DtmfInstruction instruction =
        least(", 'callees': ['31600000002', '31600000001', '+31600000002', '31600000002']");
    assertThat(instruction.callees()).containsExactly("+31600000001", "31600000002");
  }

  @Test
  void whatIsNeededIsNamed() {
    assertThat(read("{}")).isEmpty();
    assertThat(errors(findings))
        .containsExactly(
            "required callee", "required caller", "required prompt", "required valid-prompt");
  }

  @Test
  void aCallerOfTwentyFiveOrAPromptOfThousandAndOneIsTooLong() {
    String json =
        "{'callee': '+31600000001', 'caller': '%s', 'prompt': '%s', 'valid-prompt': 'v'}"
            .formatted("1".repeat(25), "p".repeat(1_001));
    assertThat(read(json)).isEmpty();
    assertThat(errors(findings)).contains("maxLength caller", "maxLength prompt");
  }

  @Test
  void aBadNumberIsLeftOutWhenTheClientAsksForThat() {
    String more = ", 'callees': ['x', '+31600000002'], 'disable-callees-validation': true";
    assertThat(least(more).callees()).containsExactly("+31600000001", "+31600000002");
  }

  @Test
  void aCallGoesFromTheQueueToItsResult() {
    DtmfCall call = DtmfCall.queued("id", "+31600000001").on(new DtmfCall.Event.Dialled());
    DtmfCall done = call.on(new DtmfCall.Event.Answered()).on(new DtmfCall.Event.Ended("1234"));
    assertThat(told(done)).contains("\"digits\":\"1234\"").contains("\"code\":10,");
    assertThat(told(done)).contains("\"sip-disconnect-code\":\"BYE\"");
    assertThat(told(call.on(new DtmfCall.Event.RingTimeout()))).contains("\"code\":9,");
    assertThat(told(call.on(new DtmfCall.Event.NotPlaced("no trunk")))).contains("\"code\":11,");
    for (int status : new int[] {486, 600, 603}) {
      assertThat(told(call.on(new DtmfCall.Event.Refused(status, "no")))).contains("\"code\":12,");
    }
    for (int status : new int[] {404, 500, 503}) {
      assertThat(told(call.on(new DtmfCall.Event.Refused(status, "no")))).contains("\"code\":11,");
    }
    assertThat(done.on(new DtmfCall.Event.RingTimeout())).isEqualTo(done);
  }

  private String told(DtmfCall call) {
    return JsonText.of(DtmfEvents.finished(least(""), call));
  }

  @Test
  void aCalleeWhoHangsUpEarlyCountsAsFinishedWithoutDigits() {
    DtmfCall call =
        DtmfCall.queued("id", "+31600000001")
            .on(new DtmfCall.Event.Dialled())
            .on(new DtmfCall.Event.Answered())
            .on(new DtmfCall.Event.Ended(""));
    assertThat(told(call))
        .isEqualTo(
            "{\"type\":\"dtmf-finished\",\"call-id\":\"id\",\"caller\":\"+31851234567\",\"callee\":\"+31600000001\",\"digits\":\"\","
                + "\"result\":{\"code\":10,\"description\":\"Finished successfully\",\"sip-disconnect-code\":\"BYE\"}}");
  }

  @Test
  void oneCallIsAnsweredWithAnObjectAndSeveralWithAList() {
    DtmfCall one = DtmfCall.queued("id-1", "+31600000001");
    DtmfCall two = DtmfCall.queued("id-2", "+31600000002");
    DtmfInstruction instruction = least(", 'instruction-id': 'x'");
    assertThat(JsonText.of(DtmfEvents.queued(instruction, List.of(one))))
        .isEqualTo(
            "{\"type\":\"call-queued\",\"call-id\":\"id-1\",\"instruction-id\":\"x\",\"caller\":\"+31851234567\",\"callee\":\"+31600000001\","
                + "\"success\":true}");
    assertThat(JsonText.of(DtmfEvents.queued(instruction, List.of(one, two)))).startsWith("[{");
  }

  @Test
  void ssmlBecomesTextPausesAndDigits() {
    String ssml =
        "<speak>Your code is <break time=\"0.7s\"/><say-as interpret-as=\"digits\">12</say-as> again</speak>";
    assertThat(Ssml.prompts(ssml, "en-GB", findings))
        .containsExactly(
            new Prompt.Text("Your code is", "", "en-GB"),
            new Prompt.Silence(700),
            new Prompt.System("digit-1"),
            new Prompt.System("digit-2"),
            new Prompt.Text("again", "", "en-GB"));
    assertThat(findings.list()).isEmpty();
  }

  @Test
  void ssmlThatAsksForTooMuchIsSpokenAndWarnedOf() {
    assertThat(Ssml.prompts("<prosody rate=\"slow\">a</prosody>", "en-GB", findings))
        .containsExactly(new Prompt.Text("a", "", "en-GB"));
    assertThat(Ssml.prompts("a < b", "en-GB", findings)).hasSize(1);
    assertThat(findings.list()).extracting(Finding::rule).containsExactly("ssml", "ssml");
    String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><speak>&x;</speak>";
    assertThat(Ssml.prompts(entity, "en-GB", findings)).hasSize(1);
  }

  @Test
  void theInstructionForOneNumberDiffersInItsNumbersAlone() throws IOException {
    DocNode sent = tree(text("dtmfrequest/instruction.json"));
    DtmfInstruction all = DtmfInstruction.read(sent, findings).orElseThrow();
    String callee = all.callees().getLast();
    Mapping common = DtmfInstruction.withoutCallees(sent);
    DocNode own = DocTree.over(common).set("callee", DocTree.text(callee)).mapping();
    DtmfInstruction one = DtmfInstruction.read(own, findings).orElseThrow();
    assertThat(one.callees()).containsExactly(callee);
    assertThat(one).usingRecursiveComparison().ignoringFields("callees", "regex").isEqualTo(all);
    assertThat(one.regex().regex()).isEqualTo(all.regex().regex());
  }

  private static List<String> slips(Findings findings) {
    return findings.list().stream()
        .filter(finding -> finding.rule().equals("unknown-key"))
        .map(finding -> finding.at().line() + " " + finding.key() + " " + finding.nearest())
        .toList();
  }

  @Test
  void aMisspelledKeyIsPointedOutAndRefusesNothing() {
    least(", 'max-digit': 4, 'instruction_id': 'x', 'shoesize': 43, 'voice': {'langage': 'en-GB'}");
    assertThat(slips(findings))
        .containsExactly(
            "1 max-digit max-digits",
            "1 instruction_id instruction-id",
            "1 voice.langage language");
  }
}
