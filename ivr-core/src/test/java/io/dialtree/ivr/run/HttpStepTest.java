package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call whatever a web service answers. */
final class HttpStepTest {
  private static final String FLOW =
      """
      patterns: ["^(1)"]
      start: a
      nodes:
        a: {set: {values: {v: before}, then: ask}}
        ask: {http: {url: "https://crm/{caller}", store: {v: /v}, waiting: music, then: good, failure: bad}}
        good: {play: {prompt: good, then: end}}
        bad: {play: {prompt: bad, then: end}}
        end: {hangup: }
      """;

  private static FakeCall call() {
    return FakeCall.to("1", Map.of("flows/f.yaml", FLOW)).pass(0);
  }

  private static FakeCall answered(int status, String body) {
    return call().pass(100).event(new FlowEvent.HttpAnswered(1, status, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>",
        "{\"v\": 1",
        "{\"v\": 1} and more",
        "{\"v\": NaN}",
        "{'v': 1}",
        "\uFFFD",
        "{\"v\": 1e99999999999999999999}"
      })
  void whatIsNoJsonIsAFailureAndChangesNoVariable(String body) {
    FakeCall call = answered(200, body);
    assertThat(call.heard()).containsExactly("music", "bad");
    assertThat(call.state().variables())
        .containsEntry("v", "before")
        .containsEntry("http-status", "200");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 404, 429, 500, 503})
  void aStatusThatIsNoSuccessIsAFailureAndItsBodyIsNotRead(int status) {
    FakeCall call = answered(status, "{\"v\": \"after\"}");
    assertThat(call.heard()).containsExactly("music", "bad");
    assertThat(call.state().variables())
        .containsEntry("v", "before")
        .containsEntry("http-status", String.valueOf(status));
  }

  @Test
  void anAnswerWithoutContentIsASuccessOnlyWhereNothingIsStored() {
    assertThat(answered(204, "").heard()).containsExactly("music", "bad");
    String stores = ", store: {v: /v}";
    FakeCall call = FakeCall.to("1", Map.of("flows/f.yaml", FLOW.replace(stores, ""))).pass(0);
    call.event(new FlowEvent.HttpAnswered(1, 204, ""));
    assertThat(call.heard()).containsExactly("music", "good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|``",
        "{\"v\": null}|``",
        "[]|``",
        "7|``",
        "{\"v\": \"\"}|``",
        "{\"v\": \"007\"}|007",
        "{\"v\": true}|true",
        "{\"v\": false}|false",
        "{\"v\": 0}|0",
        "{\"v\": -12.50}|-12.50",
        "{\"v\": 1e3}|1000",
        "{\"v\": [1, \"x\"]}|[1,\"x\"]",
        "{\"v\": {\"w\": 1}}|{\"w\":1}",
        "{\"v\": \"{caller}\"}|{caller}",
        "{\"v\": 1, \"v\": 2}|2",
        "{\"v\": 1e999999999}|1E+999999999",
        "{\"v\": 1e-999999999}|1E-999999999",
        "{\"v\": {\"w\": 1e999999999}}|{\"w\":1E+999999999}",
      })
  void aValueIsKeptAsItIsWrittenAndOneThatIsNotThereIsEmpty(String body, String value) {
    FakeCall call = answered(200, body);
    assertThat(call.heard()).containsExactly("music", "good");
    assertThat(call.state().variables()).containsEntry("v", value);
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(answered(200, "\uFEFF{\"v\": 1}").state().variables()).containsEntry("v", "1");
  }

  @Test
  void aLongValueIsCutToAThousandCharacters() {
    String body = "{\"v\": \"" + "x".repeat(5_000) + "\"}";
    assertThat(answered(200, body).state().variables()).containsEntry("v", "x".repeat(1_000));
  }

  @Test
  void theCallGoesOnAtTheLimitAndALaterAnswerChangesNothing() {
    FakeCall call = call().pass(2_999);
    assertThat(call.heard()).containsExactly("music");
    call.pass(1);
    assertThat(call.heard()).containsExactly("music", "bad");
    assertThat(call.state().variables()).containsEntry("http-status", "0");
    RunState before = call.state();
    call.event(new FlowEvent.HttpAnswered(1, 200, "{\"v\": 1}"));
    assertThat(call.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "4930123|https://crm/4930123",
        "+49 30|https://crm/%2B49%2030",
        "..|https://crm/",
        "a/../b|https://crm/a%2F..%2Fb",
        "x@evil.example|https://crm/x%40evil.example",
        "?a=b&c#d|https://crm/%3Fa%3Db%26c%23d",
        "\\|https://crm/%5C",
        "{v}|https://crm/%7Bv%7D",
      })
  void whoCallsChoosesNeitherHostNorPath(String caller, String url) {
    FakeCall call =
        FakeCall.to("1", Map.of("flows/f.yaml", FLOW), new Caller(caller, false, false)).pass(0);
    assertThat(call.requests().getFirst().url()).isEqualTo(url);
  }

  @Test
  void noLineEndGetsIntoAHeaderAndNoQuoteOutOfTheBody() {
    String asks =
        "ask: {http: {url: 'http://x/', headers: {X-Who: 'a {caller}'}, json: {who: '{caller}'}, then: good, failure: bad}}";
    String flow = FLOW.replaceFirst("ask: \\{http.*\n", asks + "\n");
    Caller caller = new Caller("1\r\nX-Evil: 1\",\"x\":\"", false, false);
    FakeCall call = FakeCall.to("1", Map.of("flows/f.yaml", flow), caller).pass(0);
    assertThat(call.requests().getFirst().headers().getFirst().value())
        .isEqualTo("a 1X-Evil: 1\",\"x\":\"");
    assertThat(call.requests().getFirst().body())
        .isEqualTo("{\"who\":\"1\\r\\nX-Evil: 1\\\",\\\"x\\\":\\\"\"}");
  }
}
