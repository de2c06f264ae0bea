package io.dialtree.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.FaceFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A document that is good but for one value is refused with the field and the reason: wrong types
 * at every level, what is missing, what is out of range, what leads nowhere.
 */
final class BrokenFieldsTest {
  private static final String ABSENT = "-";

  private static final String IVR =
      """
      {"ivr": {"name": "a", "phone_number_ids": [], "menus": [
        {"name": "m", "default": true, "greeting_id": null, "routes": [
          {"keypress": "1", "action": "textback", "overflow_options": [],
           "options": {"sms_text": "x", "group_ids": [1], "tags": ["t"]}},
          {"keypress": "2", "action": "phone_number", "options": {"phone_number": "+1415"}}]}]}}
      """;

  private static final String FLOW =
      """
      {"name": "n", "extension": 601, "show_call_route_name": true, "flow": {
        "s": {"module": "start", "next": "p"},
        "p": {"module": "pressextension", "duration": 5, "sound": "x",
          "next": {"1": "c", "invalid": "b", "timeout": "b"}},
        "c": {"module": "calleridmatch", "patterns": ["^44"], "match": "b", "nomatch": "e"},
        "e": {"module": "extension", "extensions": [{"type": "forward", "number": "+441632960001"}],
          "duration": 20, "noanswer": "d"},
        "d": {"module": "dialbyextension", "next": {"invalid": "b", "timeout": "b"},
          "noanswer": "f", "wait_duration": 5},
        "f": {"module": "conference", "pin": "1234"},
        "b": {"module": "busy", "duration": 3}}}
      """;

  private static final String DTMF =
      """
      {"instruction-id": "i", "callees": ["+31600000001"], "caller": "+31851234567",
       "anonymous": true, "max-ringing-timeout": 20, "prompt": "a", "prompt-type": "TTS",
       "valid-prompt": "b", "min-digits": 1, "max-digits": 4, "max-attempts": 2, "timeout": 3000,
       "terminators": "#", "regex": "[0-9]*", "voice": {"language": "en-GB", "volume": 0}}
      """;

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

  /** The document with another value at a place, or without it. */
  private static String with(String good, String pointer, String value) {
    JsonNode document = Json.parse(good);
    JsonPointer at = JsonPointer.compile(pointer);
    String key = at.last().getMatchingProperty();
    JsonNode parent = document.at(at.head());
    switch (parent) {
      case ObjectNode object when value.equals(ABSENT) -> object.remove(key);
      case ObjectNode object -> object.set(key, Json.parse(value));
      case ArrayNode array -> array.set(at.last().getMatchingIndex(), Json.parse(value));
      default -> throw new IllegalArgumentException(pointer);
    }
    return Json.text(document);
  }

  private Answer zendesk(String body) {
    return http.send("POST", "/api/v2/channels/voice/ivr", FaceFixture.TOKEN, body);
  }

  @Test
  void theDocumentsAreGoodBeforeOneValueIsBroken() {
    assertThat(zendesk(IVR).status()).isEqualTo(201);
    assertThat(http.send("POST", "/voip/flow", FaceFixture.THREE_HEADERS, FLOW).status())
        .isEqualTo(201);
    assertThat(http.send("POST", "/voiceapi/v2/DTMF", FaceFixture.PRODUCT, DTMF).status())
        .isEqualTo(200);
  }

