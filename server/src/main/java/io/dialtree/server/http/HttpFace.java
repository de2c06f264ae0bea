package io.dialtree.server.http;

import io.dialtree.server.api.ApiDoor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * {@code /healthz} says that the process lives, {@code /readyz} that it takes calls, and both are
 * open to everybody. Everything else goes through the door of the faces.
 */
public final class HttpFace implements AutoCloseable {
  private static final int START_LIMIT_S = 10;
  private static final int REQUEST_LINE_MAX_BYTES = 8192;

  /** The event loop only moves bytes; an idle server should sleep. */
  private static final long BLOCKED_CHECK_MS = 60_000;

  private final Vertx vertx;
  private final HttpServer server;
  private final ApiCarrier carrier;
  private final Connections connections;

  private HttpFace(Vertx vertx, HttpServer server, ApiCarrier carrier, Connections connections) {
    this.vertx = vertx;
    this.server = server;
    this.carrier = carrier;
    this.connections = connections;
  }

  /**
   * Where to listen, and for whom.
   *
   * @param port 0 for any that is free
   * @param publicUrl how clients call this server when a proxy stands in front of it, without a
   *     slash at its end
   * @param ready whether calls are taken
   */
  public record Address(
      String host,
      int port,
      Optional<String> publicUrl,
      BooleanSupplier ready,
      HttpLimits limits) {}

  /** What listens before it does: it takes a while to make, and the faces are not needed for it. */
  public static final class Prepared implements AutoCloseable {
    private final Address address;
    private final Vertx vertx;
    private final HttpServer server;
    private final Connections connections;
    private final Router router;

    private Prepared(Address address) {
      this.address = address;
      vertx = vertx();
      server = vertx.createHttpServer(options(address));
      connections = new Connections(vertx, address.limits());
      router = Router.router(vertx);
      new HealthPages(connections, address.ready()).addTo(router);
    }

    /**
     * Listens; called once.
     *
     * @throws HttpStartFailure naming the address, when the port is taken or cannot be bound
     */
    public HttpFace listen(ApiDoor door) throws HttpStartFailure {
      ApiCarrier carrier = new ApiCarrier(door, address.publicUrl(), address.limits(), connections);
      router.route().handler(carrier);
      server
          .connectionHandler(connections::opened)
          .requestHandler(request -> {
            connections.begun(request);
            router.handle(request);
          });
      try {
        server
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(START_LIMIT_S, TimeUnit.SECONDS);
        return new HttpFace(vertx, server, carrier, connections);
      } catch (ExecutionException | TimeoutException e) {
        close();
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new HttpStartFailure(address.host(), address.port(), cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new HttpStartFailure(address.host(), address.port(), e);
      }
    }

    @Override
    public void close() {
      vertx.close();
    }
  }

  /** Makes what can be made before the faces are there. */
  public static Prepared prepare(Address address) {
    return new Prepared(address);
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setBlockedThreadCheckInterval(BLOCKED_CHECK_MS));
  }

  private static HttpServerOptions options(Address address) {
    return new HttpServerOptions()
        .setHost(address.host())
        .setPort(address.port())
        .setMaxInitialLineLength(REQUEST_LINE_MAX_BYTES)
        .setHttp2ClearTextEnabled(false)
        // Nobody speaks WebSocket here, and its handler counts the requests that wait in line.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setIdleTimeout((int) address.limits().silenceMs())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Connections that are open now; blocks until the event loop says. */
  int connections() {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    vertx.runOnContext(_ -> count.complete(connections.count()));
    return count.join();
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    carrier.close();
    vertx.close();
  }
}
