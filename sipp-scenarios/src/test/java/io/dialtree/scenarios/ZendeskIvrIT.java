package io.dialtree.scenarios;

import static io.dialtree.scenarios.harness.Tone.GOODBYE;
import static io.dialtree.scenarios.harness.Tone.GREETING;
import static io.dialtree.scenarios.harness.Tone.OWN_WORDS;
import static io.dialtree.scenarios.harness.Tone.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallPlan;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.HttpCalls;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.ZendeskClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** IVRs made over Zendesk's HTTP API, proved by what the caller hears and gets. */
final class ZendeskIvrIT {
  private static final String WALK = "walk-a-menu";
  private static final String CALLER = "+4915112345678";

  private static final BlockingQueue<String> SENT = new ArrayBlockingQueue<>(10);

  private static HttpServer gateway;
  private static ServerUnderTest server;
  private static ZendeskClient zendesk;

  @BeforeAll
  static void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/sms",
        exchange -> {
          SENT.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    gateway.start();
    String webhook = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms";
    server = ServerUnderTest.start(TestConfig.create("sms-webhook: " + webhook), "--drain", "2");
    zendesk = new ZendeskClient(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    gateway.stop(0);
  }

  /** An IVR of one menu with a greeting that answers this number; returns the menu. */
  private static String menu(String number) {
    String ivr = zendesk.ivr("Main " + number);
    zendesk.number(number, ivr);
    return zendesk.entryMenu(ivr);
  }

  @Test
  void everyActionThatNeedsATelephoneSaysThatNobodyIsThere() {
    String menu = menu("7900");
    zendesk.greet(menu, "greeting");
    zendesk.route(menu, "1", "group", "{\"group_ids\": [10001], \"tags\": [\"sales\"]}");
    zendesk.route(menu, "*", "voicemail", "{\"group_ids\": [10001], \"tags\": [\"sales\"]}");
    zendesk.route(
        menu, "#", "phone_number", "{\"phone_number\": \"+14155550100\", \"tags\": [\"sales\"]}");
    for (String key : new String[] {"1", "*", "#"}) {
      try (TestCall call = TestCall.dial(server, WALK, "7900")) {
        call.awaitTone(GREETING);
        call.press(key);
        CallRecord record = call.shouldEndAsWritten();

        assertThat(call.heard().changes()).as("key " + key).containsExactly(GREETING, GOODBYE);
        assertThat(record.endSlug()).isEqualTo("not-available");
        assertThat(record.json().path("tags").toString()).isEqualTo("[\"sales\"]");
      }
    }
  }

  @Test
  void threeWrongKeysLeadToTheDefaultRoute() {
    String menu = menu("7901");
    zendesk.greet(menu, "greeting");
    zendesk.route(menu, "default", "group", "{\"group_ids\": [10001]}");
    try (TestCall call = TestCall.dial(server, WALK, "7901")) {
      call.awaitTone(GREETING);
      call.press("999");
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().changes()).containsExactly(GREETING, GOODBYE);
      assertThat(record.json().path("duration_ms").asLong()).as("no silence").isLessThan(5_000);
      assertThat(record.path()).endsWith("/default");
    }
  }

  @Test
  void aMenuWithoutAGreetingWaitsInSilence() {
    zendesk.route(menu("7902"), "default", "group", "{\"group_ids\": [10001]}");
    try (TestCall call = TestCall.dial(server, WALK, "7902")) {
      CallRecord record = call.shouldEndAsWritten();

      assertThat(call.heard().tones()).as(call.heard()::toString).containsExactly(GOODBYE);
      assertThat(record.json().path("duration_ms").asLong())
          .as("three times five seconds")
          .isBetween(15_000L, 20_000L);
    }
  }

  @Test
  void aMenuWithoutAGreetingPlaysTheDefaultOne() throws IOException {
    Path config = TestConfig.create();
    Path greetings = Files.createDirectories(config.resolve("flows/zendesk/greetings"));
    Files.writeString(
        greetings.resolve("77.json"),
        "{\"name\": \"House\", \"category_id\": 5, \"default\": true, \"audio_name\": \"sales.wav\"}");
    try (ServerUnderTest house = ServerUnderTest.start(config, "--drain", "2")) {
      ZendeskClient client = new ZendeskClient(house);
      String ivr = client.ivr("Default greeting");
      client.number("7905", ivr);
      client.route(client.entryMenu(ivr), "1", "group", "{\"group_ids\": [10001]}");
      try (TestCall call = TestCall.dial(house, WALK, "7905")) {
        call.awaitTone(SALES);
        call.press("1");
        call.shouldEndAsWritten();

        assertThat(call.heard().changes()).containsExactly(SALES, GOODBYE);
      }
    }
  }

  @Test
  void aTextbackReachesTheWebhookAndStandsInTheOutbox() throws InterruptedException {
    String menu = menu("7903");
    zendesk.greet(menu, "greeting");
    String sender =
        zendesk
            .send("POST", "/phone_numbers", "{\"phone_number\": {\"number\": \"+14155550111\"}}")
            .at("/phone_number/id")
            .asText();
    zendesk.route(
        menu,
        "5",
        "textback",
        "{\"sms_text\": \"See our pages.\", \"textback_phone_number_id\": " + sender + "}");
    String from = "sip:" + CALLER + "@127.0.0.1";
    CallPlan plan = CallPlan.to(server, "walk-as-a-caller", "7903").with("-key", "from_uri", from);
    String callId;
    try (TestCall call = plan.dial()) {
      call.awaitTone(GREETING);
      call.press("5");
      call.shouldEndAsWritten();

      assertThat(call.heard().changes()).containsExactly(GREETING, OWN_WORDS);
      callId = call.callId();
    }
    String sent = SENT.poll(TestCall.SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(sent).isNotNull();
    JsonNode message = HttpCalls.tree(sent);
    assertThat(message.path("call_id").asText()).isEqualTo(callId);
    assertThat(message.path("to").asText()).isEqualTo(CALLER);
    assertThat(message.path("from").asText()).isEqualTo("+14155550111");
    assertThat(message.path("text").asText()).isEqualTo("See our pages.");
    Await.until(
        () -> outbox().path("state").asText().equals("done"),
        TestCall.SOON,
        () -> "outbox: " + outbox());
    assertThat(outbox().path("to").asText()).isEqualTo(CALLER);
    assertThat(outbox().path("result").asText()).isEqualTo("202");
  }

  private static JsonNode outbox() {
    return zendesk.send("GET", "/text_messages", "").at("/text_messages/0");
  }
}
