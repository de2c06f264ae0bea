package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
  private static final String VOICE = "/api/v2/channels/voice";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static ServerUnderTest server;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    server = ServerUnderTest.start(TestConfig.create("callbacks-allow: [127.0.0.0/8]"));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static JsonNode send(
      String method, String path, String body, int status, String... headers) {
    String base = "http://127.0.0.1:" + server.http().getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .headers(headers)
            .timeout(LIMIT)
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  private static JsonNode zendesk(String method, String path, String body) {
    String pair = "agent@example.com/token:" + server.adminToken();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    int status = method.equals("POST") ? 201 : 200;
    return send(method, VOICE + path + ".json", body, status, "Authorization", "Basic " + basic);
  }

  private static JsonNode callFlow(String path, String body) {
    return send(
            "POST",
            "/voip" + path,
            body,
            201,
            "x-auth-reseller",
            "r",
            "x-auth-user",
            "u",
            "x-auth-password",
            server.adminToken())
        .path("result");
  }

  private static String greeting(String prompt) {
    String body =
        "{\"greeting\": {\"name\": \"%s\", \"category_id\": 5, \"audio_name\": \"%s.wav\"}}"
            .formatted(prompt, prompt);
    return zendesk("POST", "/greetings", body).at("/greeting/id").asText();
  }

  private static void route(String menu, String key, String action, String options) {
    String body =
        "{\"ivr_route\": {\"keypress\": \"%s\", \"action\": \"%s\", \"options\": %s}}"
            .formatted(key, action, options);
    zendesk("POST", menu + "/routes", body);
  }

  @Test
  void shouldWalkTheMenusOfAZendeskIvr() {
    JsonNode made = zendesk("POST", "/ivr", "{\"ivr\": {\"name\": \"Main Menu\"}}").path("ivr");
    String ivr = "/ivr/" + made.path("id").asText();
    String entry = ivr + "/menus/" + made.at("/menus/0/id").asText();
    JsonNode second =
        zendesk("POST", ivr + "/menus", "{\"ivr_menu\": {\"name\": \"Main Menu\"}}")
            .path("ivr_menu");
    String secondMenu = ivr + "/menus/" + second.path("id").asText();
    zendesk("PUT", entry, "{\"ivr_menu\": {\"greeting_id\": " + greeting("greeting") + "}}");
    zendesk("PUT", secondMenu, "{\"ivr_menu\": {\"greeting_id\": " + greeting("sales") + "}}");
    route(entry, "2", "menu", "{\"menu_id\": " + second.path("id").asText() + "}");
    route(secondMenu, "1", "group", "{\"group_ids\": [10001], \"tags\": [\"sales\"]}");
    zendesk(
        "POST",
        "/phone_numbers",
        "{\"phone_number\": {\"number\": \"7700\", \"ivr_id\": " + made.path("id").asText() + "}}");

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

  private static void number(String number, String flow) {
    callFlow("/number", "{\"number\": \"" + number + "\", \"flow\": \"" + flow + "\"}");
  }

  @Test
  void shouldRunTheSampleCallFlowOfASilentCaller() {
    number("7701", callFlow("/flow", sample(511, "")).path("uuid").asText());

    try (TestCall call = TestCall.dial(server, WALK, "7701")) {
      assertThat(call.shouldEndAsWritten().endSlug()).isEqualTo("not-available");
    }
  }

  @Test
  void shouldTakeAKeyOfACallFlow() {
    String sound =
        callFlow("/sound", "{\"name\": \"s\", \"file_name\": \"greeting.wav\"}")
            .path("uuid")
            .asText();
    String more = ", \"duration\": 30, \"sound\": \"" + sound + "\"";
    number("7702", callFlow("/flow", sample(512, more)).path("uuid").asText());

    try (TestCall call = TestCall.dial(server, WALK, "7702")) {
      call.awaitTone(GREETING);
      call.press("1");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(record.endSlug()).isEqualTo("not-available");
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
          send("POST", "/voiceapi/v2/DTMF", body, 200, "X-CM-PRODUCTTOKEN", server.adminToken());
      String callback = bodies.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);

      assertThat(callback).isNotNull();
      JsonNode finished = JSON.readTree(callback);
      assertThat(finished.path("type").asText()).isEqualTo("dtmf-finished");
      assertThat(finished.path("call-id")).isEqualTo(queued.path("call-id"));
      assertThat(finished.at("/result/code").asInt()).isEqualTo(11);
    } finally {
      receiver.stop(0);
    }
  }
}
