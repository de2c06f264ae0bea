package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents made over HTTP answer calls, and the operator's commands reach a running server. */
@ExtendWith(SharedServer.class)
final class HttpApiIT {
  private static final String WALK = "walk-a-menu";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aMenuMadeOverHttpAnswersAndAChangeLeavesRunningCallsAlone(ServerUnderTest server)
      throws Exception {
    String greeting = media(server, Tone.TRANSFER);
    String menu =
        put(
            server,
            "menus",
            "{\"name\": \"Main\", \"media\": {\"greeting\": \"" + greeting + "\"}}");
    String callflow = put(server, "callflows", callflow("7700", menu, Tone.SALES));
    try (TestCall call = TestCall.dial(server, WALK, "7700")) {
      call.awaitTone(Tone.TRANSFER);
      send(server, "POST", "callflows/" + callflow, callflow("7700", menu, Tone.SUPPORT));
      call.press("1#");
      call.shouldEndAsWritten();
      assertThat(call.heard().tones()).startsWith(Tone.TRANSFER, Tone.SALES);
    }
    try (TestCall call = TestCall.dial(server, WALK, "7700")) {
      call.awaitTone(Tone.TRANSFER);
      call.press("1#");
      call.shouldEndAsWritten();
      assertThat(call.heard().tones()).startsWith(Tone.TRANSFER, Tone.SUPPORT);
    }
  }

  @Test
  void theOperatorSeesACallAndEndsIt(ServerUnderTest server) throws Exception {
    String menu = put(server, "menus", "{\"name\": \"Long\", \"timeout\": 60000}");
    put(server, "callflows", callflow("7701", menu, Tone.SALES));
    try (TestCall call = TestCall.dial(server, WALK, "7701")) {
      call.awaitTone(Tone.NO_PROMPT);
      assertThat(command(server, "calls")).contains("7701").contains(call.callId());
      assertThat(command(server, "show", call.callId())).contains("state").contains("live");
      command(server, "hangup", call.callId());
      CallRecord record = call.shouldEndAsWritten();
      assertThat(record.endSlug()).isEqualTo("operator-hangup");
      assertThat(command(server, "show", call.callId())).contains("ended");
    }
  }

  @Test
  void aDrainedServerEndsWell() {
    ServerUnderTest server = ServerUnderTest.start(TestConfig.create());
    assertThat(command(server, "reload")).contains("document(s)");
    assertThat(command(server, "drain")).contains("draining");
    assertThat(server.awaitExit(LIMIT)).isZero();
  }

  private static String callflow(String number, String menu, Tone tone) {
    return """
    {"numbers": ["%s"], "flow": {"module": "menu", "data": {"id": "%s"}, "children":
      {"1": {"module": "play", "data": {"id": "%s"}}}}}\
    """
        .formatted(number, menu, tone.promptName());
  }

  /** Uploads a tone in the two steps of Kazoo's clients. */
  private static String media(ServerUnderTest server, Tone tone) throws Exception {
    String id = put(server, "media", "{\"name\": \"a tone\"}");
    Path file = Tools.workFolder("upload").resolve("tone.wav");
    Sound.writeWav(file, Sound.sines(16_000, 600, tone.hz()), 16_000, 1);
    HttpRequest.Builder request =
        request(server, "media/" + id)
            .header("Content-Type", "audio/x-wav")
            .POST(BodyPublishers.ofByteArray(Files.readAllBytes(file)));
    assertThat(answer(request).path("status").asText()).isEqualTo("success");
    return id;
  }

  private static String put(ServerUnderTest server, String path, String document) throws Exception {
    return send(server, "PUT", path, document).at("/data/id").asText();
  }

  private static JsonNode send(ServerUnderTest server, String method, String path, String document)
      throws Exception {
    HttpRequest.Builder request =
        request(server, path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{\"data\": " + document + "}"));
    JsonNode answer = answer(request);
    assertThat(answer.path("status").asText()).as(answer::toString).isEqualTo("success");
    return answer;
  }

  private static HttpRequest.Builder request(ServerUnderTest server, String path) {
    String url = "http://127.0.0.1:" + server.http().getPort() + "/v2/accounts/acme/" + path;
    return HttpRequest.newBuilder(URI.create(url))
        .header("X-Auth-Token", server.adminToken())
        .timeout(LIMIT);
  }

  private static JsonNode answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return JSON.readTree(response.body());
    }
  }

  private static String command(ServerUnderTest server, String... arguments) {
    java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of(arguments));
    all.addAll(
        java.util.List.of(
            "--http", "127.0.0.1:" + server.http().getPort(), "--data", server.data().toString()));
    ServerUnderTest command = ServerUnderTest.command(all.toArray(String[]::new));
    assertThat(command.awaitExit(LIMIT)).as(command::stderr).isZero();
    return command.stdout().stream().collect(Collectors.joining("\n"));
  }
}
