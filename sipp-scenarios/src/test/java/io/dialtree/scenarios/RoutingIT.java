package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Opening hours, a web service and values in words, over real calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutingIT {
  private static final String TEST =
      """
      tests:
        - name: the count is said before the menu
          call: {to: "6300"}
          steps:
            - hears: sales
            - hears: greeting
            - presses: 1
            - ends: completed
        - name: something else is said
          call: {to: "6300"}
          steps:
            - hears: sales
            - hears: support
      """;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer service;
  private Path config;
  private ServerUnderTest server;

  @BeforeAll
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.createContext("/slow", exchange -> asked.add("slow " + exchange.getRequestMethod()));
    service.start();
    int port = service.getAddress().getPort();
    config = TestConfig.create("http-step-allow: [127.0.0.0/8]");
    Files.createDirectories(config.resolve("calendars"));
    Files.writeString(
        config.resolve("calendars/always.yaml"), "zone: UTC\nweek: {mon-sun: \"00:00-24:00\"}\n");
    Files.writeString(config.resolve("flows/routing.yaml"), flow(port));
    Files.writeString(config.resolve("flows/routing.test.yaml"), TEST);
    Files.writeString(config.resolve("flows/failing.yaml"), failing(port));
    // The word for five is a recording: that of the tone which tests know as SALES.
    short[] five = Sound.sines(8_000, 600, Tone.SALES.hz());
    Sound.writeWav(config.resolve("prompts/number-5.wav"), five, 8_000, 1);
    server = ServerUnderTest.start(config, "--drain", "2");
  }

  @AfterAll
  void stop() {
    server.close();
    service.stop(0);
  }

  private static String flow(int port) {
    return """
    id: routing
    numbers: ["6300"]
    start: hours
    on-hangup: report
    nodes:
      hours:
        hours: {calendar: always, open: ask, closed: end}
      ask:
        http:
          url: "http://127.0.0.1:%d/count?of={dialled}"
          store: {count: /count}
          then: say
          failure: end
      say: {play: {prompt: {number: "{count}"}, then: menu}}
      menu: {menu: {greeting: greeting, choices: {"1": end}}}
      report:
        http:
          url: "http://127.0.0.1:%d/gone"
          json: {count: "{count}"}
          then: end
          failure: end
      end: {hangup: }
    """
        .formatted(port, port);
  }

  /** Nobody listens at the first address, and nobody answers at the second. */
  private static String failing(int port) {
    return """
    id: failing
    numbers: ["6301"]
    start: refused
    nodes:
      refused: {http: {url: "http://127.0.0.1:1/", then: end, failure: slow}}
      slow: {http: {url: "http://127.0.0.1:%d/slow", timeout: 500ms, then: end, failure: sorry}}
      sorry: {menu: {greeting: greeting, choices: {"1": end}}}
      end: {hangup: }
    """
        .formatted(port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    byte[] answer = "{\"count\": 5}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void anOpenOfficeSaysWhatAWebServiceAnswers() {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "6300")) {
      call.awaitTone(GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).as(call.heard()::toString).startsWith(SALES, GREETING);
      assertThat(record.path()).isEqualTo("hours,ask,say,menu,end");
      assertThat(record.endSlug()).isEqualTo("completed");
    }
    assertThat(asked).contains("GET /count?of=6300 ");
  }

  @Test
  void aCallGoesOnWhereNoServiceAnswers() {
    try (TestCall call = TestCall.dial(server, "walk-a-menu", "6301")) {
      call.awaitTone(GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.path()).isEqualTo("refused,slow,sorry,end");
      assertThat(record.endSlug()).isEqualTo("completed");
    }
    assertThat(asked).contains("slow GET");
  }

  @Test
  void theFlowReportsWhenTheCallerHasHungUp() {
    try (TestCall call = TestCall.dial(server, "basic-call", "6300")) {
      call.awaitTone(GREETING);
      CallRecord record = call.shouldEndAsWritten();

      Await.until(
          () -> asked.contains("POST /gone {\"count\":\"5\"}"),
          Duration.ofSeconds(5),
          () -> "asked: " + asked);
      assertThat(record.endSlug()).isEqualTo("caller-hangup");
      assertThat(record.path()).isEqualTo("hours,ask,say,menu,report,end");
    }
  }

  @Test
  void testsOfFlowsRunAsCallsToo() throws IOException {
    Path tests = Files.createDirectories(config.resolveSibling(config.getFileName() + "-tests"));
    Files.createDirectories(tests.resolve("flows"));
    Files.writeString(tests.resolve("flows/routing.test.yaml"), TEST);
    Files.createDirectories(tests.resolve("prompts"));
    for (String name : new String[] {"sales", "support", "greeting"}) {
      Files.copy(
          config.resolve("prompts/" + name + ".wav"), tests.resolve("prompts/" + name + ".wav"));
    }
    String address = "127.0.0.1:" + server.sip().getPort();
    ServerUnderTest command =
        ServerUnderTest.command("test", tests.toString(), "--over-sip", address);

    assertThat(command.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
    assertThat(String.join("\n", command.stdout()))
        .contains("ok   ")
        .contains("does not hear \"support\"")
        .contains("2 test(s), 1 failed");
  }
}
