package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFaceTest {
  private final AtomicBoolean ready = new AtomicBoolean();
  private final CallMetrics metrics = new CallMetrics();
  private HttpFace face;

  @BeforeEach
  void start() throws HttpStartFailure {
    face = HttpFace.start("127.0.0.1", 0, ready::get, metrics);
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + face.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void shouldBeHealthyAtOnceAndReadyWhenCallsAreTaken() throws IOException, InterruptedException {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldCountEndedCallsByTheirReason() throws IOException, InterruptedException {
    metrics.started();
    metrics.ended("completed");
    assertThat(get("/metrics").body())
        .contains("dialtree_calls_started_total 1.0")
        .contains("dialtree_calls_ended_total{reason=\"completed\"} 1.0");
  }

  @Test
  void shouldAnswerInJsonForWhatIsNotThere() throws IOException, InterruptedException {
    HttpResponse<String> missing = get("/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("{\"error\":\"no such page\"}\n");
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    assertThatThrownBy(() -> HttpFace.start("127.0.0.1", face.port(), ready::get, metrics))
        .isInstanceOf(HttpStartFailure.class)
        .hasMessageContaining("127.0.0.1:" + face.port());
  }
}
