package io.dialtree.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** A client of the call flows' HTTP API with the administrator's token. Any thread. */
public final class CallFlowClient {
  private final HttpCalls http;

  /** For this server. */
  public CallFlowClient(ServerUnderTest server) {
    http =
        new HttpCalls(
            server,
            "x-auth-reseller",
            "r",
            "x-auth-user",
            "u",
            "x-auth-password",
            server.adminToken());
  }

  /** Sends a request below {@code /voip}. */
  public HttpResponse<String> send(String method, String path, String json) {
    return http.send(method, "/voip" + path, json);
  }

  /** Makes something and returns its uuid. */
  public String make(String path, String json) {
    HttpResponse<String> response = send("POST", path, json);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(201);
    JsonNode result = HttpCalls.tree(response.body()).path("result");
    return result.path("uuid").asText();
  }

  /** Makes a flow and leads a number to it. */
  public void flow(String number, String json) {
    String uuid = make("/flow", json);
    make("/number", "{\"number\": \"" + number + "\", \"flow\": \"" + uuid + "\"}");
  }
}
