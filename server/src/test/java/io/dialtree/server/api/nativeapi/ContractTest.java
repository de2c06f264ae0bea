package io.dialtree.server.api.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.api.access.Role;
import io.dialtree.server.api.kazoo.KazooFace;
import io.dialtree.server.api.nativeapi.Contract.Operation;
import io.dialtree.server.api.nativeapi.Contract.Parameter;
import io.dialtree.server.call.LiveCall;
import io.dialtree.server.http.HttpStartFailure;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.Expectation;
import io.dialtree.store.CallRow;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract says what the faces do, no more and no less. */
class ContractTest {
  private static final Set<String> OUTSIDE_OF_FACES = Set.of("/healthz", "/readyz");

  /** What is shown has to be made first, and is removed last. */
  private static final List<String> ORDER = List.of("PUT", "GET", "POST", "PATCH", "DELETE");

  private static final String ENDLESS = "/api/v1/events";
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private NativeFixture fixture;
  private ApiTestServer server;
  private List<Face> faces = List.of();

  @BeforeEach
  void start() throws HttpStartFailure {
    fixture = new NativeFixture(folder);
    server =
        new ApiTestServer((principals, auth) -> {
          faces =
              List.of(
                  new KazooFace(
                      fixture.documents.library,
                      fixture.documents.uploads,
                      auth,
                      Clock.systemUTC(),
                      "1"),
                  fixture.face(principals, auth));
          return faces;
        });
  }

  @AfterEach
  void stop() {
    server.close();
    fixture.close();
  }

  @Test
  void everyRouteIsInTheContractAndEveryPathOfTheContractIsARoute() {
    Set<String> routes = new TreeSet<>();
    faces.forEach(face ->
        face.routes().forEach(route -> routes.add(route.method() + " " + route.template())));
    Set<String> contract = new TreeSet<>();
    Contract.operations().stream()
        .filter(operation -> !OUTSIDE_OF_FACES.contains(operation.path()))
        .filter(operation -> faces.stream().anyMatch(face -> owns(face, operation.path())))
        .forEach(operation -> contract.add(operation.method() + " " + operation.path()));
    assertThat(contract).isEqualTo(routes);
  }

  private static boolean owns(Face face, String path) {
    return face.prefixes().stream()
        .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
  }

  @Test
  void everyExampleWorksAndIsAnsweredAsTheContractSays() {
    prepare();
    List<Operation> operations = new ArrayList<>(Contract.operations());
    operations.removeIf(it ->
        it.path().equals(ENDLESS)
            || OUTSIDE_OF_FACES.contains(it.path())
            || faces.stream().noneMatch(face -> owns(face, it.path())));
    operations.sort(java.util.Comparator.comparingInt(it -> ORDER.indexOf(it.method())));
    for (Operation operation : operations) {
      HttpResponse<String> response = send(operation);
      Set<String> allowed = new TreeSet<>();
      operation.answers().forEach(answer -> allowed.add(answer.substring(0, 3)));
      String label = operation.method() + " " + operation.path() + ": " + response.body();
      assertThat(response.statusCode()).as(label).isLessThan(300);
      assertThat(allowed).as(label).contains(Integer.toString(response.statusCode()));
    }
  }

  /** What the examples speak of. */
  private void prepare() {
    Author anna = Author.of("anna");
    var library = fixture.documents.library;
    var keys =
        List.of(DocumentKind.KAZOO_MENU, DocumentKind.KAZOO_CALLFLOW, DocumentKind.KAZOO_MEDIA);
    for (DocumentKind kind : keys) {
      String json =
          kind == DocumentKind.KAZOO_CALLFLOW
              ? "{\"numbers\": [\"2109\"], \"flow\": {\"module\": \"hangup\", \"data\": {}}}"
              : "{\"name\": \"x\"}";
      library.put(new DocumentKey(kind, "acme", ID), json, anna, Expectation.none());
    }
    fixture.documents.uploads.put("acme", ID, TestLibrary.wav(440));
    fixture.documents.uploads.put("", "welcome", TestLibrary.wav(440));
    server.addPrincipal("acme-key", Role.WRITE, "acme", "a long enough secret");
    fixture.live.add(
        new LiveCall("1-32165@127.0.0.1", "1", "2", "", "", "", "", "2026-01-01T00:00:00Z", ""));
    CallRow row =
        new CallRow(
            "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            Instant.EPOCH,
            Instant.EPOCH,
            "1",
            "2",
            "f",
            "completed",
            "{\"call_id\":\"c\"}");
    fixture.store.records().write(List.of(row));
  }

  private HttpResponse<String> send(Operation operation) {
    String path = operation.path();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.where().equals("path")) {
        String value = URLEncoder.encode(parameter.example(), StandardCharsets.UTF_8);
        path = path.replace("{" + parameter.name() + "}", value);
      }
    }
    Map<String, String> headers = new HashMap<>();
    headers.put(
        path.startsWith("/v2") ? "X-Auth-Token" : "Authorization",
        path.startsWith("/v2") ? ApiTestServer.ADMIN : "Bearer " + ApiTestServer.ADMIN);
    boolean isAudio = operation.exampleType().equals("audio/*");
    if (!operation.exampleType().isEmpty()) {
      headers.put("Content-Type", isAudio ? "audio/wav" : operation.exampleType());
    }
    byte[] body =
        isAudio ? TestLibrary.wav(440) : operation.example().getBytes(StandardCharsets.UTF_8);
    return server.send(operation.method(), path, headers, body);
  }

  @Test
  void thePageShowsEveryOperationAndLoadsNothingFromElsewhere() {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + ApiTestServer.ADMIN);
    String page = server.send("GET", "/docs", headers, "").body();
    Contract.operations().forEach(operation -> assertThat(page).contains(operation.summary()));
    assertThat(page).doesNotContain("src=").doesNotContain("http://").doesNotContain("https://");
    assertThat(server.send("GET", "/openapi.yaml", headers, "").body()).startsWith("openapi: 3.1");
    assertThat(server.send("GET", "/docs", Map.of(), "").headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(it -> assertThat(it).contains("Basic"));
  }
}
