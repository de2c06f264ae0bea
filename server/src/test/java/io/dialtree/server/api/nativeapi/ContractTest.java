package io.dialtree.server.api.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.Json;
import io.dialtree.server.api.nativeapi.ContractSchemas.Operation;
import io.dialtree.server.http.HttpStartFailure;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract says what the faces do, all of them, no more and no less. */
class ContractTest {
  private static final Set<String> OUTSIDE_OF_FACES = Set.of("/healthz", "/readyz");

  /** What is shown has to be made first, and is removed last. */
  private static final List<String> ORDER = List.of("PUT", "GET", "POST", "PATCH", "DELETE");

  private static final String ENDLESS = "/api/v1/events";

  @TempDir private Path folder;
  private ContractFixture http;
  private ContractSchemas contract;
  private final SoftAssertions soft = new SoftAssertions();

  @BeforeEach
  void start() throws HttpStartFailure {
    http = new ContractFixture(folder);
    contract = http.contract;
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void everyRouteIsInTheContractAndEveryPathOfTheContractIsARoute() {
    Set<String> routes = new TreeSet<>();
    http.faces.forEach(face ->
        face.routes()
            .forEach(it -> routes.add(it.method() + " " + it.template().replace("*}", "}"))));
    Set<String> inContract = new TreeSet<>();
    contract.operations().stream()
        .filter(operation -> !OUTSIDE_OF_FACES.contains(operation.path()))
        .forEach(operation -> inContract.add(operation.toString()));
    assertThat(inContract).isEqualTo(routes);
  }

  @Test
  void everyJsonBodyHasASchemaAndAnExampleThatSuitsIt() {
    for (Operation operation : contract.operations()) {
      assertExample(operation + ", request", operation.node().path("requestBody"), true);
      operation
          .node()
          .path("responses")
          .properties()
          .forEach(it ->
              assertExample(
                  operation + ", " + it.getKey(),
                  contract.resolved(it.getValue()),
                  it.getKey().startsWith("2")));
    }
    soft.assertAll();
  }

  /** Every failure has a schema; the one that stands for all others of a face has the example. */
  private void assertExample(String label, JsonNode holder, boolean needsExample) {
    ContractSchemas.content(holder, "application/json")
        .or(() -> ContractSchemas.content(holder, "application/problem+json"))
        .ifPresent(entry -> {
          soft.assertThat(entry.has("schema")).as(label + " has a schema").isTrue();
          boolean has = entry.has("example");
          soft.assertThat(has || !needsExample).as(label + " has an example").isTrue();
          if (has) {
            soft.assertThat(contract.objections(entry, entry.path("example"))).as(label).isEmpty();
          }
        });
  }

  @Test
  void everyDocumentedRequestIsAnsweredAsTheContractSays() {
    for (Operation operation : inOrder()) {
      http.prepare();
      HttpResponse<byte[]> response = http.send(operation);
      soft.assertThat(response.statusCode()).as(operation + ": " + text(response)).isLessThan(300);
      assertDocumented(operation, response);
    }
    soft.assertAll();
  }

  @Test
  void strangersAreRefusedAsTheContractSays() {
    for (Operation operation : inOrder()) {
      JsonNode security = operation.node().path("security");
      if (security.isMissingNode() || !security.isEmpty()) {
        HttpResponse<byte[]> response =
            http.send(operation, operation.method(), new byte[0], Map.of(), it -> it);
        soft.assertThat(response.statusCode()).as(operation.toString()).isEqualTo(401);
        assertDocumented(operation, response);
      }
    }
    soft.assertAll();
  }

  @Test
  void whatIsNotThereIsToldAsTheContractSays() {
    http.prepare();
    for (Operation operation : inOrder()) {
      if (operation.path().contains("{")) {
        HttpResponse<byte[]> response =
            http.send(
                operation,
                operation.method(),
                ContractFixture.body(operation),
                http.credentials(operation),
                it -> "nothing");
        soft.assertThat(response.statusCode()).as(operation.toString()).isBetween(200, 499);
        assertDocumented(operation, response);
      }
    }
    soft.assertAll();
  }

  @Test
  void aBodyThatCannotBeReadIsRefusedAsTheContractSays() {
    http.prepare();
    for (Operation operation : inOrder()) {
      if (operation.node().has("requestBody")) {
        byte[] broken = "{\"data\": [\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<byte[]> response =
            http.send(operation, operation.method(), broken, http.credentials(operation), it -> it);
        soft.assertThat(response.statusCode())
            .as(operation + ": " + text(response))
            .isBetween(operation.path().endsWith("/check") ? 200 : 400, 422);
        assertDocumented(operation, response);
      }
    }
    soft.assertAll();
  }

  private List<Operation> inOrder() {
    List<Operation> operations = new ArrayList<>(contract.operations());
    operations.removeIf(it -> it.path().equals(ENDLESS));
    operations.sort(
        Comparator.<Operation>comparingInt(it -> ORDER.indexOf(it.method()))
            .thenComparingInt(it -> it.method().equals("DELETE") ? -it.path().length() : 0));
    return operations;
  }

  private void assertDocumented(Operation operation, HttpResponse<byte[]> response) {
    String label = operation + ": " + response.statusCode() + " " + text(response);
    JsonNode answer = contract.answer(operation, response.statusCode()).orElse(null);
    soft.assertThat(answer).as(label).isNotNull();
    if (answer == null) {
      return;
    }
    if (!answer.has("content")) {
      soft.assertThat(response.body()).as(label).isEmpty();
      return;
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    JsonNode entry = ContractSchemas.content(answer, type).orElse(null);
    soft.assertThat(entry).as(label + " of " + type).isNotNull();
    if (entry != null && type.contains("json")) {
      soft.assertThat(contract.objections(entry, Json.parse(response.body()))).as(label).isEmpty();
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void thePageShowsEveryOperationAndLoadsNothingFromElsewhere() {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
    String page = http.server.send("GET", "/docs", headers, "").body();
    Contract.operations().forEach(operation -> assertThat(page).contains(operation.summary()));
    assertThat(page).doesNotContain("src=").doesNotContain("href=http").doesNotContain("@import");
    assertThat(http.server.send("GET", "/openapi.yaml", headers, "").body())
        .startsWith("openapi: 3.1");
    assertThat(
            http.server.send("GET", "/docs", Map.of(), "").headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(it -> assertThat(it).contains("Basic"));
  }
}
