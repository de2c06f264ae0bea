package io.dialtree.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.settings.Cidr;
import io.dialtree.server.http.VertxWebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebServicesTest {
  private static final AddressGuard OPEN =
      guard(InetAddress::getAllByName, "127.0.0.0/8", "::1/128");
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

  private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

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
          answer(exchange, exchange.getRequestURI().getPath());
          exchange.close();
        });
    service.setExecutor(task -> Thread.ofVirtual().start(task));
    service.start();
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/long" -> send(exchange, 200, new byte[WebServices.BODY_BYTES_MAX + 1]);
      case "/full" -> send(exchange, 200, new byte[WebServices.BODY_BYTES_MAX]);
      case "/gone" -> send(exchange, 410, JSON);
      case "/down" -> send(exchange, 500, "<html>".getBytes(StandardCharsets.UTF_8));
      case "/nothing" -> exchange.sendResponseHeaders(204, -1);
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        send(exchange, 302, JSON);
      }
      case "/latin" -> send(exchange, 200, "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
      case "/cut" -> {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(JSON);
      }
      case "/drip" -> {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        await(never);
      }
      case "/never" -> await(never);
      default -> send(exchange, 200, JSON);
    }
  }

  private static void send(HttpExchange exchange, int status, byte... body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
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

  private static AddressGuard guard(AddressGuard.NameService names, String... allowed) {
    List<Cidr> ranges = Stream.of(allowed).map(text -> Cidr.parse(text).orElseThrow()).toList();
    return new AddressGuard(ranges, "http-step-allow", names);
  }

  private WebReply ask(String path, HttpTemplate.Header... headers) {
    return ask(OPEN, path, headers);
  }

  private WebReply ask(AddressGuard guard, String path, HttpTemplate.Header... headers) {
    Secrets secrets = new Secrets(Map.of("DIALTREE_SECRET_CRM_TOKEN", "s3cret\n"));
    String url = "http://127.0.0.1:" + service.getAddress().getPort() + path;
    try (WebServices web = new WebServices(guard, new VertxWebClient(), secrets)) {
      CompletableFuture<WebReply> reply = new CompletableFuture<>();
      web.send(
          new HttpTemplate(
              "POST", url, List.of(headers), "{}", path.matches("/never|/drip") ? 200 : 5_000),
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
  void everyKindOfAnswerComesBackAsItIs() {
    assertThat(ask("/down")).isEqualTo(new WebReply(500, "<html>", ""));
    assertThat(ask("/nothing")).isEqualTo(new WebReply(204, "", ""));
    assertThat(ask("/full").body()).hasSize(WebServices.BODY_BYTES_MAX);
  }

  @Test
  void whatIsNotUtf8IsReadWithReplacementsInItsPlaces() {
    assertThat(ask("/latin").body()).isEqualTo("{\"a\":\"\uFFFD\"}");
  }

  @Test
  void anAnswerThatBreaksOffOrNeverEndsIsNone() {
    for (String path : List.of("/cut", "/drip")) {
      WebReply reply = ask(path);
      assertThat(reply.status()).as(path).isZero();
      assertThat(reply.body()).as(path).isEmpty();
      assertThat(reply.problem()).as(path).isNotEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereIsToldInWords() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (WebServices web = new WebServices(OPEN, new VertxWebClient(), new Secrets(Map.of()))) {
      assertThat(answer(web, "http://127.0.0.1:" + free + "/").problem()).contains("refused");
      assertThat(answer(web, "http://no-such-host.invalid/").problem())
          .isEqualTo("nobody knows the host no-such-host.invalid");
    }
  }

  @Test
  void whatIsNoAddressIsNotShown() {
    try (WebServices web = new WebServices(OPEN, new VertxWebClient(), new Secrets(Map.of()))) {
      for (String url :
          List.of("http://h/a b?pin=1234", "ftp://h/?pin=1234", "http:///?pin=1234")) {
        WebReply reply = answer(web, url);
        assertThat(reply.status()).as(url).isZero();
        assertThat(reply.problem()).as(url).isNotEmpty().doesNotContain("1234");
      }
    }
  }

  @Test
  void noProblemShowsASecret() {
    WebReply reply = ask("/x", new HttpTemplate.Header("X-A", "a\nb", "crm-token"));
    assertThat(reply.problem()).isEqualTo("the value of X-A is no header text");
    assertThat(asked).isEmpty();
  }

  @Test
  void aServiceThatHangsLeavesRoomForTheOthers() {
    String hanging = "http://127.0.0.1:" + service.getAddress().getPort() + "/never";
    String other = "http://localhost:" + service.getAddress().getPort() + "/x";
    try (WebServices web = new WebServices(OPEN, new VertxWebClient(), new Secrets(Map.of()))) {
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
  void onlyPublicAddressesAreAskedAndThoseTheSettingLists() {
    WebReply reply = ask(guard(InetAddress::getAllByName), "/x");
    assertThat(reply.status()).isZero();
    assertThat(reply.problem()).contains("127.0.0.1 is no public address", "http-step-allow");
    assertThat(asked).isEmpty();
  }

  @Test
  void theConnectionGoesToTheAddressThatWasJudgedUnderTheNameOfTheUrl() {
    List<String> lookUps = new ArrayList<>();
    AddressGuard guard =
        guard(
            host -> {
              lookUps.add(host);
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            "127.0.0.0/8");
    String url = "http://crm.invalid:" + service.getAddress().getPort() + "/x";
    try (WebServices web = new WebServices(guard, new VertxWebClient(), new Secrets(Map.of()))) {
      assertThat(answer(web, url).status()).isEqualTo(200);
    }
    assertThat(lookUps).containsExactly("crm.invalid");
    assertThat(asked).hasSize(1);
  }

  @Test
  void aNameThatLeadsInsideIsNotAsked() {
    AddressGuard guard =
        guard(_ -> new InetAddress[] {PUBLIC, InetAddress.getLoopbackAddress()}, "10.0.0.0/8");
    String url = "http://crm.invalid:" + service.getAddress().getPort() + "/x";
    try (WebServices web = new WebServices(guard, new VertxWebClient(), new Secrets(Map.of()))) {
      assertThat(answer(web, url).problem()).contains("127.0.0.1 is no public address");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void aRedirectionIsAnAnswerAndIsNotFollowed() {
    assertThat(ask("/moved").status()).isEqualTo(302);
    assertThat(asked).hasSize(1);
  }
}
