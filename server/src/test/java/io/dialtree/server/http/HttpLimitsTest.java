package io.dialtree.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.server.api.Access;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.ApiTestServer;
import io.dialtree.server.api.EventSink;
import io.dialtree.server.api.Face;
import io.dialtree.server.api.FaceOfRoutes;
import io.dialtree.server.api.MediaTypes;
import io.dialtree.server.api.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, or more than their share, get an end and harm nobody else. */
class HttpLimitsTest {
  private static final String GET_OPEN = "GET /t/open HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String GET_BIG = "GET /t/big HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String GET_EVENTS = "GET /t/events HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int BIG = 32 << 20; // more than the system keeps for a connection
  private static final int SHORT_MS = 150;
  private static final int LONG_MS = 60_000;
  private static final int FOLLOWER_BYTES = 100_000;

  private final BlockingQueue<EventSink> sinks = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  private Face face() {
    return new FaceOfRoutes(
        List.of(
            Route.get("/t/open", _ -> ApiReply.text(200, MediaTypes.TEXT, "open"))
                .asking(Access.OPEN),
            Route.change("POST", "/t/take", it -> ApiReply.bytes(200, MediaTypes.TEXT, it.body()))
                .asking(Access.OPEN),
            Route.get("/t/big", _ -> ApiReply.bytes(200, MediaTypes.TEXT, new byte[BIG]))
                .asking(Access.OPEN),
            Route.get("/t/closed", _ -> ApiReply.empty(204)),
            Route.get("/t/events", _ -> ApiReply.events(sinks::add)).asking(Access.OPEN)));
  }

  /** What a test does not try lasts long, so that nothing else can be the end. */
  private record Tried(int all, int perHost, long headMs, long bodyMs, long answerMs) {
    private static final Tried NOTHING = new Tried(100, 100, LONG_MS, LONG_MS, LONG_MS);

    HttpLimits limits() {
      return new HttpLimits(
          all, perHost, headMs, bodyMs, bodyMs, answerMs, LONG_MS, FOLLOWER_BYTES);
    }
  }

  private ApiTestServer server(Tried tried) throws HttpStartFailure {
    ApiTestServer server = new ApiTestServer(tried.limits(), (_, _) -> List.of(face()));
    opened.add(server);
    return server;
  }

