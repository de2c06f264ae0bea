package io.dialtree.server.api.zendesk;

import static io.dialtree.server.api.FaceFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.model.MenuNode;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.store.DocumentChange;
import io.dialtree.store.DocumentName;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zendesk's paths over real HTTP, as its clients use them. */
final class ZendeskFaceTest {
  private static final String VOICE = "/api/v2/channels/voice";

  @TempDir private Path folder;
  private FaceFixture http;

  @BeforeEach
  void start() throws IOException {
    Path ivrs = Files.createDirectories(folder.resolve("config/flows/zendesk/ivrs"));
    Files.writeString(
        ivrs.resolve("10001.json"),
        """
        {"id": 10001, "name": "Of a file", "menus": [{"id": 5, "default": true, "name": "m"}]}
        """);
    http = new FaceFixture(folder, false);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private Answer get(String path) {
    return http.send("GET", VOICE + path, TOKEN, "");
  }

  private Answer post(String path, String body) {
    return http.send("POST", VOICE + path, TOKEN, body);
  }

  private Answer put(String path, String body) {
    return http.send("PUT", VOICE + path, TOKEN, body);
  }

  private Answer delete(String path) {
    return http.send("DELETE", VOICE + path, TOKEN, "");
  }

  private String ivr() {
    Answer made = post("/ivr", "{\"ivr\": {\"name\": \"Sales\"}}");
    assertThat(made.status()).isEqualTo(201);
    return "/ivr/" + made.at("/ivr/id").asText();
  }

  private String entryMenu(String ivr) {
    return ivr + "/menus/" + get(ivr).at("/ivr/menus/0/id").asText();
  }

  private static String route(String key, String action, String options) {
    return "{\"ivr_route\": {\"keypress\": \"%s\", \"action\": \"%s\", \"options\": %s}}"
        .formatted(key, action, options);
  }

  @Test
  void aNewIvrHasOneDefaultMenuOfItsOwnName() {
    JsonNode ivr = get(ivr()).at("/ivr");
    assertThat(ivr.at("/name").asText()).isEqualTo("Sales");
    assertThat(ivr.at("/menus")).hasSize(1);
    assertThat(ivr.at("/menus/0/default").asBoolean()).isTrue();
    assertThat(ivr.at("/menus/0/name").asText()).isEqualTo("Sales");
    assertThat(ivr.at("/menus/0/routes")).isEmpty();
    assertThat(ivr.at("/menus/0/greeting_id").isNull()).isTrue();
    assertThat(ivr.at("/id").asLong()).isGreaterThan(Integer.MAX_VALUE);
  }

  @Test
  void routesAreMadeShownChangedAndRemovedForEveryKey() {
    String routes = entryMenu(ivr()) + "/routes";
    for (String key : new String[] {"0", "9", "*", "#", "default"}) {
      Answer made = post(routes + ".json", route(key, "group", "{\"group_ids\": [10001]}"));
      assertThat(made.status()).isEqualTo(201);
      assertThat(made.at("/ivr_route/keypress").asText()).isEqualTo(key);
      String one = routes + "/" + made.at("/ivr_route/id").asText();
      assertThat(get(one + ".json").json()).isEqualTo(made.json());
      assertThat(get(one).json()).isEqualTo(made.json());
      Answer changed =
          put(
              one,
              "{\"ivr_route\": {\"action\": \"voicemail\", \"options\": {\"group_ids\": [7]}}}");
      assertThat(changed.status()).isEqualTo(200);
      assertThat(changed.at("/ivr_route/action").asText()).isEqualTo("voicemail");
      assertThat(changed.at("/ivr_route/keypress").asText()).isEqualTo(key);
      Answer removed = delete(one + ".json");
      assertThat(removed.status()).isEqualTo(200);
      assertThat(removed.json()).isEqualTo(changed.json());
      assertThat(get(one).status()).isEqualTo(404);
    }
    assertThat(get(routes).at("/count").asInt()).isZero();
  }

  @Test
  void passwordsAndTokensAreBothGood() {
    Map<String, String> password =
        FaceFixture.basic(FaceFixture.ACME_USER + ":" + FaceFixture.ACME_PASSWORD);
    Answer made = http.send("POST", VOICE + "/ivr", password, "{\"ivr\": {\"name\": \"Acme\"}}");
    assertThat(made.status()).isEqualTo(201);
    Map<String, String> anything = FaceFixture.basic("x/token:" + ApiTestServer.ADMIN);
    assertThat(http.send("GET", VOICE + "/ivr", anything, "").status()).isEqualTo(200);
    Answer nobody = http.send("GET", VOICE + "/ivr", FaceFixture.basic("a:b"), "");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.at("/error").asText()).isEqualTo("Couldn't authenticate you");
    assertThat(http.send("GET", VOICE + "/ivr", Map.of(), "").status()).isEqualTo(401);
  }

