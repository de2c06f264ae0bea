package io.dialtree.server.http;

import io.dialtree.server.api.ApiDoor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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

  private static final String TEXT = "text/plain; charset=utf-8";

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
   * Listens.
   *
   * @throws HttpStartFailure naming the address, when the port is taken or cannot be bound
   */
  public static HttpFace start(String host, int port, BooleanSupplier ready, ApiDoor door)
      throws HttpStartFailure {
    return start(host, port, Optional.empty(), ready, door, HttpLimits.standard());
  }

  /**
   * Listens, behind a proxy.
   *
   * @param publicUrl how clients call this server, without a slash at its end
   * @throws HttpStartFailure naming the address, when the port is taken or cannot be bound
   */
  public static HttpFace start(
      String host,
      int port,
      Optional<String> publicUrl,
      BooleanSupplier ready,
      ApiDoor door,
      HttpLimits limits)
      throws HttpStartFailure {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setBlockedThreadCheckInterval(BLOCKED_CHECK_MS));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxInitialLineLength(REQUEST_LINE_MAX_BYTES)
            .setHttp2ClearTextEnabled(false)
            // Nobody speaks WebSocket here, and its handler counts the requests that wait in line.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setIdleTimeout((int) limits.silenceMs())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    Connections connections = new Connections(vertx, limits);
    ApiCarrier carrier = new ApiCarrier(door, publicUrl, limits, connections);
    Router router = router(vertx, ready, carrier, connections);
    HttpServer server =
        vertx
            .createHttpServer(options)
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
      vertx.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HttpStartFailure(host, port, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      vertx.close();
      throw new HttpStartFailure(host, port, e);
    }
  }

  private static Router router(
      Vertx vertx, BooleanSupplier ready, ApiCarrier carrier, Connections connections) {
    Router router = Router.router(vertx);
    router.route("/healthz").handler(rc -> health(connections, rc, true, "ok\n"));
    router
        .route("/readyz")
        .handler(rc -> {
          boolean is = ready.getAsBoolean();
          health(connections, rc, is, is ? "ready\n" : "not taking calls\n");
        });
    router.route().handler(carrier);
    router.errorHandler(500, rc -> json(connections, rc, 500, "internal error"));
    return router;
  }

  private static void health(
      Connections connections, RoutingContext rc, boolean isGood, String body) {
    rc.response().putHeader("Cache-Control", "no-store");
    switch (rc.request().method().name()) {
      case "GET" -> text(connections, rc, isGood ? 200 : 503, TEXT, body);
      case "HEAD" -> {
        rc.response().putHeader("Content-Length", Integer.toString(body.length()));
        text(connections, rc, isGood ? 200 : 503, TEXT, "");
      }
      default -> {
        rc.response().putHeader("Allow", "GET, HEAD");
        text(connections, rc, 405, TEXT, "allowed: GET, HEAD\n");
      }
    }
  }

  private static void text(
      Connections connections, RoutingContext rc, int status, String type, String body) {
    rc.response().setStatusCode(status).putHeader("Content-Type", type);
    connections.end(rc.request(), Buffer.buffer(body));
  }

  private static void json(Connections connections, RoutingContext rc, int status, String error) {
    text(connections, rc, status, "application/json", "{\"error\":\"" + error + "\"}\n");
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
