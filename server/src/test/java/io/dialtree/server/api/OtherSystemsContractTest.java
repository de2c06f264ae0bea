package io.dialtree.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.api.FaceFixture.Answer;
import io.dialtree.server.api.nativeapi.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract and the faces of other systems say the same. */
final class OtherSystemsContractTest {
  @TempDir private Path folder;
  private FaceFixture http;

  @BeforeEach
  void start() {
    http = new FaceFixture(folder, false);
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private boolean isOurs(String path) {
    return http.faces.stream()
        .flatMap(face -> face.prefixes().stream())
        .anyMatch(prefix -> path.startsWith(prefix + "/"));
  }

  @Test
  void everyRouteIsInTheContractAndEveryPathOfTheContractIsARoute() {
    Set<String> routes = new TreeSet<>();
    for (Face face : http.faces) {
      face.routes().forEach(route -> routes.add(route.method() + " " + route.template()));
    }
    Set<String> contract = new TreeSet<>();
    Contract.operations().stream()
        .filter(operation -> isOurs(operation.path()))
        .forEach(operation -> contract.add(operation.method() + " " + operation.path()));
    assertThat(contract).isEqualTo(routes);
  }

  @Test
  void everyExampleThatMakesSomethingIsTaken() {
    for (Contract.Operation operation : Contract.operations()) {
      boolean makes = operation.method().equals("POST") && !operation.example().isEmpty();
      boolean needsOthers = operation.path().contains("{") || operation.path().endsWith("number");
      if (isOurs(operation.path()) && makes && !needsOthers) {
        Answer answer =
            http.send("POST", operation.path(), credentials(operation.path()), operation.example());
        assertThat(List.of(200, 201))
            .as(operation.path() + " " + answer.json())
            .contains(answer.status());
      }
    }
  }

  private static Map<String, String> credentials(String path) {
    return path.startsWith("/api")
        ? FaceFixture.TOKEN
        : path.startsWith("/voip") ? FaceFixture.THREE_HEADERS : FaceFixture.PRODUCT;
  }
}
