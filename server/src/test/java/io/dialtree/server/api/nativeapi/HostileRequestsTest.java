package io.dialtree.server.api.nativeapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialtree.server.api.nativeapi.ContractSchemas.Operation;
import io.dialtree.server.http.HttpStartFailure;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to any operation of any face, it is told what is wrong, and never a 500. */
class HostileRequestsTest {
  private static final String ENDLESS = "/api/v1/events";
  private static final String LONG = "x".repeat(2_000);

  private static final List<String> NAMES =
      List.of(
          "..",
          "../../../etc/passwd",
          "\u0000",
          "a\r\nSet-Cookie: b=c",
          "\ud83d\ude00",
          "%",
          "'; DROP TABLE document; --",
          "{id}",
          "*",
          "18446744073709551616",
          "-1",
          LONG);

  private static final List<String> BODIES =
      List.of(
          "",
          "\u0000",
          "{",
          "[".repeat(100_000),
          "{\"a\":".repeat(50_000),
          "a: ".repeat(50_000),
          "- ".repeat(50_000),
          """
          a: &a [x,x,x,x,x,x,x,x,x]
          b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
          c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
          d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
          e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
          f: [*e,*e,*e,*e,*e,*e,*e,*e,*e]
          """,
          "{\"data\": {\"name\": \"\\ud800\", \"retries\": 1e999999999}}",
          "{\"data\": {\"name\": \"\\u0000\", \"timeout\": " + "9".repeat(900) + "}}",
          "{\"name\": \"\\u0000\", \"extension\": 1e999999999, \"flow\": {}}",
          "{\"name\": \"x\", \"extension\": 1e99999999999999999999}",
          "{\"ivr\": {\"name\": \"\\ud800\", \"phone_number_ids\": [1e99999]}}",
          "{\"__proto__\": {\"admin\": true}, \"role\": \"admin\"}");

  @TempDir private Path folder;
  private ContractFixture http;
  private final SoftAssertions soft = new SoftAssertions();

  @BeforeEach
  void start() throws HttpStartFailure {
    http = new ContractFixture(folder);
    http.prepare();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private List<Operation> operations() {
    return http.contract.operations().stream().filter(it -> !it.path().equals(ENDLESS)).toList();
  }

  private void assertTold(String label, HttpResponse<byte[]> response) {
    String text = new String(response.body(), UTF_8);
    soft.assertThat(response.statusCode()).as(label + ": " + text).isBetween(200, 499);
    soft.assertThat(text).as(label).doesNotContain("Exception").doesNotContain("root:");
    soft.assertThat(response.headers().firstValue("Set-Cookie")).as(label).isEmpty();
  }

  @Test
  void namesFromHellAreNamesOrRefused() {
    for (Operation operation : operations()) {
      boolean hasNames =
          operation.path().contains("{") || !http.contract.parameters(operation, "query").isEmpty();
      for (String name : hasNames ? NAMES : List.<String>of()) {
        assertTold(
            operation + " of " + name.substring(0, Math.min(20, name.length())),
            http.send(
                operation,
                operation.method(),
                ContractFixture.body(operation),
                http.credentials(operation),
                _ -> name));
      }
    }
    soft.assertAll();
  }

  @Test
  void bodiesFromHellAreRefused() {
    for (Operation operation : operations()) {
      if (operation.node().has("requestBody")) {
        for (String body : BODIES) {
          assertTold(
              operation + " with " + body.substring(0, Math.min(40, body.length())),
              http.send(
                  operation,
                  operation.method(),
                  body.getBytes(UTF_8),
                  http.credentials(operation),
                  it -> it));
        }
      }
    }
    soft.assertAll();
  }

  @Test
  void wrongMediaTypesAreReadAsWhatTheyAreOrRefused() {
    for (Operation operation : operations()) {
      for (String type :
          List.of(
              "multipart/form-data",
              "multipart/form-data; boundary=x; charset=nonsense",
              "application/x-www-form-urlencoded",
              "text/xml",
              "nonsense",
              "application/json; charset=\"")) {
        Map<String, String> headers = new HashMap<>(http.credentials(operation));
        headers.put("Content-Type", type);
        if (operation.node().has("requestBody")) {
          assertTold(
              operation + " as " + type,
              http.send(
                  operation,
                  operation.method(),
                  "--x\r\n\r\n%zz".getBytes(UTF_8),
                  headers,
                  it -> it));
        }
      }
    }
    soft.assertAll();
  }

  @Test
  void everyPathSaysWhatCanBeDoneThere() {
    for (Operation operation : operations()) {
      if (operation.path().endsWith("z")) {
        continue; // health is open to everybody
      }
      Map<String, String> who = http.credentials(operation);
      HttpResponse<byte[]> options = http.send(operation, "OPTIONS", new byte[0], who, it -> it);
      soft.assertThat(options.statusCode()).as(operation.toString()).isEqualTo(204);
      soft.assertThat(options.headers().firstValue("Allow").orElse(""))
          .as(operation.toString())
          .contains(operation.method());
      HttpResponse<byte[]> unknown = http.send(operation, "BREW", new byte[0], who, it -> it);
      soft.assertThat(unknown.statusCode()).as(operation.toString()).isEqualTo(405);
      soft.assertThat(unknown.headers().firstValue("Allow").orElse(""))
          .as(operation.toString())
          .contains(operation.method());
      if (operation.method().equals("GET")) {
        HttpResponse<byte[]> get = http.send(operation, "GET", new byte[0], who, it -> it);
        HttpResponse<byte[]> head = http.send(operation, "HEAD", new byte[0], who, it -> it);
        soft.assertThat(head.statusCode()).as("HEAD " + operation).isEqualTo(get.statusCode());
        soft.assertThat(head.body()).as("HEAD " + operation).isEmpty();
      }
    }
    soft.assertAll();
  }

  @Test
  void noAnswerMayBeKeptByACacheOfOthersAndNoneRepeatsASecret() {
    for (Operation operation : operations()) {
      String wrong = "a-wrong-secret-of-a-test";
      Map<String, String> who = new HashMap<>();
      http.credentials(operation)
          .forEach((name, value) -> {
            int space = value.indexOf(' ');
            who.put(name, space < 0 ? wrong : value.substring(0, space + 1) + wrong);
          });
      HttpResponse<byte[]> refused =
          http.send(operation, operation.method(), new byte[0], who, it -> it);
      soft.assertThat(new String(refused.body(), UTF_8)).doesNotContain(wrong);
      HttpResponse<byte[]> answer =
          operation.method().equals("GET") ? http.send(operation) : refused;
      soft.assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
          .as(operation.toString())
          .matches("no-store|private, no-cache");
      http.server.nanoTime.addAndGet(60_000_000_000L);
    }
    soft.assertAll();
  }

  @Test
  void limitsOfPagesAreKept() {
    for (Operation operation : operations()) {
      for (JsonNode parameter : http.contract.parameters(operation, "query")) {
        String name = parameter.path("name").asText();
        for (String value : List.of("-1", "0", "99999999999999999999", "1e9", "%00", "%zz", "")) {
          String path = operation.path().replaceAll("\\{[a-z]+}", "x");
          assertTold(
              path + "?" + name + "=" + value,
              http.server.exchange(
                  operation.method(),
                  path + "?" + name + "=" + value.replace("%zz", "%25zz"),
                  http.credentials(operation),
                  new byte[0],
                  HttpResponse.BodyHandlers.ofByteArray()));
        }
      }
    }
    soft.assertAll();
  }
}
