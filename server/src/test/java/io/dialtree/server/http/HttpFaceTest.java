package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.MemoryPrincipals;
import io.dialtree.server.api.access.MemorySessions;
import io.dialtree.server.api.nativeapi.NativeFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFaceTest {
  private static final Map<String, String> ADMIN =
      Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
  private final CallMetrics metrics = new CallMetrics();
  private ApiTestServer server;

  @BeforeEach
  void start() throws HttpStartFailure {
    server = new ApiTestServer(NativeFixture.metricsOnly(metrics::page, false));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path, Map<String, String> headers) {
    return server.send("GET", path, headers, "");
  }

  @Test
  void shouldBeHealthyAtOnceAndReadyWhenCallsAreTaken() {
    server.ready.set(false);
    assertThat(get("/healthz", Map.of()).statusCode()).isEqualTo(200);
    assertThat(get("/readyz", Map.of()).statusCode()).isEqualTo(503);
    server.ready.set(true);
    assertThat(get("/readyz", Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldCountEndedCallsByTheirReason() {
    metrics.started();
    metrics.ended("completed");
    assertThat(get("/metrics", ADMIN).body())
        .contains("dialtree_calls_started_total 1.0")
        .contains("dialtree_calls_ended_total{reason=\"completed\"} 1.0");
  }

  @Test
  void metricsAreForPrincipalsUnlessTheyAreOpenToAll() throws HttpStartFailure {
    assertThat(get("/metrics", Map.of()).statusCode()).isEqualTo(401);
    try (ApiTestServer open = new ApiTestServer(NativeFixture.metricsOnly(metrics::page, true))) {
      assertThat(open.send("GET", "/metrics", Map.of(), "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAnswerInJsonForWhatIsNotThere() {
    HttpResponse<String> missing = get("/nothing", ADMIN);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("\"detail\":\"there is no page /nothing\"");
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    int port = URI.create(server.base()).getPort();
    ApiDoor door =
        new ApiDoor(
            List.of(NativeFixture.metricsOnly(metrics::page, false)),
            new Authenticator(new MemoryPrincipals(), new MemorySessions(), "x", System::nanoTime),
            entry -> {},
            Clock.systemUTC());
    HttpFace.Address taken =
        new HttpFace.Address(
            "127.0.0.1", port, Optional.empty(), () -> true, HttpLimits.standard());
    assertThatThrownBy(() -> HttpFace.prepare(taken).listen(door))
        .isInstanceOf(HttpStartFailure.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  /** The first line of the answer to a request that waits for leave to send its body. */
  private String firstLine(String authorization) throws IOException {
    URI base = URI.create(server.base());
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String head =
          "POST /api/v1/server/drain HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect:"
              + " 100-continue\r\n"
              + authorization
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void aStrangerIsRefusedBeforeItSendsItsBody() throws IOException {
    assertThat(firstLine("")).startsWith("HTTP/1.1 401");
    assertThat(firstLine("Authorization: Bearer " + ApiTestServer.ADMIN + "\r\n"))
        .startsWith("HTTP/1.1 100");
  }

  @Test
  void healthCanBeLookedAtAndNothingElse() {
    HttpResponse<String> head = server.send("HEAD", "/healthz", Map.of(), "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    HttpResponse<String> post = server.send("POST", "/readyz", Map.of(), "x");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
  }
}
