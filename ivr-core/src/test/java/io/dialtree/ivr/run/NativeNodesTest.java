package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.model.HttpTemplate;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the nodes of the native format promise beside menus and questions. */
final class NativeNodesTest {
  private static final String END =
      """
      yes: {play: {prompt: yes, then: end}}
      no: {play: {prompt: no, then: end}}
      end: {hangup: }
      """;

  private static FakeCall call(String head, String nodes, String... replies) {
    return callAt(0, head, nodes, replies);
  }

  private static FakeCall callAt(long wallMs, String head, String nodes, String... replies) {
    String document =
        "patterns: ['^(1)']\nstart: a\n" + head + "\nnodes:\n" + (nodes + "\n" + END).indent(2);
    return FakeCall.to("1", Map.of("flows/f.yaml", document), wallMs, replies).pass(0);
  }

  @Test
  void theHourDecidesWhenTheNodeIsReachedAndNotWhenTheCallBegan() {
    String flow =
        """
        a: {play: {prompt: {silence: 1s}, then: b}}
        b:
          hours:
            calendar: {zone: Europe/Berlin, week: {mon: "09:00-17:00"}}
            open: yes
            closed: no
        """;
    long beforeNine =
        ZonedDateTime.parse("2026-11-23T08:59:59.500+01:00").toInstant().toEpochMilli();
    assertThat(callAt(beforeNine, "", flow).pass(1_000).heard()).containsExactly("1000 ms", "yes");
    assertThat(callAt(beforeNine - 1_000, "", flow).pass(1_000).heard())
        .containsExactly("1000 ms", "no");
  }

  @Test
  void aVariableIsSetComparedAndSpoken() {
    FakeCall call =
        call(
            "",
            """
            a: {set: {values: {line: "9{capture-1}", copy: "{line}0"}, then: b}}
            b: {when: {cases: [{variable: copy, equals: "910", then: c}], else: no}}
            c: {play: {prompt: {number: "{copy}"}, then: yes}}
            """);
    assertThat(call.heard())
        .containsExactly(
            "system:number-9", "system:number-hundred", "system:number-and", "system:number-10");
  }

  @Test
  void everyComparisonHoldsWhenItShould() {
    Map<String, Boolean> cases =
        Map.of(
            "{variable: caller, equals: '100', then: yes}", true,
            "{variable: caller, in: [7, 100], then: yes}", true,
            "{variable: caller, starts-with: ['2', '10'], then: yes}", true,
            "{variable: caller, matches: '1..', then: yes}", true,
            "{variable: caller, less: 100, then: yes}", false,
            "{variable: caller, less: 100.5, then: yes}", true,
            "{variable: caller, greater: 99, then: yes}", true,
            "{variable: nothing, empty: true, then: yes}", true,
            "{variable: caller, empty: false, then: yes}", true,
            "{variable: nothing, less: 5, then: yes}", false);
    cases.forEach((text, holds) -> {
      FakeCall call = call("", "a: {when: {cases: [" + text + "], else: no}}");
      assertThat(call.heard()).as(text).containsExactly(holds ? "yes" : "no");
    });
  }

  private static final String ASK =
      """
      a:
        http:
          url: "https://crm.example/v1/{caller}?n={dialled}"
          headers: {X-Call: "{call-id}", Authorization: {text: "Bearer ", secret: crm}}
          json: {who: "{caller}", list: ["{dialled}", 1]}
          store: {balance: /account/balance, name: /nobody}
          waiting: music
          then: b
          failure: no
      b: {when: {cases: [{variable: balance, less: 0, then: yes}], else: no}}
      """;

