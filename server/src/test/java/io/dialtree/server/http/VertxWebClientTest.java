package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.outbound.WebRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VertxWebClientTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final ExecutorService POOL = Executors.newVirtualThreadPerTaskExecutor();

  private final List<String> got = new CopyOnWriteArrayList<>();
  private final VertxWebClient client = new VertxWebClient();
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String host = exchange.getRequestHeaders().getFirst("Host");
          got.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + host
                  + " "
                  + body);
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
          } else {
            exchange.sendResponseHeaders(204, -1);
          }
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    client.close();
    receiver.stop(0);
  }

  private WebReply post(URI url, String json) {
    return client.exchange(WebRequest.post(url, json), HERE);
  }

  @Test
  void theConnectionGoesToTheCheckedAddressUnderTheNameOfTheUrl() {
    int port = receiver.getAddress().getPort();
    URI url = URI.create("http://client.invalid:" + port + "/done?call=1");
    assertThat(post(url, "{\"a\":1}").status()).isEqualTo(204);
    assertThat(got).containsExactly("POST /done?call=1 client.invalid:" + port + " {\"a\":1}");
  }

  @Test
  void redirectsAreNotFollowed() {
    int port = receiver.getAddress().getPort();
    URI url = URI.create("http://127.0.0.1:" + port + "/moved");
    assertThat(post(url, "{}").status()).isEqualTo(302);
    assertThat(got).hasSize(1);
  }

  @Test
  void whoDoesNotListenIsAnError() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
      port = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    WebReply reply = post(url, "{}");
    assertThat(reply.status()).isZero();
    assertThat(reply.problem()).contains("refused");
  }

  @Test
  void whoNeverEndsItsAnswerKeepsNoConnection() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, HERE)) {
      Future<Integer> end = POOL.submit(() -> answeredWithoutEnd(peer));
      URI url = URI.create("http://127.0.0.1:" + peer.getLocalPort() + "/");
      WebRequest hasty = new WebRequest(url, "POST", Map.of(), "{}", 1_500, 0);
      assertThat(client.exchange(hasty, HERE).status()).isEqualTo(200);
      assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  /** What the peer reads when it waits for more: -1 when the connection was closed. */
  private static int answeredWithoutEnd(ServerSocket peer) throws IOException {
    try (Socket socket = peer.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("{}")) {
        head.append((char) in.read());
      }
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot all";
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      try {
        return in.read();
      } catch (SocketException _) {
        return -1;
      }
    }
  }
}
