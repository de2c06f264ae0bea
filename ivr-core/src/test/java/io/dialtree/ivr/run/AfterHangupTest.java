package io.dialtree.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a flow does when its caller has hung up, and when it cannot go on. */
final class AfterHangupTest {
  private static FakeCall call(String head, String nodes) {
    String document =
        "numbers: [1]\nstart: a\n" + head + "\nnodes:\n" + (nodes + "\nend: {hangup: }").indent(2);
    return FakeCall.to("1", Map.of("flows/f.yaml", document)).pass(0);
  }

  /** What was asked for after the caller had gone, without the places on the way. */
  private static List<String> afterwards(FakeCall call, int before) {
    return call.story().subList(before, call.story().size()).stream()
        .map(line -> line.replaceAll("^[0-9]+ ([A-Za-z]+).*", "$1"))
        .filter(name -> !name.equals("Enter"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a prompt|a: {play: {prompt: p, times: 9, then: end}}|''",
        "a greeting|a: {menu: {greeting: p, choices: {'1': end}}}|''",
        "the wait for a key|a: {menu: {choices: {'1': end, '12': end}}}|''",
        "a key of several|a: {menu: {greeting: p, choices: {'1': end, '12': end}}}|1",
        "a number half typed|a: {collect: {greeting: p, then: end}}|12",
        "the words for a wrong key|a: {menu: {greeting: p, choices: {'1': end}}}|9",
        "a web service, with music|a: {http: {url: 'http://x/', waiting: p, then: end, failure: end}}|''",
        "a goodbye|a: {hangup: {prompt: p}}|''",
        "a value in words|a: {play: {prompt: {number: '21'}, then: end}}|''",
      })
  void theWayAfterHangupRunsOnceWhereverTheCallerWas(String where, String node, String keys) {
    String report =
        """
        bye: {set: {values: {gone: "1"}, then: report}}
        report: {http: {url: "http://x/{gone}", waiting: music, then: end, failure: end}}
        """;
    FakeCall call = call("on-hangup: bye", node + "\n" + report);
    call.pass(100).press(keys);
    int before = call.story().size();
    call.event(new FlowEvent.CallerHungUp());
    call.press("12#").event(new FlowEvent.PlayEnded(1)).event(new FlowEvent.Held());
    call.pass(60_000);
    assertThat(call.path()).as(where).filteredOn("f:report"::equals).hasSize(1);
    assertThat(afterwards(call, before))
        .as(where)
        .filteredOn(name -> !name.equals("CancelTimer"))
        .containsExactly("HttpRequest", "Hangup");
    assertThat(call.ended()).contains("caller-hangup");
  }

  @Test
  void aCircleAfterHangupEndsAtOnce() {
    FakeCall call =
        call(
            "on-hangup: b\non-error: b",
            "a: {play: {prompt: p, then: end}}\nb: {set: {values: {x: '1'}, then: c}}\nc: {goto: b}");
    call.event(new FlowEvent.CallerHungUp());
    assertThat(call.ended()).contains("caller-hangup");
    assertThat(call.path()).hasSizeLessThan(Whereabouts.STEPS_MAX + 10);
  }

  @Test
  void aRequestThatFailsAfterHangupHasNoWayOfErrors() {
    FakeCall call =
        call(
            "on-hangup: b\non-error: sorry",
            """
            a: {play: {prompt: p, then: end}}
            b: {http: {url: "http://x/", then: end}}
            sorry: {http: {url: "http://x/sorry", then: end, failure: end}}
            """);
    call.event(new FlowEvent.CallerHungUp()).pass(3_000);
    assertThat(call.ended()).contains("caller-hangup");
    assertThat(call.path()).doesNotContain("f:sorry");
  }

  @Test
  void anotherFlowMayGoOnAfterHangupAndItsOwnWayIsNotTaken() {
    String first =
        "numbers: [1]\nstart: a\non-hangup: b\nnodes:\n  a: {play: {prompt: p, then: b}}\n  b: {goto: {flow: g}}\n";
    String second =
        """
        start: a
        on-hangup: other
        nodes:
          a: {http: {url: "http://x/", then: end, failure: end}}
          other: {http: {url: "http://x/other", then: end, failure: end}}
          end: {hangup: }
        """;
    FakeCall call = FakeCall.to("1", Map.of("flows/f.yaml", first, "flows/g.yaml", second)).pass(0);
    call.event(new FlowEvent.CallerHungUp()).pass(3_000);
    assertThat(call.path()).containsExactly("f:a", "f:b", "g:a", "g:end");
    assertThat(call.ended()).contains("caller-hangup");
  }

  @Test
  void theServersLimitEndsWhatRunsAfterHangup() {
    FakeCall call =
        call(
            "on-hangup: b",
            "a: {play: {prompt: p, then: end}}\nb: {http: {url: 'http://x/', then: b, failure: b}}");
    call.event(new FlowEvent.CallerHungUp()).pass(60_000);
    assertThat(call.ended()).isEmpty();
    call.event(new FlowEvent.Limit(EndReason.MAX_CALL_LENGTH));
    assertThat(call.ended()).contains("caller-hangup");
  }

  @Test
  void aCallThatTheServerEndsHasNoWayAfterHangup() {
    FakeCall call =
        call(
            "on-hangup: b\nmax-call-seconds: 1",
            "a: {play: {prompt: p, times: 9, then: end}}\nb: {goto: end}");
    assertThat(call.pass(1_000).ended()).contains("max-call-length");
    assertThat(call.path()).containsExactly("f:a");
  }

  @Test
  void aLimitOfTheServerIsNoErrorOfTheFlow() {
    FakeCall call =
        call("on-error: b", "a: {play: {prompt: p, times: 9, then: end}}\nb: {goto: end}");
    call.event(new FlowEvent.Limit("operator-hangup"));
    assertThat(call.ended()).contains("operator-hangup");
    assertThat(call.path()).containsExactly("f:a");
  }

  @Test
  void anErrorBeforeTheAnswerMayBePlayedOrRefused() {
    String nodes = "a: {http: {url: 'http://x/', then: end}}\n";
    FakeCall heard = call("on-error: b", nodes + "b: {play: {prompt: sorry, then: end}}");
    assertThat(heard.pass(3_000).heard()).containsExactly("sorry");
    FakeCall refused = call("on-error: b", nodes + "b: {hangup: {sip-code: 503}}");
    assertThat(refused.pass(3_000).ended()).contains("rejected-by-flow");
    assertThat(refused.story().getLast()).contains("503");
  }

  @Test
  void theWayOfErrorsIsThatOfTheFlowTheCallIsIn() {
    String first =
        "numbers: [1]\nstart: a\non-error: b\nnodes:\n  a: {goto: {flow: g}}\n  b: {hangup: {prompt: first}}\n";
    String second =
        "start: a\non-error: b\nnodes:\n  a: {http: {url: 'http://x/', then: b}}\n  b: {hangup: {prompt: second}}\n";
    FakeCall call =
        FakeCall.to("1", Map.of("flows/f.yaml", first, "flows/g.yaml", second)).pass(4_000);
    assertThat(call.heard()).containsExactly("second");
    assertThat(call.ended()).contains("completed");
  }

  @Test
  void aCallerMayHangUpInTheWayOfErrors() {
    FakeCall call =
        call(
            "on-error: b\non-hangup: c",
            """
            a: {http: {url: "http://x/", then: end}}
            b: {play: {prompt: sorry, times: 9, then: end}}
            c: {http: {url: "http://x/{error}", then: end, failure: end}}
            """);
    call.pass(3_500).event(new FlowEvent.CallerHungUp()).pass(3_000);
    assertThat(call.requests())
        .last()
        .satisfies(it -> assertThat(it.url()).endsWith("/http-failed"));
    assertThat(call.ended()).contains("caller-hangup");
  }

  @Test
  void aSecondErrorEndsTheCallThoughTheFirstWasLongAgo() {
    FakeCall call = call("on-error: a", "a: {http: {url: 'http://x/', then: end}}");
    assertThat(call.pass(6_000).ended()).contains("http-failed");
    assertThat(call.path()).isEqualTo(Stream.of("f:a", "f:a").toList());
  }
}