  @Test
  void anAnswerBecomesVariablesAndEndsTheMusic() {
    FakeCall call = call("", ASK, "{\"account\": {\"balance\": -12.50}}");
    HttpTemplate request = call.requests().getFirst();
    assertThat(request.url()).isEqualTo("https://crm.example/v1/100?n=1");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body()).isEqualTo("{\"who\":\"100\",\"list\":[\"1\",1]}");
    assertThat(request.headers())
        .containsExactly(
            new HttpTemplate.Header("X-Call", "call", ""),
            new HttpTemplate.Header("Authorization", "Bearer ", "crm"));
    call.pass(499);
    assertThat(call.heard()).containsExactly("music");
    call.pass(1);
    assertThat(call.heard()).containsExactly("music", "yes");
    assertThat(call.story()).anyMatch(line -> line.equals("500 StopPlay[playId=1]"));
    assertThat(call.state().variables())
        .containsEntry("balance", "-12.50")
        .containsEntry("name", "")
        .containsEntry("http-status", "200");
  }

  @Test
  void noAnswerInTimeAndNoJsonLeadToTheFailure() {
    assertThat(call("", ASK).pass(3_000).heard()).containsExactly("music", "no");
    assertThat(call("", ASK, "<html>").pass(500).heard()).containsExactly("music", "no");
  }

  @Test
  void keysPressedWhileTheServiceIsAskedCountForTheNextQuestion() {
    FakeCall call =
        call(
            "",
            "a: {http: {url: 'http://x/', then: m, failure: no}}\nm: {menu: {greeting: ask, choices: {'1': yes}}}",
            "{}");
    assertThat(call.press("1").pass(500).heard()).containsExactly("yes");
  }

  @Test
  void aLanguageChoosesTextsFilesAndWordsOfValues() {
    FakeCall call =
        call(
            "language: en",
            """
            a: {language: {set: de, then: b}}
            b:
              play:
                prompt: [hours, {say: {en: Hello, de: Hallo}}, {number: "21"}, {say: "Plain {capture-1}"}]
                then: end
            """);
    assertThat(call.heard())
        .containsExactly("de/hours", "Hallo", "de/system:number-21", "Plain", "en/system:digit-1");
  }

  @Test
  void anyMenuCanBeRepeatedLeftAndEscapedByTheKeysOfTheFlow() {
    String flow =
        """
        a: {menu: {greeting: top, choices: {"1": b}}}
        b: {menu: {greeting: middle, choices: {"1": c}}}
        c: {menu: {greeting: low, keys: {repeat: "#"}, choices: {"5": end}}}
        """;
    String head = "operator: yes\nkeys: {repeat: \"*\", back: \"9\", operator: \"0\"}";
    FakeCall call = call(head, flow);
    call.press("1").press("1").press("#").press("9").press("9").press("9").press("*").press("0");
    assertThat(call.heard())
        .containsExactly("top", "middle", "low", "low", "middle", "top", "top", "top", "yes");
  }

  @Test
  void aFaultOfTheFlowGoesTheWayOfErrorsOnce() {
    FakeCall call =
        call(
            "on-error: sorry",
            """
            a: {http: {url: 'http://x/', then: end}}
            sorry: {play: {prompt: sorry, then: again}}
            again: {http: {url: 'http://x/', then: end}}
            """);
    call.pass(3_000);
    assertThat(call.heard()).containsExactly("sorry");
    assertThat(call.state().variables()).containsEntry("error", "http-failed");
    assertThat(call.pass(10_000).ended()).contains("http-failed");
  }

  @Test
  void aCircleGoesTheWayOfErrorsBeforeTheCallEnds() {
    FakeCall call = call("on-error: yes", "a: {goto: b}\nb: {goto: a}");
    assertThat(call.heard()).containsExactly("yes");
    assertThat(call.pass(1_000).ended()).contains("completed");
  }

  private static final String FAREWELL =
      """
      a: {menu: {greeting: ask, choices: {"1": yes}}}
      bye: {set: {values: {left: "{caller}"}, then: report}}
      report: {http: {url: "http://x/{left}", waiting: music, then: heard, failure: heard}}
      heard: {play: {prompt: never, then: end}}
      """;

  @Test
  void afterTheCallerHasHungUpTheFlowReportsAndNobodyHearsIt() {
    FakeCall call = call("on-hangup: bye", FAREWELL, "{}");
    call.event(new FlowEvent.CallerHungUp());
    assertThat(call.ended()).isEmpty();
    assertThat(call.requests().getFirst().url()).isEqualTo("http://x/100");
    call.press("1").pass(500);
    assertThat(call.ended()).contains("caller-hangup");
    assertThat(call.heard()).containsExactly("ask");
  }

  @Test
  void aSecondHangupEndsWhatTheFlowStillDoes() {
    FakeCall call = call("on-hangup: bye", FAREWELL);
    call.event(new FlowEvent.CallerHungUp()).event(new FlowEvent.CallerHungUp());
    assertThat(call.ended()).contains("caller-hangup");
  }

  @Test
  void anUnansweredCallThatIsGivenUpHasNoWayOfItsOwn() {
    FakeCall call =
        call(
            "on-hangup: b",
            "a: {http: {url: 'http://x/', then: end, failure: end}}\nb: {goto: end}");
    call.event(new FlowEvent.CallerHungUp());
    assertThat(call.ended()).contains("caller-cancel");
  }
}
