package io.dialtree.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.api.FaceFixture.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hundred broken documents for each face: refused with field and reason, never a 500. */
final class BrokenDocumentsTest {
  private static final int VERSIONS = 300;
  private static final String VOICE = "/api/v2/channels/voice";

  @TempDir private Path folder;
  private FaceFixture http;

  @BeforeEach
  void start() {
    http = new FaceFixture(folder, false);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  /** How many were refused. */
  private int sendAll(
      String method, String path, Map<String, String> who, List<String> bodies, String reason) {
    int refused = 0;
    for (String body : bodies) {
      Answer answer = http.send(method, path, who, body);
      assertThat(answer.status()).as("%s %s %s", method, path, body).isBetween(200, 499);
      if (answer.status() >= 400) {
        refused++;
        assertThat(answer.at(reason).toString()).as(body).hasSizeGreaterThan(4);
      }
    }
    return refused;
  }

  @Test
  void zendeskNamesTheField() {
    Answer made =
        http.send("POST", VOICE + "/ivr", FaceFixture.TOKEN, "{\"ivr\": {\"name\": \"a\"}}");
    String ivr = VOICE + "/ivr/" + made.at("/ivr/id").asText();
    String menus = ivr + "/menus";
    String routes = menus + "/" + made.at("/ivr/menus/0/id").asText() + "/routes";
    String goodIvr =
        "{\"ivr\": {\"name\": \"a\", \"phone_number_ids\": [1], \"menus\": [{\"id\": 1, \"default\":"
            + " true, \"greeting_id\": 2, \"routes\": [{\"id\": 3, \"keypress\": \"1\", \"action\":"
            + " \"menu\", \"options\": {\"menu_id\": 1, \"tags\": [\"x\"]}}]}]}}";
    String goodRoute =
        "{\"ivr_route\": {\"keypress\": \"*\", \"action\": \"textback\", \"options\": {\"sms_text\":"
            + " \"x\", \"textback_phone_number_id\": 4, \"group_ids\": [1]}}}";
    String goodMenu = "{\"ivr_menu\": {\"name\": \"m\", \"greeting_id\": null}}";
    String goodGreeting = "{\"greeting\": {\"name\": \"g\", \"category_id\": 5}}";
    String goodNumber =
        "{\"phone_number\": {\"number\": \"+15550100\", \"group_ids\": [1], \"ivr_id\": null}}";
    int refused =
        zendesk("POST", VOICE + "/ivr", goodIvr)
            + zendesk("PUT", ivr, goodIvr)
            + zendesk("POST", routes, goodRoute)
            + zendesk("POST", menus, goodMenu)
            + zendesk("POST", VOICE + "/greetings", goodGreeting)
            + zendesk("POST", VOICE + "/phone_numbers", goodNumber)
            + zendesk("POST", "/api/v2/groups", "{\"group\": {\"name\": \"g\"}}");
    assertThat(refused).isGreaterThan(200);
  }

  private int zendesk(String method, String path, String good) {
    return sendAll(
            method, path, FaceFixture.TOKEN, Broken.versions(good, VERSIONS / 5, 7), "/error")
        + sendAll(method, path, FaceFixture.TOKEN, Broken.nonsense(), "/description");
  }

  @Test
  void callFlowsNameTheField() {
    String good =
        "{\"name\": \"n\", \"extension\": 501, \"flow\": {\"s\": {\"module\": \"start\", \"next\":"
            + " \"p\"}, \"p\": {\"module\": \"pressextension\", \"duration\": 5, \"sound\": \"x\","
            + " \"next\": {\"1\": \"b\", \"invalid\": \"c\", \"timeout\": \"b\"}}, \"c\":"
            + " {\"module\": \"calleridmatch\", \"patterns\": [\"^44\"], \"match\": \"b\","
            + " \"nomatch\": \"e\"}, \"e\": {\"module\": \"extension\", \"extensions\":"
            + " [{\"type\": \"forward\", \"number\": \"+44123\"}], \"noanswer\": \"b\"}, \"b\":"
            + " {\"module\": \"busy\", \"duration\": 3}}, \"show_call_route_name\": true}";
    String errors = "/result/errors/0/message";
    int refused =
        sendAll(
            "POST",
            "/voip/flow",
            FaceFixture.THREE_HEADERS,
            Broken.versions(good, VERSIONS, 8),
            errors);
    sendAll("POST", "/voip/flow", FaceFixture.THREE_HEADERS, Broken.nonsense(), errors);
    String user = "{\"user_name\": \"a\", \"extension\": 700, \"type\": \"x\"}";
    sendAll("POST", "/voip/user", FaceFixture.THREE_HEADERS, Broken.versions(user, 50, 9), errors);
    sendAll(
        "POST",
        "/voip/sound",
        FaceFixture.THREE_HEADERS,
        Broken.versions("{\"name\": \"a\", \"file_name\": \"b\"}", 50, 9),
        errors);
    assertThat(refused).isGreaterThan(150);
  }

  @Test
  void requestDtmfNamesTheField() {
    String good =
        "{\"instruction-id\": \"i\", \"callees\": [\"+31600000001\"], \"caller\":"
            + " \"+31851234567\", \"anonymous\": true, \"callback-url\": \"http://127.0.0.1/\","
            + " \"max-ringing-timeout\": 20, \"prompt\": \"a\", \"prompt-type\": \"TTS\","
            + " \"valid-prompt\": \"b\", \"invalid-prompt\": \"c\", \"min-digits\": 1,"
            + " \"max-digits\": 4, \"max-attempts\": 2, \"timeout\": 3000, \"terminators\": \"#\","
            + " \"regex\": \"[0-9]*\", \"voice\": {\"language\": \"en-GB\", \"volume\": 0}}";
    List<String> broken = Broken.versions(good, VERSIONS, 10);
    int refused = sendAll("POST", "/voiceapi/v2/DTMF", FaceFixture.PRODUCT, broken, "/error");
    sendAll("POST", "/voiceapi/v2/DTMF", FaceFixture.PRODUCT, Broken.nonsense(), "/error");
    assertThat(refused).isGreaterThan(150);
  }
}
