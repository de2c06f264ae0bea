package io.dialtree.server.api.zendesk;

import static io.dialtree.server.api.FaceFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.server.api.Json;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.Expectation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that the reference pages of IVR menus and routes print, in their order, against the IVR
 * 10001 they name, and the answers they print for them.
 */
final class SeedCallsTest {
  private static final String MENUS = "/api/v2/channels/voice/ivr/10001/menus";
  private static final String ROUTES = MENUS + "/10001/routes";
  private static final Map<String, String> PASSWORD =
      FaceFixture.basic(FaceFixture.FREE_USER + ":" + FaceFixture.FREE_PASSWORD);

  @TempDir private Path folder;
  private FaceFixture http;

  @BeforeEach
  void start() {
    http = new FaceFixture(folder, false);
    put(DocumentKind.ZENDESK_GREETING, 10_001, "\"name\": \"Menu\", \"category_id\": 5");
    put(DocumentKind.ZENDESK_GROUP, 360_001_381_413L, "\"name\": \"Support Group\"");
    put(DocumentKind.ZENDESK_GROUP, 10_001, "\"name\": \"Support Group\"");
    put(
        DocumentKind.ZENDESK_IVR,
        10_001,
        "\"name\": \"i\", \"menus\": [{\"default\": true, \"greeting_id\": 10001, \"id\": 10001,"
            + " \"name\": \"Main menu\", \"routes\": [{\"action\": \"group\", \"id\": 10001,"
            + " \"keypress\": \"0\", \"options\": {\"group_ids\": [360001381413]}}]}]");
  }

  private void put(DocumentKind kind, long id, String fields) {
    http.library.put(
        DocumentKey.shared(kind, Long.toString(id)),
        "{\"id\": " + id + ", " + fields + "}",
        Author.of("test"),
        Expectation.none());
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private static final String MENU =
      """
      {"default":true,"greeting_id":10001,"id":10001,"name":"Main menu","routes":[{"action":"group",\
      "greeting":null,"id":10001,"keypress":"0","option_text":"Support Group","options":{"group_ids":\
      [360001381413]}}]}\
      """;

  @Test
  void theCallsOfTheMenuPage() {
    Answer list = http.send("GET", MENUS + ".json", PASSWORD, "");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.response().body().strip())
        .isEqualTo(
            "{\"ivr_menus\":[" + MENU + "],\"count\":1,\"next_page\":null,\"previous_page\":null}");
    Answer show = http.send("GET", MENUS + "/10001.json", PASSWORD, "");
    assertThat(show.response().body().strip()).isEqualTo("{\"ivr_menu\":" + MENU + "}");
    Answer made =
        http.send("POST", MENUS + ".json", PASSWORD, "{\"ivr_menu\": {\"name\": \"Main Menu\"}}");
    assertThat(made.status()).isEqualTo(201);
    String id = made.at("/ivr_menu/id").asText();
    assertThat(made.json())
        .isEqualTo(
            Json.parse(
                "{\"ivr_menu\":{\"default\":false,\"greeting_id\":null,\"id\":"
                    + id
                    + ",\"name\":\"Main Menu\",\"routes\":[]}}"));
    Answer changed =
        http.send(
            "PUT",
            MENUS + "/" + id + ".json",
            PASSWORD,
            "{\"ivr_menu\": {\"name\": \"Secondary Menu\"}}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/ivr_menu/name").asText()).isEqualTo("Secondary Menu");
    Answer removed = http.send("DELETE", MENUS + "/" + id + ".json", PASSWORD, "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json()).isEqualTo(changed.json());
  }

  @Test
  void theCallsOfTheRoutePage() {
    Answer list = http.send("GET", ROUTES + ".json", TOKEN, "");
    assertThat(list.at("/count").asInt()).isEqualTo(1);
    assertThat(list.at("/ivr_routes/0/option_text").asText()).isEqualTo("Support Group");
    assertThat(http.send("GET", ROUTES + "/10001.json", TOKEN, "").status()).isEqualTo(200);
    Answer made =
        http.send(
            "POST",
            ROUTES + ".json",
            TOKEN,
            "{\"ivr_route\": {\"keypress\": \"1\", \"action\": \"group\", \"options\":"
                + " {\"group_ids\" : [10001]}}}");
    assertThat(made.status()).isEqualTo(201);
    JsonNode route = made.at("/ivr_route");
    ObjectNode printed =
        (ObjectNode)
            Json.parse(
                "{\"action\":\"group\",\"greeting\":null,\"id\":10002,\"keypress\":\"1\","
                    + "\"option_text\":\"Support Group\",\"options\":{\"group_ids\":[10001]}}");
    printed.set("id", route.path("id"));
    assertThat(route).isEqualTo(printed);
    String one = ROUTES + "/" + route.path("id").asText() + ".json";
    Answer changed =
        http.send(
            "PUT",
            one,
            TOKEN,
            "{\"ivr_route\": {\"action\": \"group\", \"options\": {\"group_ids\": [10002]}}}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/ivr_route/keypress").asText()).isEqualTo("1");
    assertThat(changed.at("/ivr_route/options/group_ids/0").asInt()).isEqualTo(10_002);
    assertThat(changed.at("/ivr_route/option_text").asText()).isEqualTo("Group 10002");
    Answer removed = http.send("DELETE", one, TOKEN, "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json()).isEqualTo(changed.json());
  }
}