  @Test
  void aNumberBeyondAllBoundsIsRefusedWhereverItStands() {
    String more = "{\"more\": 1e9999999999, ";
    assertThat(zendesk(IVR.replaceFirst("\\{", more)).status()).isEqualTo(400);
    assertThat(
            http.send(
                    "POST", "/voip/flow", FaceFixture.THREE_HEADERS, FLOW.replaceFirst("\\{", more))
                .status())
        .isEqualTo(400);
    assertThat(
            http.send(
                    "POST",
                    "/voiceapi/v2/DTMF",
                    FaceFixture.PRODUCT,
                    DTMF.replaceFirst("\\{", more))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/ivr | [] | ivr | object",
        "/ivr | - | ivr | missing",
        "/ivr/name | 5 | name | text",
        "/ivr/phone_number_ids | 1 | phone_number_ids | list",
        "/ivr/phone_number_ids | [\"x\"] | phone_number_ids | whole number",
        "/ivr/phone_number_ids | [99999999999999999999] | phone_number_ids | 9223372036854775807",
        "/ivr/menus | {} | menus | list",
        "/ivr/menus/0 | 7 | menus.0 | object",
        "/ivr/menus/0/name | {} | menus.0.name | text",
        "/ivr/menus/0/greeting_id | \"x\" | menus.0.greeting_id | whole number",
        "/ivr/menus/0/greeting_id | 77 | menus.0.greeting_id | no greeting 77",
        "/ivr/menus/0/routes | true | menus.0.routes | list",
        "/ivr/menus/0/routes/0 | \"x\" | menus.0.routes.0 | object",
        "/ivr/menus/0/routes/0/keypress | 1 | menus.0.routes.0.keypress | text",
        "/ivr/menus/0/routes/0/keypress | \"12\" | menus.0.routes.0.keypress | default",
        "/ivr/menus/0/routes/0/keypress | \"2\" | menus.0.routes.1.keypress | has a route",
        "/ivr/menus/0/routes/0/action | [] | menus.0.routes.0.action | text",
        "/ivr/menus/0/routes/0/action | \"textbak\" | menus.0.routes.0.action | \"textback\"",
        "/ivr/menus/0/routes/0/options | [] | menus.0.routes.0.options | object",
        "/ivr/menus/0/routes/0/options | - | menus.0.routes.0.options.sms_text | needs it",
        "/ivr/menus/0/routes/0/options/sms_text | 1 | menus.0.routes.0.options.sms_text | text",
        "/ivr/menus/0/routes/0/options/sms_text | \"\" | menus.0.routes.0.options.sms_text | 1 to",
        "/ivr/menus/0/routes/0/options/group_ids | [-1] | menus.0.routes.0.options.group_ids | 0 to",
        "/ivr/menus/0/routes/0/options/tags | [1] | menus.0.routes.0.options.tags | text",
        "/ivr/menus/0/routes/0/overflow_options | 1 | menus.0.routes.0.overflow_options | list",
        "/ivr/menus/0/routes/1/options/phone_number | 5 | menus.0.routes.1.options.phone_number | text",
        "/ivr/menus/0/routes/1/action | \"menu\" | menus.0.routes.1.options.menu_id | needs it",
      })
  void zendeskNamesTheFieldAndTheReason(String pointer, String value, String field, String reason) {
    Answer answer = zendesk(with(IVR, pointer, value));
    assertThat(answer.status()).isEqualTo(422);
    JsonNode details = answer.at("/details");
    assertThat(details.path(field).toString()).as(details.toString()).contains(escaped(reason));
  }

