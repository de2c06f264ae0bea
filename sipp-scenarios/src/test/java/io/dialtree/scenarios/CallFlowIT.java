package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.INVALID;
import static io.dialtree.scenarios.harness.Tone.REACHED;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static io.dialtree.scenarios.harness.Tone.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.CallFlowClient;
import io.dialtree.scenarios.harness.CallPlan;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Call flows made over their HTTP API, proved by what the caller hears. */
@ExtendWith(SharedServer.class)
final class CallFlowIT {
  private static final String WALK = "walk-a-menu";

  /** A gap of that length ends an input that may go on. */
  private static final long GAP_MS = 2_000;

  private static String flow(int extension, String modules) {
    return """
    {"name": "Flow %d", "extension": %d, "flow": {
      "start": {"module": "start", "next": "first"},
      %s,
      "sales": {"module": "play", "sound": "sales", "next": "end"},
      "support": {"module": "play", "sound": "support", "next": "end"},
      "reached": {"module": "play", "sound": "reached", "next": "end"},
      "wrong": {"module": "play", "sound": "invalid", "next": "end"},
      "end": {"module": "busy", "duration": 1}}}
    """
        .formatted(extension, extension, modules);
  }

  @Test
  void callersInsideReachAFlowByItsExtensionAndCallersOutsideDoNot() {
    Path config = TestConfig.create("on-net: [127.0.0.1/32]", "trust: [127.0.0.0/8]");
    try (ServerUnderTest server = ServerUnderTest.start(config, "--drain", "2")) {
      String first = "\"first\": {\"module\": \"play\", \"sound\": \"sales\", \"next\": \"end\"}";
      new CallFlowClient(server).make("/flow", flow(7912, first));
      CallPlan outside = CallPlan.to(server, "unknown-number", "7912").with("-i", "127.0.0.2");
      try (TestCall inside = TestCall.dial(server, WALK, "7912");
          TestCall refused = outside.dial()) {
        inside.shouldEndAsWritten();
        refused.shouldEndAsWritten();

        assertThat(inside.heard().tones()).as(inside.heard()::toString).startsWith(SALES);
      }
    }
  }

  @Test
  void theTestsOfTheExampleAlsoPassAsCallsAndSayNothingElse() {
    Path example = Path.of("../examples/callflow").toAbsolutePath().normalize();
    try (ServerUnderTest server = ServerUnderTest.start(example, "--drain", "2")) {
      String address = "127.0.0.1:" + server.sip().getPort();
      ServerUnderTest tests =
          ServerUnderTest.command("test", example.toString(), "--over-sip", address);

      assertThat(tests.awaitExit(Duration.ofSeconds(60)))
          .as(() -> String.join("\n", tests.stdout()))
          .isZero();
      assertThat(tests.stderr()).doesNotContain("WARN");
    }
  }

  @Test
  void callersAreToldApartByTheirNumbers(ServerUnderTest server) {
    String match =
        """
        "first": {"module": "calleridmatch", "patterns": ["^44800", "9000$", "anonymous"],
          "match": "sales", "nomatch": "support"}\
        """;
    new CallFlowClient(server).flow("7910", flow(7910, match));
    shouldHear(server, "sip:+448001234@127.0.0.1", SALES);
    shouldHear(server, "sip:01239000@127.0.0.1", SALES);
    shouldHear(server, "sip:anonymous@anonymous.invalid", SALES);
    shouldHear(server, "sip:+491234567@127.0.0.1", SUPPORT);
    shouldHear(server, "sip:somebody@127.0.0.1", SUPPORT);
  }

  private static void shouldHear(ServerUnderTest server, String from, Tone tone) {
    CallPlan plan = CallPlan.to(server, "walk-as-a-caller", "7910").with("-key", "from_uri", from);
    try (TestCall call = plan.dial()) {
      call.awaitTone(tone);
      call.shouldEndAsWritten();
      assertThat(call.heard().tones()).as(from).containsExactly(tone);
    }
  }

  @Test
  void aChoiceOfSeveralKeysIsTakenWhole(ServerUnderTest server) {
    String press =
        """
        "first": {"module": "pressextension", "sound": "greeting", "duration": 3, "next":
          {"1": "sales", "123": "support", "*": "reached", "invalid": "wrong", "timeout": "end"}}\
        """;
    new CallFlowClient(server).flow("7911", flow(7911, press));
    assertThat(waitedMs(server, "123", SUPPORT)).isLessThan(GAP_MS);
    assertThat(waitedMs(server, "1", SALES)).isBetween(GAP_MS, GAP_MS + 1_500);
    assertThat(waitedMs(server, "*", REACHED)).isBetween(GAP_MS, GAP_MS + 1_500);
    assertThat(waitedMs(server, "12", INVALID)).isGreaterThan(GAP_MS);
  }

  private static long waitedMs(ServerUnderTest server, String keys, Tone tone) {
    try (TestCall call = TestCall.dial(server, WALK, "7911")) {
      call.awaitTone(GREETING);
      long pressedMs = call.press(keys);
      long routedMs = call.awaitTone(tone);
      call.shouldEndAsWritten();
      return routedMs - pressedMs;
    }
  }
}
