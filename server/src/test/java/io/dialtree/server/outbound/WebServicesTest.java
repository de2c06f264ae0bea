package io.dialtree.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dialtree.config.model.HttpTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebServicesTest {
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer service;

  WebServicesTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    service.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body =
              exchange.getRequestURI().getPath().equals("/long")
                  ? new byte[WebServices.BODY_BYTES_MAX + 1]
                  : "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
          if (exchange.getRequestURI().getPath().equals("/never")) {
            await(never);
          }
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/gone") ? 410 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.setExecutor(task -> Thread.ofVirtual().start(task));
    service.start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    never.countDown();
    service.stop(0);
  }

  private WebReply ask(String path, HttpTemplate.Header... headers) {
    return ask(new Destinations(true), path, headers);
  }

  private WebReply ask(Destinations destinations, String path, HttpTemplate.Header... headers) {
    Secrets secrets = new Secrets(Map.of("DIALTREE_SECRET_CRM_TOKEN", "s3cret\n"));
    String url = "http://127.0.0.1:" + service.getAddress().getPort() + path;
    try (WebServices web = new WebServices(destinations, secrets)) {
      CompletableFuture<WebReply> reply = new CompletableFuture<>();
      web.send(
          new HttpTemplate(
              "POST", url, List.of(headers), "{}", path.equals("/never") ? 200 : 5_000),
          reply::complete);
      return reply.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  @Test
  void aRequestIsSentAndItsAnswerComesBack() {
    WebReply reply = ask("/x", new HttpTemplate.Header("Authorization", "Bearer ", "crm-token"));
    assertThat(reply).isEqualTo(new WebReply(200, "{\"a\":1}", ""));
    assertThat(asked).containsExactly("POST /x Bearer s3cret {}");
  }

  @Test
  void anAnswerThatIsNoSuccessKeepsItsStatus() {
    assertThat(ask("/gone").status()).isEqualTo(410);
  }

  @Test
  void aServiceThatIsSlowOrTalksTooMuchGivesNoAnswer() {
    assertThat(ask("/never").problem()).contains("no answer within 200 ms");
    assertThat(ask("/long").problem()).contains("longer than");
  }

  @Test
  void aServiceThatHangsLeavesRoomForTheOthers() {
    String hanging = "http://127.0.0.1:" + service.getAddress().getPort() + "/never";
    String other = "http://localhost:" + service.getAddress().getPort() + "/x";
    try (WebServices web = new WebServices(new Destinations(true), new Secrets(Map.of()))) {
      for (int i = 0; i < Places.SERVICE_MAX; i++) {
        web.send(new HttpTemplate("GET", hanging, List.of(), "", 10_000), _ -> {});
      }
      assertThat(answer(web, hanging).problem()).contains("too many requests at once");
      assertThat(answer(web, other).status()).isEqualTo(200);
    }
  }

  private static WebReply answer(WebServices web, String url) {
    CompletableFuture<WebReply> reply = new CompletableFuture<>();
    web.send(new HttpTemplate("GET", url, List.of(), "", 5_000), reply::complete);
    return reply.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aSecretThatIsNotThereSendsNothing() {
    WebReply reply = ask("/x", new HttpTemplate.Header("Authorization", "", "other"));
    assertThat(reply.problem()).contains("DIALTREE_SECRET_OTHER");
    assertThat(asked).isEmpty();
  }

  @Test
  void privateNetworksAreRefusedUnlessAllowed() {
    WebReply reply = ask(new Destinations(false), "/x");
    assertThat(reply.status()).isZero();
    assertThat(reply.problem()).contains("private network").contains("http-step-private");
    assertThat(asked).isEmpty();
  }

  @Test
  void noSpellingOfAPrivateAddressGetsThrough() {
    for (String host :
        new String[] {
          "127.0.0.1",
          "[::1]",
          "[::ffff:10.0.0.1]",
          "[64:ff9b::a00:1]",
          "[fd00::1]",
          "[fe80::1]",
          "0.0.0.0",
          "169.254.169.254",
          "100.64.0.1",
          "192.168.1.1",
          "224.0.0.1"
        }) {
      assertThat(new Destinations(false).refusal(java.net.URI.create("http://" + host + "/")))
          .as(host)
          .contains("private network");
    }
    assertThat(new Destinations(false).refusal(java.net.URI.create("http://192.0.2.1/"))).isEmpty();
  }
}
