package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.access.Authenticator;
import io.dialtree.server.api.access.MemoryPrincipals;
import io.dialtree.server.api.access.MemorySessions;
import io.dialtree.server.api.nativeapi.NativeFixture;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
    assertThatThrownBy(() -> HttpFace.start("127.0.0.1", port, () -> true, door))
        .isInstanceOf(HttpStartFailure.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }
}
