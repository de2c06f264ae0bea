package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.scenarios.harness.Heard;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.Sound;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import io.dialtree.scenarios.harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other commands of the jar: dial, check, simulate, dtmf. */
@ExtendWith(SharedServer.class)
final class CommandsIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @ParameterizedTest
  @ValueSource(strings = {"rfc4733", "inband", "info"})
  void shouldDialPressAKeyAndRecordWhatIsHeard(String mode, ServerUnderTest server)
      throws IOException {
    Path recording = Tools.workFolder("dial").resolve("heard.wav");
    String uri = "sip:1000@127.0.0.1:" + server.sip().getPort();
    ServerUnderTest dial =
        run(
            "dial",
            uri,
            "--press",
            "1",
            "--mode",
            mode,
            "--record",
            recording.toString(),
            "--json");

    shouldExit(dial, 0);
    assertThat(Heard.in(Sound.readWav(recording)).changes())
        .containsExactly(Tone.GREETING, Tone.SALES);
    assertThat(dial.stdout()).isNotEmpty().allMatch(line -> line.startsWith("{"));
  }

  @Test
  void shouldAskARunningServerHowItDoes(ServerUnderTest server) throws IOException {
    String address = "127.0.0.1:" + server.http().getPort();
    String data = server.data().toString();
    ServerUnderTest page = run("status", "--http", address, "--data", data);
    shouldExit(page, 0);
    assertThat(String.join("\n", page.stdout())).contains("http://" + address + ": ready, up ");

    ServerUnderTest json = run("status", "--http", address, "--data", data, "--json");
    shouldExit(json, 0);
    JsonNode status = new ObjectMapper().readTree(String.join("", json.stdout()));
    assertThat(status.at("/ready").asBoolean()).isTrue();
    assertThat(status.at("/media/threads").asInt()).isPositive();
    assertThat(status.at("/packets/in_by_codec").isObject()).isTrue();
  }

  @Test
  void shouldSayThatNobodyAnswersWhereNoServerRuns() {
    ServerUnderTest status = run("status", "--http", "127.0.0.1:9");
    shouldExit(status, 2);
    assertThat(status.stderr()).contains("nobody answers at http://127.0.0.1:9");
    shouldExit(run("status", "--http", "nowhere"), 2);
  }

  @Test
  void shouldCheckAFolderWithoutStartingAServer() throws IOException {
    Path good = TestConfig.create();
    Path broken = TestConfig.create();
    Files.writeString(broken.resolve("flows/limits.yaml"), "id: limits\nstart: nowhere\n");

    shouldExit(run("check", good.toString()), 0);
    ServerUnderTest check = run("check", broken.toString());
    shouldExit(check, 1);
    assertThat(String.join("\n", check.stdout()) + check.stderr()).contains("limits.yaml");
  }

  @Test
  void shouldWalkAFlowInTheTerminal() {
    String folder = TestConfig.create().toString();
    ServerUnderTest simulate = run("simulate", folder, "limits").type("wait 3s\n7\n1\n");

    shouldExit(simulate, 0);
    assertThat(String.join("\n", simulate.stdout())).contains("greeting", "timeout", "sales");
  }

  @Test
  void shouldFindTheKeysInARecording() throws IOException {
    Path folder = Tools.workFolder("dtmf");
    short[] keys = joined(Sound.key('1', 80), Sound.key('5', 80), Sound.key('#', 80));
    Sound.writeWav(folder.resolve("keys.wav"), keys, 8_000, 1);
    ServerUnderTest dtmf = run("dtmf", folder.resolve("keys.wav").toString());

    shouldExit(dtmf, 0);
    JsonNode line = new ObjectMapper().readTree(String.join("", dtmf.stdout()));
    assertThat(line.path("digits"))
        .extracting(it -> it.path("digit").asText())
        .containsExactly("1", "5", "#");
  }

  private static short[] joined(short[]... keys) {
    short[] all = new short[keys.length * 2_000];
    for (int i = 0; i < keys.length; i++) {
      System.arraycopy(keys[i], 0, all, i * 2_000 + 800, keys[i].length);
    }
    return all;
  }

  private static ServerUnderTest run(String... arguments) {
    return ServerUnderTest.command(arguments);
  }

  private static void shouldExit(ServerUnderTest command, int code) {
    try {
      assertThat(command.awaitExit(SOON)).as(() -> said(command)).isEqualTo(code);
    } finally {
      command.kill();
    }
  }

  private static String said(ServerUnderTest command) {
    return String.join("\n", List.of(String.join("\n", command.stdout()), command.stderr()));
  }
}
