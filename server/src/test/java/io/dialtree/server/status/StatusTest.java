package io.dialtree.server.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.media.engine.MediaEngine;
import io.dialtree.media.engine.MediaSettings;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.nativeapi.NativeFixture;
import io.dialtree.server.http.CallMetrics;
import io.dialtree.server.http.HttpStartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server's status over HTTP, in words and as JSON. */
class StatusTest {
  private static final String PAGE =
      """
      # HELP dialtree_calls_started_total INVITEs from trusted sources that became a call
      # TYPE dialtree_calls_started_total counter
      dialtree_calls_started_total 3402.0
      dialtree_calls_active 12.0
      dialtree_calls_ended_total{reason="caller-hangup"} 3000.0
      dialtree_calls_ended_total{reason="rtp-timeout"} 3.0
      dialtree_calls_ended_total{reason="completed"} 387.0
      dialtree_info{version="0.1.0"} 1
      dialtree_uptime_seconds 273120.25
      dialtree_media_threads 3.0
      dialtree_media_ticks_total 1.0E7
      dialtree_media_ticks_late_5_ms_total 20.0
      dialtree_media_ticks_late_20_ms_total 1.0
      dialtree_media_ticks_by_lateness_total{up_to_us="100"} 6000000.0
      dialtree_media_ticks_by_lateness_total{up_to_us="1000"} 3950000.0
      dialtree_media_ticks_by_lateness_total{up_to_us="250"} 0.0
      dialtree_media_ticks_by_lateness_total{up_to_us="20000"} 49999.0
      dialtree_media_ticks_by_lateness_total{up_to_us="more"} 1.0
      dialtree_media_packets_in_total 1234567.0
      dialtree_media_packets_lost_total 12.0
      dialtree_media_codec_packets_in_total{codec="PCMU"} 1200000.0
      dialtree_media_codec_packets_in_total{codec="telephone-event"} 34567.0
      dialtree_media_codec_packets_in_total{codec="opus"} 0.0
      dialtree_media_digits_tone_total 7.0
      """;

  private static final ServerStatus STATUS =
      ServerStatus.of("http://127.0.0.1:8080", true, true, MetricsPage.parse(PAGE));

  @Test
  void thePageSaysInWordsHowTheServerDoes() {
    assertThat(StatusPage.of(STATUS).lines())
        .containsExactly(
            "dialtree 0.1.0 at http://127.0.0.1:8080: ready, up 3 d 3 h",
            "",
            "calls        12 now, 3,402 since the start, 3 failed",
            "  ended      caller-hangup 3,000, completed 387, rtp-timeout 3",
            "media        3 thread(s), 10,000,000 cycles, 21 more than 5 ms late, 1 more than 20 ms",
            "  lateness   half within 0.1 ms, 99 of 100 within 1 ms, all more than 60 ms",
            "packets in   1,234,567 (PCMU 1,200,000, telephone-event 34,567)",
            "packets out  0",
            "  faults     lost 12, late 0, twice 0, foreign 0, malformed 0",
            "keys         tone 7, event 0, info 0");
  }

  @Test
  void whatAFlowOrTheOperatorWantedIsNoFailure() {
    String page =
        """
        dialtree_calls_ended_total{reason="busy"} 2.0
        dialtree_calls_ended_total{reason="not-available"} 3.0
        dialtree_calls_ended_total{reason="operator-hangup"} 4.0
        dialtree_calls_ended_total{reason="missing-exit"} 1.0
        """;
    ServerStatus status = ServerStatus.of("", true, true, MetricsPage.parse(page));
    assertThat(status.calls().failed()).isEqualTo(1);
  }

  @Test
  void theJsonHasTheSameFigures() {
    JsonNode json = new ObjectMapper().valueToTree(STATUS);
    assertThat(json.at("/uptime_s").asLong()).isEqualTo(273_120);
    assertThat(json.at("/calls/failed").asLong()).isEqualTo(3);
    assertThat(json.at("/calls/ended/completed").asLong()).isEqualTo(387);
    assertThat(json.at("/media/ticks_late_5_ms").asLong()).isEqualTo(21);
    assertThat(json.at("/media/lateness_us/p99").asLong()).isEqualTo(1000);
    assertThat(json.at("/packets/in_by_codec/PCMU").asLong()).isEqualTo(1_200_000);
    assertThat(json.at("/digits/tone").asLong()).isEqualTo(7);
  }

  @Test
  void aRunningServerIsAskedForWhatItReallyCounts()
      throws HttpStartFailure, IOException, InterruptedException {
    CallMetrics metrics = new CallMetrics();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (MediaEngine media =
            MediaEngine.start(new MediaSettings(here, 33_000, 33_100, 2, 60_000, true));
        ApiTestServer server = new ApiTestServer(NativeFixture.metricsOnly(metrics::page, false))) {
      server.ready.set(false);
      metrics.watch(media);
      metrics.watchActive(() -> 1);
      metrics.started();
      metrics.ended("no-rtp-port");
      ServerStatus status = StatusRequest.ask(server.base(), Optional.of(ApiTestServer.ADMIN));
      assertThat(status.healthy()).isTrue();
      assertThat(status.ready()).isFalse();
      assertThat(status.calls().active()).isEqualTo(1);
      assertThat(status.calls().started()).isEqualTo(1);
      assertThat(status.calls().failed()).isEqualTo(1);
      assertThat(status.media().threads()).isEqualTo(2);
      assertThat(status.uptimeS()).isBetween(0L, 60L);
      assertThat(StatusPage.of(status)).contains("NOT taking calls").contains("no-rtp-port 1");
    }
  }

  @Test
  void whoeverHasNoTokenIsToldWhereItStands() throws HttpStartFailure {
    try (ApiTestServer server = new ApiTestServer(NativeFixture.metricsOnly(() -> "", false))) {
      assertThatThrownBy(() -> StatusRequest.ask(server.base(), Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("admin.token");
    }
  }

  @Test
  void nobodyAtTheAddressIsToldInASentence() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> StatusRequest.ask("http://127.0.0.1:" + port, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("nobody answers at http://127.0.0.1:" + port + "; is the server");
  }

  @Test
  void anotherProgramIsNotTakenForAServer() throws IOException {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
            .getBytes(StandardCharsets.US_ASCII);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var connection = other.accept()) {
              int _ = connection.getInputStream().read(new byte[4096]);
              connection.getOutputStream().write(answer);
            } catch (IOException ended) {
              // The test has seen enough.
            }
          });
      assertThatThrownBy(
              () -> StatusRequest.ask("http://127.0.0.1:" + other.getLocalPort(), Optional.empty()))
          .hasMessageContaining("is no dialtree");
    }
  }
}
