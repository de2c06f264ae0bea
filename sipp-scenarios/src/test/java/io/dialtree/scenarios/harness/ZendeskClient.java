package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of Zendesk Talk's HTTP API with the administrator's token. Any thread. */
public final class ZendeskClient {
  private static final String VOICE = "/api/v2/channels/voice";

  private final HttpCalls http;

  /** For this server. */
  public ZendeskClient(ServerUnderTest server) {
    String pair = "agent@example.com/token:" + server.adminToken();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    http = new HttpCalls(server, "Authorization", "Basic " + basic);
  }

  /** Sends a request below the voice path, by its spelling with {@code .json}; it must succeed. */
  public JsonNode send(String method, String path, String json) {
    HttpResponse<String> response = http.send(method, VOICE + path + ".json", json);
    int status = method.equals("POST") ? 201 : 200;
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
    return HttpCalls.tree(response.body());
  }

  /** Makes an IVR and returns its path. */
  public String ivr(String name) {
    String made =
        send("POST", "/ivr", "{\"ivr\": {\"name\": \"" + name + "\"}}").at("/ivr/id").asText();
    return "/ivr/" + made;
  }

  /** Returns the path of the menu where an IVR begins. */
  public String entryMenu(String ivr) {
    return ivr + "/menus/" + send("GET", ivr, "").at("/ivr/menus/0/id").asText();
  }

  /** Makes a greeting that plays a prompt, for this category, and returns its id. */
  public String greeting(String prompt, int category) {
    String json =
        "{\"greeting\": {\"name\": \"%s\", \"category_id\": %d, \"audio_name\": \"%s.wav\"}}"
            .formatted(prompt, category, prompt);
    return send("POST", "/greetings", json).at("/greeting/id").asText();
  }

  /** Lets a menu play a prompt. */
  public void greet(String menu, String prompt) {
    send("PUT", menu, "{\"ivr_menu\": {\"greeting_id\": " + greeting(prompt, 5) + "}}");
  }

  /** Adds a route to a menu. */
  public void route(String menu, String key, String action, String options) {
    String json =
        "{\"ivr_route\": {\"keypress\": \"%s\", \"action\": \"%s\", \"options\": %s}}"
            .formatted(key, action, options);
    send("POST", menu + "/routes", json);
  }

  /** Leads a number to an IVR and returns the number's id. */
  public String number(String number, String ivr) {
    String json =
        "{\"phone_number\": {\"number\": \"%s\", \"ivr_id\": %s}}"
            .formatted(number, ivr.substring("/ivr/".length()));
    return send("POST", "/phone_numbers", json).at("/phone_number/id").asText();
  }
}
