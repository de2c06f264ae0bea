package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.dialtree.scenarios.harness.CallFlowClient;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.HttpCalls;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.ZendeskClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The examples of other systems' own pages, made by their own HTTP calls on the packaged server,
 * and dialled.
 */
final class OtherSystemsIT {
  private static final String WALK = "walk-a-menu";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static ServerUnderTest server;
  private static ZendeskClient zendesk;
  private static CallFlowClient callFlows;

  @BeforeAll
  static void start() {
    server = ServerUnderTest.start(TestConfig.create("callbacks-allow: [127.0.0.0/8]"));
    zendesk = new ZendeskClient(server);
    callFlows = new CallFlowClient(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldWalkTheMenusOfAZendeskIvr() {
    String ivr = zendesk.ivr("Main Menu");
    String entry = zendesk.entryMenu(ivr);
    String second =
        zendesk
            .send("POST", ivr + "/menus", "{\"ivr_menu\": {\"name\": \"Main Menu\"}}")
            .at("/ivr_menu/id")
            .asText();
    String secondMenu = ivr + "/menus/" + second;
    zendesk.greet(entry, "greeting");
    zendesk.greet(secondMenu, "sales");
    zendesk.route(entry, "2", "menu", "{\"menu_id\": " + second + "}");
    zendesk.route(secondMenu, "1", "group", "{\"group_ids\": [10001], \"tags\": [\"sales\"]}");
    zendesk.number("7700", ivr);

    try (TestCall call = TestCall.dial(server, WALK, "7700")) {
      call.awaitTone(GREETING);
      call.press("2");
      call.awaitTone(SALES);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().changes()).startsWith(GREETING, SALES);
      assertThat(record.endSlug()).isEqualTo("not-available");
    }
  }

  /** The example of the pages, whose user nobody here knows. */
  private static String sample(int extension, String more) {
    return """
    {"extension": %d, "name": "Call Pete", "show_call_route_name": true,
     "show_original_caller_id": true,
     "flow": {
       "161ec941-1c6a-4d42-b011-1c050487324d": {
         "module": "start", "next": "9085aa47-0ff0-4fd0-9c80-6077e1f475c2"},
       "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": {
         "module": "pressextension"%s,
         "next": {
           "1": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
           "2": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
           "invalid": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
           "timeout": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6"}},
       "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6": {
         "extensions": [
           {"type": "sipuser", "uuid": "92b0aca6-12aa-480c-a7b7-a31df403418c"}],
         "module": "extension"}}}
    """
        .formatted(extension, more);
  }

  @Test
  void shouldRunTheSampleCallFlowOfASilentCaller() {
    callFlows.flow("7701", sample(511, ""));

    try (TestCall call = TestCall.dial(server, WALK, "7701")) {
      assertThat(call.shouldEndAsWritten().endSlug()).isEqualTo("not-available");
    }
  }

  @Test
  void shouldTakeEachKeyOfTheSampleCallFlow() {
    String sound = callFlows.make("/sound", "{\"name\": \"s\", \"file_name\": \"greeting.wav\"}");
    String more = ", \"duration\": 30, \"sound\": \"" + sound + "\"";
    callFlows.flow("7702", sample(512, more));

    for (String key : new String[] {"1", "2"}) {
      try (TestCall call = TestCall.dial(server, WALK, "7702")) {
        call.awaitTone(GREETING);
        call.press(key);
        CallRecord record = call.shouldEndAsWritten();

        assertThat(record.endSlug()).as("key " + key).isEqualTo("not-available");
        assertThat(record.path())
            .endsWith("9085aa47-0ff0-4fd0-9c80-6077e1f475c2,fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6");
        assertThat(record.json().path("duration_ms").asLong())
            .as("a key does not wait for the thirty seconds of silence")
            .isLessThan(20_000);
      }
    }
  }

  @Test
  void shouldTellTheClientHowARequestedCallEnded() throws Exception {
    BlockingQueue<String> bodies = new ArrayBlockingQueue<>(10);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/done",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String body =
          """
          {"callee": "+31600000001", "caller": "+31851234567", "prompt": "Your code, please",
           "valid-prompt": "Thank you", "callback-url": "http://127.0.0.1:%d/done"}
          """
              .formatted(receiver.getAddress().getPort());
      JsonNode queued =
          HttpCalls.tree(
              new HttpCalls(server, "X-CM-PRODUCTTOKEN", server.adminToken())
                  .send("POST", "/voiceapi/v2/DTMF", body)
                  .body());
      String callback = bodies.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);

      assertThat(callback).isNotNull();
      JsonNode finished = HttpCalls.tree(callback);
      assertThat(finished.path("type").asText()).isEqualTo("dtmf-finished");
      assertThat(finished.path("call-id")).isEqualTo(queued.path("call-id"));
      assertThat(finished.at("/result/code").asInt()).isEqualTo(11);
    } finally {
      receiver.stop(0);
    }
  }
}
