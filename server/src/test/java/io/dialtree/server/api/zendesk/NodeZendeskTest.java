package io.dialtree.server.api.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.FaceFixture;
import io.dialtree.server.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that was written for Zendesk, with nothing changed but its base URL. */
final class NodeZendeskTest {
  private static final Path SOURCE = Path.of("src/test/node");
  private static final long LIMIT_S = 60;

  @TempDir private Path folder;

  @Test
  void nodeZendeskWorksWithGreetingsCategoriesAndPhoneNumbers() throws Exception {
    Path work = Files.createDirectories(folder.resolve("node"));
    for (String file : List.of("package.json", "talk.js")) {
      Files.copy(SOURCE.resolve(file), work.resolve(file));
    }
    String npm = "npm install --no-audit --no-fund --no-package-lock --ignore-scripts";
    assumeTrue(run(work, Map.of(), npm.split(" ")) == 0, "npm cannot install node-zendesk here");

    try (FaceFixture http = new FaceFixture(folder, false)) {
      String greeting =
          http.send(
                  "POST",
                  ZendeskFace.VOICE + "/greetings",
                  FaceFixture.TOKEN,
                  "{\"greeting\": {\"name\": \"Welcome\", \"category_id\": 5}}")
              .at("/greeting/id")
              .asText();
      int exit =
          run(
              work,
              Map.of("GREETING_ID", greeting),
              "node",
              "talk.js",
              http.server.base(),
              ApiTestServer.ADMIN);
      String output = Files.readString(work.resolve("output"));
      assertThat(exit).as(output).isZero();
      check(Json.parse(output.strip()), greeting);
    }
  }

  private static void check(JsonNode got, String greeting) {
    String all = got.toString();
    assertThat(got.at("/categories").toString()).contains("\"call_recording_opt_in\"");
    assertThat(got.at("/category").toString()).contains("\"ivr\"");
    assertThat(got.at("/greetings").toString()).contains("\"Welcome\"");
    assertThat(got.at("/greeting/greeting/id").asText()).as(all).isEqualTo(greeting);
    assertThat(got.at("/made/phone_number/number").asText()).isEqualTo("+15550123");
    assertThat(got.at("/shown")).isEqualTo(got.at("/made"));
    assertThat(got.at("/changed/phone_number/nickname").asText()).isEqualTo("Back office");
    assertThat(got.at("/listed/count").asInt()).isEqualTo(1);
    assertThat(got.at("/found/count").asInt()).isEqualTo(1);
    assertThat(got.at("/left/count").asInt()).isZero();
    assertThat(got.at("/missing").asInt()).isEqualTo(404);
  }

  private static int run(Path work, Map<String, String> environment, String... command)
      throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("output").toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    }
  }
}
