package io.dialtree.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.scenarios.harness.Await;
import io.dialtree.scenarios.harness.CallRecord;
import io.dialtree.scenarios.harness.Ports;
import io.dialtree.scenarios.harness.ServerUnderTest;
import io.dialtree.scenarios.harness.SharedServer;
import io.dialtree.scenarios.harness.StrangerSocket;
import io.dialtree.scenarios.harness.TestCall;
import io.dialtree.scenarios.harness.TestConfig;
import io.dialtree.scenarios.harness.Tone;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command {@code serve}: how it starts, what it refuses, how it stops. */
@ExtendWith(SharedServer.class)
final class ServeIT {
  private static final Duration FAILS_WITHIN = Duration.ofSeconds(30);

  @Test
  void shouldPrintOneReadyLine(ServerUnderTest server) {
    assertThat(server.stdout().getFirst())
        .matches(
            "dialtree ready sip=127\\.0\\.0\\.1:\\d+ http=http://127\\.0\\.0\\.1:\\d+ flows=\\d+");
    assertThat(server.stdout()).filteredOn(line -> line.startsWith("dialtree ready")).hasSize(1);
  }

  @Test
  void shouldAnswerHealthReadinessAndMetrics(ServerUnderTest server) throws Exception {
    assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    assertThat(get(server, "/metrics").body()).contains("dialtree_");
    assertThat(get(server, "/no-such-page").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldLetARunningCallEndAndRefuseNewOnesAfterSigterm() {
    ServerUnderTest server = ServerUnderTest.start(TestConfig.create(), "--drain", "15");
    try (TestCall running = TestCall.dial(server, "long-call", "1100")) {
      running.awaitTone(Tone.GREETING);
      server.terminate();
      Await.pass(Duration.ofMillis(700));
      try (TestCall late = TestCall.dial(server, "draining", "1100")) {
        late.sipp().shouldSucceed();
      }
      CallRecord record = running.shouldEndAsWritten();

      assertThat(record.endSlug()).isEqualTo("caller-hangup");
      assertThat(server.awaitExit(Duration.ofSeconds(10))).isZero();
    } finally {
      server.kill();
    }
  }

  @Test
  void shouldHangUpTheRestWhenTheDrainLimitIsOver() {
    ServerUnderTest server = ServerUnderTest.start(TestConfig.create(), "--drain", "1");
    try (TestCall running = TestCall.dial(server, "walk-a-menu", "1100")) {
      running.awaitTone(Tone.GREETING);
      server.terminate();
      CallRecord record = running.shouldEndAsWritten();

      assertThat(record.endWho()).isEqualTo("us");
      assertThat(server.awaitExit(Duration.ofSeconds(10))).isZero();
    } finally {
      server.kill();
    }
  }

  @Test
  void shouldNameAnOccupiedPort() throws IOException {
    InetSocketAddress sip = Ports.local(Ports.free());
    try (DatagramSocket occupied = new DatagramSocket(sip)) {
      ServerUnderTest server = ServerUnderTest.launchOn(sip, TestConfig.create());
      shouldFail(server, 1, String.valueOf(occupied.getLocalPort()));
    }
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    shouldFail(ServerUnderTest.command("serve", "--colour", "blue"), 2, "--colour");
  }

  @Test
  void shouldNameFileLineAndKeyOfABadSetting() throws IOException {
    Path config = TestConfig.create();
    Files.writeString(config.resolve("dialtree.yaml"), "# test\ndrain-second: 5\n");
    ServerUnderTest server = ServerUnderTest.launch(config);
    shouldFail(server, 2, "dialtree.yaml:2", "drain-second", "drain-seconds");
  }

  @Test
  void shouldRefuseABrokenFlowByNameAndRunTheOthers() throws IOException {
    Path config = TestConfig.create();
    Files.writeString(config.resolve("flows/kazoo/callflows/broken.json"), "{ \"numbers\": 5 ");
    try (ServerUnderTest server = ServerUnderTest.start(config, "--drain", "1");
        StrangerSocket caller = StrangerSocket.open("127.0.0.1", server)) {
      caller.request("OPTIONS", "1100");

      assertThat(caller.answer(Duration.ofSeconds(3))).contains("SIP/2.0 200 OK");
      assertThat(server.stderr()).contains("broken.json");
    }
  }

  @Test
  void shouldTrustOnlyWhatItIsTold() {
    Path config = TestConfig.create();
    try (ServerUnderTest server =
            ServerUnderTest.start(config, "--trust", "127.0.0.9/32", "--drain", "1");
        StrangerSocket trusted = StrangerSocket.open("127.0.0.9", server);
        StrangerSocket stranger = StrangerSocket.open("127.0.0.1", server)) {
      stranger.request("OPTIONS", "1100");
      trusted.request("OPTIONS", "1100");

      assertThat(trusted.answer(Duration.ofSeconds(3))).contains("SIP/2.0 200 OK");
      assertThat(stranger.answer(Duration.ofSeconds(1))).isEmpty();
    }
  }

  private static void shouldFail(ServerUnderTest server, int exitCode, String... words) {
    try {
      assertThat(server.awaitExit(FAILS_WITHIN)).isEqualTo(exitCode);
      assertThat(server.stderr()).contains(words);
      assertThat(server.stderr()).as("a sentence, no stack trace").doesNotContain("\tat ");
    } finally {
      server.kill();
    }
  }

  private static HttpResponse<String> get(ServerUnderTest server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.http().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + server.adminToken())
              .timeout(FAILS_WITHIN)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
