package io.dialtree.server.api.zendesk;

import static io.dialtree.server.api.FaceFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.FaceFixture.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Greetings, their categories and their audio over real HTTP. */
final class ZendeskGreetingTest {
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

  private Answer send(String method, String path, String body) {
    return http.send(method, VOICE + path, TOKEN, body);
  }

  private Answer greeting(String name, int category) {
    String body =
        "{\"greeting\": {\"name\": \"%s\", \"category_id\": %d}}".formatted(name, category);
    return send("POST", "/greetings.json", body);
  }

  private byte[] wav() throws IOException {
    Path file = folder.resolve("tone.wav");
    short[] pcm = new ToneGenerator(8_000).sine(440, -10, 200);
    try (WavWriter wav = WavWriter.create(file, 8_000)) {
      wav.append(pcm, 0, pcm.length);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void thereAreNineCategories() {
    Answer list = send("GET", "/greeting_categories.json", "");
    assertThat(list.at("/count").asInt()).isEqualTo(9);
    assertThat(list.at("/greeting_categories/4/name").asText()).isEqualTo("ivr");
    assertThat(send("GET", "/greeting_categories/5", "").at("/greeting_category/name").asText())
        .isEqualTo("ivr");
    assertThat(send("GET", "/greeting_categories/10", "").status()).isEqualTo(404);
  }

  @Test
  void aGreetingIsMadeChangedAndRemoved() {
    Answer made = greeting("Welcome", 5);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/greeting/default").asBoolean(true)).isFalse();
    assertThat(made.at("/greeting/audio_url").isNull()).isTrue();
    String one = "/greetings/" + made.at("/greeting/id").asText();
    Answer changed = send("PUT", one, "{\"greeting\": {\"name\": \"Hello\", \"category_id\": 1}}");
    assertThat(changed.at("/greeting/name").asText()).isEqualTo("Hello");
    assertThat(changed.at("/greeting/category_id").asInt()).isEqualTo(5);
    assertThat(send("GET", "/greetings", "").at("/count").asInt()).isEqualTo(1);
    assertThat(send("DELETE", one, "").json()).isEqualTo(changed.json());
    assertThat(send("GET", one, "").status()).isEqualTo(404);
  }

  @Test
  void nameAndCategoryAreNeeded() {
    Answer refused = send("POST", "/greetings", "{\"greeting\": {}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/details/name/0/error").asText()).isEqualTo("BlankValue");
    assertThat(refused.at("/details/category_id/0/error").asText()).isEqualTo("BlankValue");
    assertThat(greeting("x", 10).status()).isEqualTo(422);
  }

  @Test
  void aMenuPlaysGreetingsOfItsCategoryAndKeepsThem() {
    String ivr =
        "/ivr/" + send("POST", "/ivr", "{\"ivr\": {\"name\": \"i\"}}").at("/ivr/id").asText();
    String menu = ivr + "/menus/" + send("GET", ivr, "").at("/ivr/menus/0/id").asText();
    String good = greeting("Menu", 5).at("/greeting/id").asText();
    String other = greeting("Hold", 4).at("/greeting/id").asText();
    Answer refused = send("PUT", menu, "{\"ivr_menu\": {\"greeting_id\": " + other + "}}");
    assertThat(refused.status()).isEqualTo(422);
    Answer set = send("PUT", menu, "{\"ivr_menu\": {\"greeting_id\": " + good + "}}");
    assertThat(set.at("/ivr_menu/greeting_id").asText()).isEqualTo(good);
    assertThat(send("GET", "/greetings/" + good, "").at("/greeting/ivr_ids")).hasSize(1);
    assertThat(send("DELETE", "/greetings/" + good, "").status()).isEqualTo(422);
    Answer none = send("PUT", menu, "{\"ivr_menu\": {\"greeting_id\": null}}");
    assertThat(none.at("/ivr_menu/greeting_id").isNull()).isTrue();
    assertThat(send("DELETE", "/greetings/" + good, "").status()).isEqualTo(200);
  }

  @Test
  void aRouteShowsItsGreetingByName() {
    String ivr =
        "/ivr/" + send("POST", "/ivr", "{\"ivr\": {\"name\": \"i\"}}").at("/ivr/id").asText();
    String menu = ivr + "/menus/" + send("GET", ivr, "").at("/ivr/menus/0/id").asText();
    String id = greeting("Before the wait", 3).at("/greeting/id").asText();
    Answer route =
        send(
            "POST",
            menu + "/routes",
            "{\"ivr_route\": {\"keypress\": \"1\", \"action\": \"group\", \"greeting_id\": %s}}"
                .formatted(id));
    assertThat(route.at("/ivr_route/greeting").asText()).isEqualTo("Before the wait");
  }

  @Test
  void audioComesAsABodyAFormOrAnEarlierUpload() throws IOException {
    byte[] wav = wav();
    String one = "/greetings/" + greeting("A", 5).at("/greeting/id").asText();
    Answer body = http.send("PUT", VOICE + one + "/audio", TOKEN, "audio/wav", wav);
    assertThat(body.status()).as(body.json().toString()).isEqualTo(200);
    assertThat(body.at("/greeting/audio_name").asText()).endsWith(".wav");
    assertSameAudio(body.at("/greeting/audio_url").asText(), wav);

    Answer form =
        http.send(
            "POST", VOICE + "/greetings.json", TOKEN, "multipart/form-data; boundary=B", form(wav));
    assertThat(form.status()).as(form.json().toString()).isEqualTo(201);
    assertThat(form.at("/greeting/name").asText()).isEqualTo("Form");
    assertSameAudio(form.at("/greeting/audio_url").asText(), wav);

    Answer upload = http.send("POST", VOICE + "/uploads", TOKEN, "application/binary", wav);
    assertThat(upload.status()).isEqualTo(201);
    Answer named =
        send(
            "PUT",
            one,
            "{\"greeting\": {\"upload_id\": " + upload.at("/upload/id").asText() + "}}");
    assertThat(named.status()).isEqualTo(200);
    assertThat(send("PUT", one, "{\"greeting\": {\"upload_id\": 1}}").status()).isEqualTo(422);
  }

  private void assertSameAudio(String url, byte[] wav) {
    String path = url.substring(http.server.base().length());
    byte[] got =
        http.server.exchange("GET", path, TOKEN, new byte[0], BodyHandlers.ofByteArray()).body();
    assertThat(got).isEqualTo(wav);
  }

  private static byte[] form(byte[] wav) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String field = "--B\r\nContent-Disposition: form-data; name=\"greeting[%s]\"%s\r\n\r\n";
    out.writeBytes((field.formatted("name", "") + "Form\r\n").getBytes(StandardCharsets.UTF_8));
    out.writeBytes((field.formatted("category_id", "") + "5\r\n").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(
        field
            .formatted("uploaded_data", "; filename=\"a.wav\"\r\nContent-Type: audio/wav")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(wav);
    out.writeBytes("\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Test
  void whatIsNoAudioIsRefused() {
    String one = "/greetings/" + greeting("A", 5).at("/greeting/id").asText();
    Answer refused =
        http.send(
            "PUT",
            VOICE + one + "/audio",
            TOKEN,
            "audio/wav",
            "hello".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/details/uploaded_data/0/description").asText()).contains("WAV");
  }
}