  @Test
  void whatAnAccountMakesOthersDoNotSee() {
    Map<String, String> anna =
        FaceFixture.basic(FaceFixture.ACME_USER + ":" + FaceFixture.ACME_PASSWORD);
    Answer made = http.send("POST", VOICE + "/ivr", anna, "{\"ivr\": {\"name\": \"Acme\"}}");
    String path = VOICE + "/ivr/" + made.at("/ivr/id").asText();
    assertThat(http.send("GET", path, anna, "").status()).isEqualTo(200);
    assertThat(http.send("GET", path, TOKEN, "").status()).isEqualTo(404);
  }

  @Test
  void listsHaveACountAndAddressesOfTheirNeighbours() {
    String routes = entryMenu(ivr()) + "/routes";
    for (int key = 0; key < 5; key++) {
      post(routes, route(Integer.toString(key), "group", "{\"group_ids\": [1]}"));
    }
    Answer second = get(routes + ".json?per_page=2&page=2&x=y%26z");
    assertThat(second.at("/count").asInt()).isEqualTo(5);
    assertThat(second.at("/ivr_routes")).hasSize(2);
    assertThat(second.at("/ivr_routes/0/keypress").asText()).isEqualTo("2");
    String base = http.server.base() + VOICE + routes + ".json?page=";
    assertThat(second.at("/next_page").asText()).isEqualTo(base + "3&per_page=2&x=y%26z");
    assertThat(second.at("/previous_page").asText()).isEqualTo(base + "1&per_page=2&x=y%26z");
    Answer third =
        get(second.at("/next_page").asText().substring(base.indexOf(VOICE) + VOICE.length()));
    assertThat(third.at("/ivr_routes")).hasSize(1);
    assertThat(third.at("/next_page").isNull()).isTrue();
    assertThat(get(routes).at("/previous_page").isNull()).isTrue();
    assertThat(get(routes + "?page=0").status()).isEqualTo(400);
    assertThat(get(routes + "?page=101&per_page=1000").status()).isEqualTo(400);
    assertThat(get(routes + "?page=100&per_page=100").status()).isEqualTo(200);
  }