  private RawClient client(ApiTestServer server) throws IOException {
    RawClient client = RawClient.of(server.base());
    opened.add(client);
    return client;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable it : opened.reversed()) {
      it.close();
    }
  }

  @Test
  void aHeadThatComesInDropsIsCutOffWhenItsTimeIsOver() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS));
    client(server).send("GET /t/open HTTP/1.1\r\nX: ").dripUntilCut();
  }

  @Test
  void aConnectionThatSaysNothingIsCutOff() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS));
    assertThat(client(server).readUntilCut()).isZero();
  }

  @Test
  void aConnectionThatAsksNothingMoreAfterAnAnswerIsCutOff() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS));
    RawClient client = client(server).send(GET_OPEN);
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.readUntilCut()).isZero();
    RawClient healthy = client(server).send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(healthy.status()).isEqualTo(200);
    assertThat(healthy.readUntilCut()).isZero();
  }

  @Test
  void aSecondHeadThatComesInDropsIsCutOffToo() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS));
    RawClient client = client(server).send(GET_OPEN);
    assertThat(client.status()).isEqualTo(200);
    client.send("GET /t/open HTTP/1.1\r\nX: ").dripUntilCut();
  }

  @Test
  void aBodyThatComesInDropsIsCutOffWhenItsTimeIsOver() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, LONG_MS, SHORT_MS, LONG_MS));
    client(server)
        .send("POST /t/take HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        .dripUntilCut();
  }

  @Test
  void aClientThatDoesNotTakeItsAnswerIsCutOffAndItsMemoryIsFree() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, LONG_MS, LONG_MS, SHORT_MS));
    client(server).send(GET_BIG);
    awaitConnections(server, 1);
    awaitConnections(server, 0);
  }

  @Test
  void aSlowAnswerTakesNothingFromTheTimeOfTheNextHead() throws Exception {
    ApiTestServer server = server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS));
    RawClient client = client(server).send(GET_BIG);
    RawClient other = client(server).send(GET_OPEN);
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.readUntilCut()).isZero(); // so long has the first one read nothing
    assertThat(client.head()).first().asString().contains("200");
    assertThat(client.readUntilCut()).isEqualTo(BIG);
  }

  private static void awaitConnections(ApiTestServer server, int count) {
    long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (server.http.connections() != count) {
      assertThat(System.nanoTime() - giveUpNs).as("other than %s are open", count).isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void oneConnectionTooManyIsClosedAndTheOthersWork() throws Exception {
    ApiTestServer server = server(new Tried(2, 100, LONG_MS, LONG_MS, LONG_MS));
    RawClient first = client(server).send(GET_OPEN);
    RawClient second = client(server).send(GET_OPEN);
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(client(server).readUntilCut()).isZero();
    first.close();
    awaitConnections(server, 1);
    assertThat(client(server).send(GET_OPEN).status()).isEqualTo(200);
    assertThat(second.send(GET_OPEN).status()).isEqualTo(200);
  }

  @Test
  void oneHostHasItsShareOfConnectionsAndLeavesTheOthersTheirs() throws Exception {
    ApiTestServer server = server(new Tried(100, 2, LONG_MS, LONG_MS, LONG_MS));
    RawClient first = client(server).send(GET_OPEN);
    assertThat(first.status()).isEqualTo(200);
    assertThat(client(server).send(GET_OPEN).status()).isEqualTo(200);
    assertThat(client(server).readUntilCut()).isZero();
    try (RawClient other = RawClient.from("127.0.0.2", server.base())) {
      assertThat(other.send(GET_OPEN).status()).isEqualTo(200);
    }
    first.close();
    awaitConnections(server, 1);
    assertThat(client(server).send(GET_OPEN).status()).isEqualTo(200);
  }

  @Test
  void aHeadOfMoreThanEightKilobytesIsRefused() throws Exception {
    ApiTestServer server = server(Tried.NOTHING);
    String header = "X-Long: " + "x".repeat(9_000) + "\r\n";
    assertThat(client(server).send("GET /t/open HTTP/1.1\r\n" + header + "\r\n").status())
        .isEqualTo(431);
    String headers = "X-Many: y\r\n".repeat(2_000);
    assertThat(client(server).send("GET /t/open HTTP/1.1\r\n" + headers + "\r\n").status())
        .isEqualTo(431);
    assertThat(client(server).send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n\r\n").status())
        .isEqualTo(414);
  }

  @Test
  void requestsInOneGoAreAnsweredInTheirOrder() throws Exception {
    RawClient client = client(server(Tried.NOTHING));
    String post = "POST /t/take HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
    client.send(GET_OPEN + "GET /t/no HTTP/1.1\r\nHost: x\r\n\r\n" + post + GET_OPEN);
    assertThat(List.of(client.status(), client.status(), client.status(), client.status()))
        .containsExactly(200, 401, 200, 200);
  }

  @Test
  void thousandsOfRequestsInOneGoAreAnsweredOneByOne() throws Exception {
    RawClient client = client(server(Tried.NOTHING));
    int count = 3_000;
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                client.send(GET_OPEN.repeat(count));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    for (int i = 0; i < count; i++) {
      assertThat(client.status()).isEqualTo(200);
    }
    writer.join();
  }

  @Test
  void theBodyOfARefusedRequestIsNotTakenForTheNextOne() throws Exception {
    RawClient client = client(server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS)));
    client.send(
        "POST /t/closed HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + GET_OPEN.length()
            + "\r\n\r\n"
            + GET_OPEN);
    assertThat(client.status()).isEqualTo(401);
    assertThat(client.readUntilCut()).isZero();
  }

  @Test
  void aBodyWithoutEndIsNotReadForLongAfterItsRequestWasRefused() throws Exception {
    RawClient client = client(server(new Tried(100, 100, SHORT_MS, LONG_MS, LONG_MS)));
    client.send("POST /t/closed HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    assertThat(client.status()).isEqualTo(401);
    client.dripUntilCut();
  }

  private EventSink sink() throws InterruptedException {
    return java.util.Objects.requireNonNull(sinks.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void whoFollowsEventsWithoutReadingIsCutOffWhenItsShareOfMemoryIsFull() throws Exception {
    ApiTestServer server = server(Tried.NOTHING);
    RawClient slow = client(server).send(GET_EVENTS);
    EventSink sink = sink();
    RawClient other = client(server).send(GET_OPEN);
    assertThat(other.status()).isEqualTo(200);
    CountDownLatch gone = new CountDownLatch(1);
    sink.onClose(gone::countDown);
    String data = "x".repeat(10_000);
    int sent = 0;
    while (sink.send("event", Integer.toString(sent), data)) {
      sent++;
      assertThat(sent).as("ever more waits for it").isLessThan(10_000);
    }
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    awaitConnections(server, 1);
    assertThat(other.send(GET_OPEN).status()).isEqualTo(200);
    slow.close();
  }

  @Test
  void whoFollowsEventsHearsOfItsEndOnce() throws Exception {
    ApiTestServer server = server(Tried.NOTHING);
    RawClient client = client(server).send(GET_EVENTS);
    EventSink sink = sink();
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    sink.onClose(() -> told.add("gone"));
    client.close();
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("gone");
    sink.close();
    assertThat(sink.send("event", "1", "x")).isFalse();
    assertThat(told).isEmpty();
  }
}