  private Answer zendesk(String what, String field, String value) {
    String path = what.equals("group") ? "/api/v2/groups" : VOICE + "/" + what + "s";
    ObjectNode object = (ObjectNode) Json.parse("{\"name\": \"n\"}");
    switch (what) {
      case "phone_number" -> object.put("number", "+15550100");
      case "greeting" -> object.put("category_id", 5);
      default -> {}
    }
    object.set(field, Json.parse(value));
    ObjectNode body = Json.object();
    body.set(what, object);
    return http.send("POST", path, FaceFixture.TOKEN, Json.text(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phone_number | greeting_ids | \"xxx\" | a list",
        "phone_number | greeting_ids | [1, \"a\"] | a whole number",
        "phone_number | greeting_ids | [77] | no greeting 77",
        "phone_number | line_type | {\"a\": 1} | text",
        "phone_number | line_type | [1] | text",
        "phone_number | line_type | true | text",
        "phone_number | failover_number | {\"a\": 1} | text",
        "phone_number | failover_number | [1] | text",
        "phone_number | failover_number | true | text",
        "phone_number | failover_number | \"x\" | a number to dial",
        "greeting | default_lang | \"maybe\" | true or false",
        "greeting | has_sub_settings | 1 | true or false",
        "group | members | \"xxx\" | a list",
        "group | members | [{}] | text",
        "group | members | [-1] | 0 to",
      })
  void zendeskRefusesWhatIsWrongWithNumbersGreetingsAndGroups(
      String what, String field, String value, String reason) {
    Answer answer = zendesk(what, field, value);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(422);
    assertThat(answer.at("/details").path(field).toString()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "phone_number | greeting_ids | []",
        "phone_number | line_type | \"digital\"",
        "phone_number | failover_number | \"+15550101\"",
        "phone_number | failover_number | null",
        "greeting | default_lang | true",
        "group | members | [\"sip:agent-1@example.com\", 360001381413]",
      })
  void zendeskKeepsWhatIsRightInNumbersGreetingsAndGroups(String what, String field, String value) {
    Answer answer = zendesk(what, field, value);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    assertThat(answer.at("/" + what + "/" + field)).isEqualTo(Json.parse(value));
  }

  @Test
  void aNumberIsNotLedToAGreetingThatIsNotThereByAChangeEither() {
    String id = zendesk("phone_number", "nickname", "\"n\"").at("/phone_number/id").asText();
    String body = "{\"phone_number\": {\"greeting_ids\": [77]}}";
    Answer answer = http.send("PUT", VOICE + "/phone_numbers/" + id, FaceFixture.TOKEN, body);
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void aFormSaysTrueAndFalseInWords() {
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="greeting[name]"\r
        \r
        n\r
        --x\r
        Content-Disposition: form-data; name="greeting[category_id]"\r
        \r
        5\r
        --x\r
        Content-Disposition: form-data; name="greeting[default_lang]"\r
        \r
        true\r
        --x--\r
        """;
    Answer answer =
        http.send(
            "POST",
            VOICE + "/greetings",
            FaceFixture.TOKEN,
            "multipart/form-data; boundary=x",
            form.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    assertThat(answer.at("/greeting/default_lang").isBoolean()).isTrue();
    assertThat(answer.at("/greeting/default_lang").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/name | - | name | missing",
        "/name | 5 | name | text",
        "/extension | - | extension | missing",
        "/extension | \"501\" | extension | whole number",
        "/extension | 0 | extension | 1 to",
        "/flow | - | flow | missing",
        "/flow | [] | flow | object",
        "/flow | {} | flow | no start",
        "/show_call_route_name | 1 | show_call_route_name | true or false",
        "/flow/b | [] | flow.b | object",
        "/flow/b | null | flow.b | found null; allowed: an object",
        "/flow/unused | null | flow.unused | found null; allowed: an object",
        "/flow/b/module | - | flow.b.module | missing",
        "/flow/b/module | \"bussy\" | flow.b.module | \"busy\"",
        "/flow/b/module | \"start\" | flow | 2 start",
        "/flow/b/duration | \"3\" | flow.b.duration | whole number",
        "/flow/b/duration | 3601 | flow.b.duration | 1 to 3600",
        "/flow/s/next | - | flow.s.next | missing",
        "/flow/s/next | 7 | flow.s.next | text",
        "/flow/s/next | \"x\" | flow.s.next | no module \"x\"",
        "/flow/p/next | \"b\" | flow.p.next | object",
        "/flow/p/next | - | flow.p.next | missing",
        "/flow/p/next/1 | {} | flow.p.next.1 | text",
        "/flow/p/next/1 | \"nobody\" | flow.p.next.1 | no module",
        "/flow/p/next/12345x | \"b\" | flow.p.next | cannot be pressed",
        "/flow/p/sound | 1 | flow.p.sound | text",
        "/flow/c/patterns | \"^44\" | flow.c.patterns | list",
        "/flow/c/patterns | [\"(\"] | flow.c.patterns | regular expression",
        "/flow/c/match | \"zz\" | flow.c.match | no module",
        "/flow/e/extensions | {} | flow.e.extensions | list",
        "/flow/e/extensions | [1] | flow.e.extensions.0 | object",
        "/flow/e/extensions/0/type | - | flow.e.extensions.0.type | missing",
        "/flow/e/extensions/0/type | \"sipusr\" | flow.e.extensions.0.type | \"sipuser\"",
        "/flow/e/extensions/0/number | \"12x\" | flow.e.extensions.0.number | E.164",
        "/flow/e/extensions/0/number | - | flow.e.extensions.0.number | missing",
        "/flow/d/next | [] | flow.d.next | object",
        "/flow/d/noanswer | \"away\" | flow.d.noanswer | no module",
        "/flow/d/wait_duration | 0 | flow.d.wait_duration | 1 to",
        "/flow/f/pin | \"12\" | flow.f.pin | 4 digits",
        "/flow/f/pin | 1234 | flow.f.pin | text",
      })
  void callFlowsNameTheFieldAndTheReason(
      String pointer, String value, String field, String reason) {
    Answer answer =
        http.send("POST", "/voip/flow", FaceFixture.THREE_HEADERS, with(FLOW, pointer, value));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/result/errors"))
        .anySatisfy(error -> {
          assertThat(error.path("field").asText()).isEqualTo(field);
          assertThat(error.path("message").asText()).contains(reason);
          assertThat(error.path("rule").asText()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/instruction-id | 5 | instruction-id: found 5; allowed: text",
        "/callees | \"+31600000001\" | callees: ",
        "/callees | [] | callees: there is nobody",
        "/callees/0 | 5 | callees.0: found 5",
        "/callees/0 | \"x\" | callees.0: found",
        "/caller | - | caller: the key is missing",
        "/caller | \"no number\" | caller: ",
        "/anonymous | \"yes\" | anonymous: ",
        "/callback-url | \"ftp://a.example/\" | callback-url: ",
        "/callback-url | \"http://10.0.0.1/\" | callback-url: 10.0.0.1 is no public address",
        "/callback-url | \"http://u:p@a.example/\" | callback-url: a URL must not carry a user",
        "/max-ringing-timeout | 9 | max-ringing-timeout: found 9; allowed: 10 to 60",
        "/max-ringing-timeout | 20.5 | max-ringing-timeout: found 20.5",
        "/prompt | \"\" | prompt: 0 characters",
        "/prompt | {} | prompt: found an object",
        "/prompt-type | \"TTX\" | did you mean \"TTS\"",
        "/prompt-type | 3 | prompt-type: found 3",
        "/valid-prompt | - | valid-prompt: the key is missing",
        "/min-digits | 5 | min-digits: found 5, but max-digits is 4",
        "/min-digits | 0 | min-digits: found 0; allowed: 1 to 64",
        "/max-digits | 65 | max-digits: found 65",
        "/max-attempts | 11 | max-attempts: found 11",
        "/timeout | 999 | timeout: found 999; allowed: 1000 to 10000",
        "/terminators | \"x\" | terminators: ",
        "/regex | \"(\" | regex: ",
        "/voice | [] | voice: found a list",
        "/voice/language | \"e\" | voice.language: ",
        "/voice/gender | 2 | voice.gender: found 2",
        "/voice/volume | 5 | voice.volume: found 5; allowed: -4 to 4",
      })
  void requestDtmfNamesTheFieldAndTheReason(String pointer, String value, String reason) {
    Answer answer =
        http.send("POST", "/voiceapi/v2/DTMF", FaceFixture.PRODUCT, with(DTMF, pointer, value));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/success").asBoolean()).isFalse();
    assertThat(answer.at("/error").asText()).contains(reason);
  }

  private static String escaped(String text) {
    return text.replace("\"", "\\\"");
  }
}