  @Test
  void optionsAreChangedTogetherWithTheirAction() {
    String routes = entryMenu(ivr()) + "/routes";
    Answer made = post(routes, route("1", "group", "{\"group_ids\": [1]}"));
    String one = routes + "/" + made.at("/ivr_route/id").asText();
    Answer refused = put(one, "{\"ivr_route\": {\"options\": {\"group_ids\": [2]}}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/error").asText()).isEqualTo("RecordInvalid");
    assertThat(refused.at("/details/action/0/error").asText()).isEqualTo("BlankValue");
    assertThat(put(one, "{\"ivr_route\": {\"keypress\": \"2\"}}").status()).isEqualTo(200);
  }

  @Test
  void aMenusRoutesAreThoseOfTheRoutesPath() {
    String ivr = ivr();
    String menu = entryMenu(ivr);
    post(menu + "/routes", route("1", "group", "{\"group_ids\": [1]}"));
    post(menu + "/routes", route("2", "phone_number", "{\"phone_number\": \"+15550100\"}"));
    JsonNode routes = get(menu + "/routes").at("/ivr_routes");
    assertThat(get(menu).at("/ivr_menu/routes")).isEqualTo(routes);
    assertThat(get(ivr + "/menus").at("/ivr_menus/0/routes")).isEqualTo(routes);
    assertThat(get(ivr).at("/ivr/menus/0/routes")).isEqualTo(routes);
    put(menu, "{\"ivr_menu\": {\"name\": \"x\", \"routes\": [], \"default\": false}}");
    assertThat(get(menu).at("/ivr_menu/routes")).isEqualTo(routes);
    assertThat(get(menu).at("/ivr_menu/default").asBoolean()).isTrue();
    assertThat(get(menu).at("/ivr_menu/name").asText()).isEqualTo("x");
  }

  @Test
  void optionTextNamesTheTarget() {
    String ivr = ivr();
    Answer group =
        http.send("POST", "/api/v2/groups.json", TOKEN, "{\"group\": {\"name\": \"Support\"}}");
    assertThat(group.status()).isEqualTo(201);
    String groupId = group.at("/group/id").asText();
    Answer menu = post(ivr + "/menus", "{\"ivr_menu\": {\"name\": \"Second\"}}");
    assertThat(menu.at("/ivr_menu/default").asBoolean(true)).isFalse();
    String menuId = menu.at("/ivr_menu/id").asText();
    String routes = entryMenu(ivr) + "/routes";
    assertThat(text(routes, "1", "group", "{\"group_ids\": [" + groupId + "]}"))
        .isEqualTo("Support");
    assertThat(text(routes, "2", "voicemail", "{\"group_ids\": [42]}")).isEqualTo("Group 42");
    assertThat(text(routes, "3", "menu", "{\"menu_id\": " + menuId + "}")).isEqualTo("Second");
    assertThat(text(routes, "4", "phone_number", "{\"phone_number\": \"+15550100\"}"))
        .isEqualTo("+15550100");
    assertThat(text(routes, "5", "textback", "{\"sms_text\": \"Hello\"}")).isEmpty();
  }

  private String text(String routes, String key, String action, String options) {
    Answer made = post(routes, route(key, action, options));
    assertThat(made.status()).isEqualTo(201);
    return made.at("/ivr_route/option_text").asText();
  }

  @Test
  void wrongFieldsAreNamedWithTheirReason() {
    String ivr = ivr();
    String routes = entryMenu(ivr) + "/routes";
    post(routes, route("1", "group", "{\"group_ids\": [1]}"));
    refused(post(routes, route("1", "group", "{}")), "keypress", "DuplicateValue");
    refused(post(routes, route("11", "group", "{}")), "keypress", "InvalidValue");
    refused(post(routes, route("2", "dance", "{}")), "action", "InvalidValue");
    refused(post(routes, route("2", "menu", "{}")), "options.menu_id", "BlankValue");
    refused(
        post(routes, route("2", "menu", "{\"menu_id\": 1}")), "options.menu_id", "InvalidValue");
    refused(post(routes, route("2", "phone_number", "{}")), "options.phone_number", "BlankValue");
    refused(post(routes, route("2", "textback", "{}")), "options.sms_text", "BlankValue");
    refused(post(routes, "{}"), "ivr_route", "BlankValue");
    refused(post(routes, "{\"ivr_route\": 5}"), "ivr_route", "InvalidValue");
    refused(post(ivr + "/menus", "{\"ivr_menu\": {\"name\": 5}}"), "name", "InvalidValue");
    refused(
        post(ivr + "/menus", "{\"ivr_menu\": {\"greeting_id\": 99}}"),
        "greeting_id",
        "InvalidValue");
    Answer noJson = post(routes, "{\"ivr_route\": ");
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.at("/description").asText()).contains("line 1");
  }

  private static void refused(Answer answer, String field, String error) {
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(422);
    assertThat(answer.at("/error").asText()).isEqualTo("RecordInvalid");
    assertThat(answer.at("/description").asText()).isEqualTo("Record validation errors");
    assertThat(answer.at("/details").path(field).path(0).path("error").asText())
        .as(answer.json().toString())
        .isEqualTo(error);
    assertThat(answer.at("/details").path(field).path(0).path("description").asText()).isNotEmpty();
  }

  @Test
  void menusAndRoutesWithoutFieldsAreKeptAndDoNothing() {
    String ivr = ivr();
    Answer menu = post(ivr + "/menus", "{\"ivr_menu\": {}}");
    assertThat(menu.status()).isEqualTo(201);
    assertThat(menu.at("/ivr_menu/name").isNull()).isTrue();
    Answer route = post(entryMenu(ivr) + "/routes", "{\"ivr_route\": {}}");
    assertThat(route.status()).isEqualTo(201);
    assertThat(route.at("/ivr_route/keypress").isNull()).isTrue();
    assertThat(route.at("/ivr_route/action").isNull()).isTrue();
  }

  @Test
  void aMenuThatIsNeededStays() {
    String ivr = ivr();
    String entry = entryMenu(ivr);
    Answer second = post(ivr + "/menus", "{\"ivr_menu\": {\"name\": \"Second\"}}");
    String secondId = second.at("/ivr_menu/id").asText();
    Answer route = post(entry + "/routes", route("1", "menu", "{\"menu_id\": " + secondId + "}"));
    Answer used = delete(ivr + "/menus/" + secondId);
    assertThat(used.status()).isEqualTo(422);
    assertThat(used.at("/details/id/0/description").asText())
        .contains("route " + route.at("/ivr_route/id").asText());
    refused(delete(entry), "default", "InvalidValue");
    delete(entry + "/routes/" + route.at("/ivr_route/id").asText());
    Answer removed = delete(ivr + "/menus/" + secondId);
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json()).isEqualTo(second.json());
    assertThat(delete(entry).status()).isEqualTo(200);
  }

  @Test
  void idsOfAnotherIvrAreNotFound() {
    String one = ivr();
    String other = ivr();
    String menu = entryMenu(one).substring(one.length());
    assertThat(get(other + menu).status()).isEqualTo(404);
    assertThat(post(other + menu + "/routes", route("1", "group", "{}")).status()).isEqualTo(404);
    Answer gone = get("/ivr/1/menus");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.at("/error").asText()).isEqualTo("RecordNotFound");
    assertThat(gone.at("/description").asText()).isEqualTo("Not found");
    assertThat(get("/ivr/abc").status()).isEqualTo(404);
    assertThat(get("/nothing").status()).isEqualTo(404);
  }

  @Test
  void aFilesIvrIsShownAndChangedInItsFileOnly() {
    assertThat(get("/ivr/10001").at("/ivr/name").asText()).isEqualTo("Of a file");
    Answer refused = put("/ivr/10001", "{\"ivr\": {\"name\": \"x\"}}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/description").asText()).contains("10001.json");
    Answer kept = delete("/ivr/10001");
    assertThat(kept.status()).isEqualTo(409);
    assertThat(kept.at("/description").asText()).contains("10001.json");
  }

  @Test
  void aPhoneNumberLeadsToItsIvrFromEitherSide() {
    String ivr = ivr();
    long ivrId = get(ivr).at("/ivr/id").asLong();
    Answer made =
        post(
            "/phone_numbers.json",
            "{\"phone_number\": {\"number\": \"+1 555 0199\", \"nickname\": \"Main\"}}");
    assertThat(made.status()).isEqualTo(201);
    long numberId = made.at("/phone_number/id").asLong();
    assertThat(made.at("/phone_number/ivr_id").isNull()).isTrue();
    put("/phone_numbers/" + numberId, "{\"phone_number\": {\"ivr_id\": " + ivrId + "}}");
    assertThat(get(ivr).at("/ivr/phone_number_ids/0").asLong()).isEqualTo(numberId);
    assertThat(get(ivr).at("/ivr/phone_number_names/0").asText()).isEqualTo("Main");
    assertThat(http.library.book().choose("+15550199").orElseThrow().flow().id())
        .isEqualTo("zendesk/" + ivrId);
    put(ivr, "{\"ivr\": {\"phone_number_ids\": []}}");
    assertThat(get("/phone_numbers/" + numberId).at("/phone_number/ivr_id").isNull()).isTrue();
    put(ivr, "{\"ivr\": {\"phone_number_ids\": [" + numberId + "]}}");
    assertThat(get("/phone_numbers/" + numberId).at("/phone_number/ivr_id").asLong())
        .isEqualTo(ivrId);
    refused(put(ivr, "{\"ivr\": {\"phone_number_ids\": [1]}}"), "phone_number_ids", "InvalidValue");
    refused(
        put("/phone_numbers/" + numberId, "{\"phone_number\": {\"ivr_id\": 1}}"),
        "ivr_id",
        "InvalidValue");
    assertThat(delete(ivr).status()).isEqualTo(200);
    assertThat(get("/phone_numbers/" + numberId).at("/phone_number/ivr_id").isNull()).isTrue();
  }

  @Test
  void aKeyThatIsRoutedOverHttpIsRoutedInTheNextCall() {
    String ivr = ivr();
    String menu = entryMenu(ivr);
    post(menu + "/routes", route("7", "voicemail", "{\"group_ids\": [1]}"));
    String id = get(ivr).at("/ivr/id").asText();
    var flow = http.library.book().flow("zendesk/" + id).orElseThrow();
    assertThat(flow.nodes().get(flow.start()))
        .isInstanceOfSatisfying(
            MenuNode.class, node -> assertThat(node.choices()).containsKey("7"));
  }

  @Test
  void idsBeyondThirtyTwoBitsSurvive() {
    String routes = entryMenu(ivr()) + "/routes";
    Answer made = post(routes, route("1", "group", "{\"group_ids\": [360001381413]}"));
    assertThat(made.at("/ivr_route/options/group_ids/0").asLong()).isEqualTo(360_001_381_413L);
    assertThat(made.at("/ivr_route/id").asLong()).isGreaterThan(Integer.MAX_VALUE);
  }

  @Test
  void overflowOptionsAreKeptAsTheyCame() {
    String routes = entryMenu(ivr()) + "/routes";
    Answer plain = post(routes, route("1", "group", "{\"group_ids\": [1]}"));
    assertThat(plain.at("/ivr_route").has("overflow_options")).isFalse();
    String body =
        "{\"ivr_route\": {\"keypress\": \"2\", \"action\": \"group\", \"options\": {\"group_ids\":"
            + " [1]}, \"overflow_options\": [{\"action\": \"phone_number\", \"x\": 1.50}]}}";
    assertThat(post(routes, body).response().body())
        .contains("[{\"action\":\"phone_number\",\"x\":1.50}]");
  }

  @Test
  void theOutboxIsListed() {
    Answer empty = get("/text_messages");
    assertThat(empty.status()).isEqualTo(200);
    assertThat(empty.at("/count").asInt()).isZero();
  }

  @Test
  void aNumberIsThereOnceHoweverItIsWritten() {
    String ivr = ivr();
    String body = "{\"phone_number\": {\"number\": \"%s\", \"ivr_id\": " + id(ivr) + "}}";
    Answer first = post("/phone_numbers", body.formatted("+15550002222"));
    assertThat(first.status()).as(first.json().toString()).isEqualTo(201);
    for (String again : List.of("+15550002222", "+1 555 000 2222", "0015550002222")) {
      refused(post("/phone_numbers", body.formatted(again)), "number", "DuplicateValue");
    }
    assertThat(delete(ivr).status()).isEqualTo(200);
    String number = "/phone_numbers/" + first.at("/phone_number/id").asText();
    assertThat(get(number).at("/phone_number/ivr_id").isNull()).isTrue();
  }

  @Test
  void anIvrThatCannotBeRemovedKeepsItsNumbersAndOneThatIsRefusedChangesNone() {
    String ivr = ivr();
    String number = "{\"phone_number\": {\"number\": \"+1555000%d\", \"ivr_id\": " + id(ivr) + "}}";
    String first = post("/phone_numbers", number.formatted(1)).at("/phone_number/id").asText();
    String second = post("/phone_numbers", number.formatted(2)).at("/phone_number/id").asText();
    breakNumber(second);
    assertThat(delete(ivr).status()).isEqualTo(422);
    assertThat(get(ivr).status()).isEqualTo(200);
    assertThat(get("/phone_numbers/" + first).at("/phone_number/ivr_id").asText())
        .isEqualTo(id(ivr));
    Answer changed = put(ivr, "{\"ivr\": {\"name\": \"Changed\", \"phone_number_ids\": []}}");
    assertThat(changed.status()).isEqualTo(422);
    assertThat(get(ivr).at("/ivr/name").asText()).isNotEqualTo("Changed");
    assertThat(get("/phone_numbers/" + first).at("/phone_number/ivr_id").asText())
        .isEqualTo(id(ivr));
    int before = get("/ivr").at("/count").asInt();
    assertThat(
            post(
                    "/ivr",
                    "{\"ivr\": {\"name\": \"New\", \"phone_number_ids\": [%s, %s]}}"
                        .formatted(first, second))
                .status())
        .isEqualTo(422);
    assertThat(get("/ivr").at("/count").asInt()).isEqualTo(before);
  }

  @Test
  void aChangeThatIsTakenBackTakesNobodyElsesWithIt() {
    String ivr = ivr();
    String number = "{\"phone_number\": {\"number\": \"+15550002\", \"ivr_id\": " + id(ivr) + "}}";
    breakNumber(post("/phone_numbers", number).at("/phone_number/id").asText());
    AtomicBoolean once = new AtomicBoolean();
    http.library.onChange(_ -> {
      if (!once.getAndSet(true)) {
        rename(id(ivr), "Theirs");
      }
    });
    Answer refused = put(ivr, "{\"ivr\": {\"name\": \"Ours\", \"phone_number_ids\": []}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(get(ivr).at("/ivr/name").asText()).isEqualTo("Theirs");
  }

  /** As somebody else does it, right after a change of ours. */
  private void rename(String id, String name) {
    DocumentKey key = DocumentKey.shared(DocumentKind.ZENDESK_IVR, id);
    String json = http.library.find(key).orElseThrow().json();
    assertThat(json).contains("\"Ours\"");
    ChangeResult result =
        http.library.put(
            key, json.replace("\"Ours\"", '"' + name + '"'), Author.of("anna"), Expectation.none());
    assertThat(result).isInstanceOf(ChangeResult.Stored.class);
  }

  /** Somebody else has made of it what no change through this face would be let through with. */
  private void breakNumber(String id) {
    DocumentKey key = new DocumentKey(DocumentKind.ZENDESK_PHONE_NUMBER, "", id);
    String json = http.library.find(key).orElseThrow().json();
    http.table.append(
        new DocumentChange(
            new DocumentName(key.kind().slug(), "", id),
            http.clock.instant(),
            "anna",
            "",
            false,
            json.replace("\"number\":\"+15550002\"", "\"number\":\"no number\"")),
        http.table.sequence());
  }

  @Test
  void aGreetingStaysAsLongAsAPhoneNumberNamesIt() {
    String category = get("/greeting_categories").at("/greeting_categories/0/id").asText();
    String greeting =
        post("/greetings", "{\"greeting\": {\"name\": \"G\", \"category_id\": " + category + "}}")
            .at("/greeting/id")
            .asText();
    String number =
        post(
                "/phone_numbers",
                "{\"phone_number\": {\"number\": \"+15550003\", \"greeting_ids\": ["
                    + greeting
                    + "]}}")
            .at("/phone_number/id")
            .asText();
    refused(delete("/greetings/" + greeting), "id", "InvalidValue");
    assertThat(delete("/phone_numbers/" + number).status()).isEqualTo(200);
    assertThat(delete("/greetings/" + greeting).status()).isEqualTo(200);
  }

  @Test
  void aGreetingInJsonIsReadWithAnyContentType() {
    String category = get("/greeting_categories").at("/greeting_categories/0/id").asText();
    String body = "{\"greeting\": {\"name\": \"G\", \"category_id\": " + category + "}}";
    Answer made =
        http.send(
            "POST",
            "/api/v2/channels/voice/greetings",
            FaceFixture.TOKEN,
            "application/x-www-form-urlencoded",
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
    assertThat(made.at("/greeting/name").asText()).isEqualTo("G");
  }

  @Test
  void anAccountSeesNoTextMessagesOfAnother() {
    for (String account : List.of("acme", "beta")) {
      String message = "{\"to\": \"+15550100\", \"text\": \"of " + account + "\"}";
      http.store
          .tasks()
          .add(
              Task.create("sms/" + account, TaskQueue.SMS, account, http.clock.instant(), message));
    }
    Map<String, String> anna =
        FaceFixture.basic(FaceFixture.ACME_USER + "/token:" + FaceFixture.ACME_PASSWORD);
    String path = "/api/v2/channels/voice/text_messages";
    Answer own = http.send("GET", path, anna, "");
    assertThat(own.at("/count").asInt()).as(own.json().toString()).isEqualTo(1);
    assertThat(own.at("/text_messages/0/text").asText()).isEqualTo("of acme");
    assertThat(get("/text_messages").at("/count").asInt()).isEqualTo(2);
  }

  @Test
  void anIvrWrittenWithAMenuKeepsTheRoutesOfThatMenu() {
    String ivr = ivr();
    String menu = entryMenu(ivr);
    String id = menu.substring(menu.lastIndexOf('/') + 1);
    post(menu + "/routes", route("1", "group", "{\"group_ids\": [1]}"));
    Answer changed =
        put(
            ivr,
            "{\"ivr\": {\"menus\": [{\"id\": " + id + ", \"name\": \"A2\", \"routes\": []}]}}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/ivr/menus/0/name").asText()).isEqualTo("A2");
    assertThat(changed.at("/ivr/menus/0/default").asBoolean()).isTrue();
    assertThat(changed.at("/ivr/menus/0/routes/0/keypress").asText()).isEqualTo("1");
    assertThat(get(menu + "/routes").at("/count").asInt()).isEqualTo(1);
  }

  @Test
  void anIvrAlwaysHasAMenuThatCallersReachFirst() {
    String ivr = ivr();
    refused(put(ivr, "{\"ivr\": {\"menus\": []}}"), "menus", "InvalidValue");
    assertThat(delete(entryMenu(ivr)).status()).isEqualTo(200);
    Answer again = post(ivr + "/menus", "{\"ivr_menu\": {\"name\": \"Again\"}}");
    assertThat(again.at("/ivr_menu/default").asBoolean()).isTrue();
    assertThat(post(ivr + "/menus", "{\"ivr_menu\": {}}").at("/ivr_menu/default").asBoolean())
        .isFalse();
    Answer two =
        post(
            "/ivr",
            "{\"ivr\": {\"menus\": [{\"name\": \"A\", \"default\": false}, {\"name\": \"B\"}]}}");
    assertThat(two.at("/ivr/menus/0/default").asBoolean()).isTrue();
    assertThat(two.at("/ivr/menus/1/default").asBoolean()).isFalse();
    String second = two.at("/ivr/menus/1/id").asText();
    Answer moved =
        put(
            "/ivr/" + two.at("/ivr/id").asText(),
            "{\"ivr\": {\"menus\": [{\"name\": \"New\"}, {\"id\": "
                + second
                + ", \"default\": true}]}}");
    assertThat(moved.at("/ivr/menus/0/default").asBoolean()).isFalse();
    assertThat(moved.at("/ivr/menus/1/default").asBoolean()).isTrue();
    assertThat(moved.at("/ivr/menus/1/name").asText()).isEqualTo("B");
    Answer bare = post("/ivr", "{\"ivr\": {\"name\": \"C\", \"menus\": []}}");
    assertThat(bare.at("/ivr/menus/0/name").asText()).isEqualTo("C");
  }

  @Test
  void whatIsWrongIsToldByTheFieldTheClientSent() {
    String routes = entryMenu(ivr()) + "/routes";
    Answer first = post(routes, route("1", "group", "{}"));
    post(routes, route("3", "group", "{}"));
    String one = routes + "/" + first.at("/ivr_route/id").asText();
    refused(put(one, "{\"ivr_route\": {\"keypress\": \"3\"}}"), "keypress", "DuplicateValue");
    Answer noName = post("/ivr", "{\"ivr\": {\"name\": 5}}");
    refused(noName, "name", "InvalidValue");
    assertThat(noName.at("/details")).hasSize(1);
    String number = "{\"phone_number\": {\"number\": \"+15550177\", \"ivr_id\": %s}}";
    assertThat(post("/phone_numbers", number.formatted(id(ivr()))).status()).isEqualTo(201);
    refused(post("/phone_numbers", number.formatted(id(ivr()))), "number", "DuplicateValue");
  }

  private static String id(String ivr) {
    return ivr.substring("/ivr/".length());
  }

  @Test
  void namesHaveAThousandCharactersHoweverTheyAreEncoded() {
    String menus = ivr() + "/menus";
    String name = "\uD83D\uDCDE".repeat(1_000);
    Answer made = post(menus, "{\"ivr_menu\": {\"name\": \"" + name + "\"}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/ivr_menu/name").asText()).isEqualTo(name);
    refused(post(menus, "{\"ivr_menu\": {\"name\": \"" + name + "x\"}}"), "name", "TooLong");
  }

  @Test
  void halfACharacterIsRefusedAndNotBent() {
    Answer refused = post("/ivr", "{\"ivr\": {\"name\": \"\\ud800\"}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/description").asText()).contains("surrogate");
    Answer whole = post("/ivr", "{\"ivr\": {\"name\": \"\\ud83d\\udcde\"}}");
    assertThat(whole.at("/ivr/name").asText()).isEqualTo("\uD83D\uDCDE");
  }

  @Test
  void fieldsHaveTheTypesOfTheOriginal() {
    String routes = entryMenu(ivr()) + "/routes";
    String overflow =
        "{\"ivr_route\": {\"keypress\": \"2\", \"action\": \"group\", \"overflow_options\": \"x\"}}";
    refused(post(routes, overflow), "overflow_options", "InvalidValue");
    refused(
        post("/phone_numbers", "{\"phone_number\": {\"number\": \"abc\"}}"),
        "number",
        "InvalidValue");
  }

  @Test
  void idsHaveSixtyFourBits() {
    String routes = entryMenu(ivr()) + "/routes";
    Answer made = post(routes, route("1", "group", "{\"group_ids\": [9223372036854775807]}"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/ivr_route/options/group_ids/0").asLong()).isEqualTo(Long.MAX_VALUE);
    refused(
        post(routes, route("2", "group", "{\"group_ids\": [9223372036854775808]}")),
        "options.group_ids",
        "InvalidValue");
  }

  @Test
  void aPhoneNumberBringsItsIvrAndSettingsWhenAsked() {
    String ivr = ivr();
    Answer made =
        post(
            "/phone_numbers",
            "{\"phone_number\": {\"number\": \"+15550144\", \"ivr_id\": " + id(ivr) + "}}");
    String one = "/phone_numbers/" + made.at("/phone_number/id").asText();
    assertThat(get(one).json().has("ivrs")).isFalse();
    Answer shown = get(one + "?include=settings,ivrs");
    assertThat(shown.at("/ivrs/0")).isEqualTo(get(ivr).at("/ivr"));
    assertThat(shown.at("/phone_number/settings").isObject()).isTrue();
    assertThat(get("/phone_numbers?include=ivrs").at("/ivrs")).hasSize(1);
  }

  @Test
  void linksNameTheSchemeThatTheClientUsed() {
    ivr();
    ivr();
    Map<String, String> proxied = new HashMap<>(TOKEN);
    proxied.put("X-Forwarded-Proto", "https");
    Answer page = http.send("GET", VOICE + "/ivr?per_page=1", proxied, "");
    assertThat(page.at("/next_page").asText()).startsWith("https://127.0.0.1:");
    assertThat(get("/ivr?per_page=1").at("/next_page").asText()).startsWith("http://127.0.0.1:");
  }
}
