package io.dialtree.server.http;

import io.dialtree.server.task.WebPoster;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends requests to an address that was looked up before, whatever the name service says by now.
 * The name in the URL is what the certificate must be good for. Thread-safe; blocks.
 */
public final class VertxWebPoster implements WebPoster, AutoCloseable {
  private static final int LIMIT_S = 10;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int CONNECTIONS_MAX = 100;

  private final long bodyLimitMs;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Machinery> machinery = Optional.empty();

  /** Sends nothing yet. */
  public VertxWebPoster() {
    this(LIMIT_S * 1_000L);
  }

  /**
   * Sends nothing yet.
   *
   * @param bodyLimitMs so long after the status the body of an answer may take
   */
  VertxWebPoster(long bodyLimitMs) {
    this.bodyLimitMs = bodyLimitMs;
  }

  /** What sends; made for the first request, since most servers never send any. */
  private record Machinery(Vertx vertx, HttpClient client) {
    static Machinery create() {
      Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
      HttpClientOptions options =
          new HttpClientOptions()
              .setConnectTimeout(LIMIT_S * 1_000)
              .setKeepAlive(false)
              .setVerifyHost(true);
      PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX);
      return new Machinery(vertx, vertx.createHttpClient(options, pool));
    }
  }

  private Machinery machinery() {
    lock.lock();
    try {
      Machinery made = machinery.orElseGet(Machinery::create);
      machinery = Optional.of(made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int post(URI url, InetAddress address, String json) throws IOException {
    try {
      Machinery made = machinery();
      return made.client()
          .request(options(url, address))
          .compose(request -> request.send(Buffer.buffer(json)))
          .map(response -> status(response, made.vertx()))
          .toCompletionStage()
          .toCompletableFuture()
          .get(LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + LIMIT_S + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Nobody reads the body; it may come, but whoever never ends it does not keep a connection. */
  private int status(HttpClientResponse response, Vertx vertx) {
    HttpClientRequest request = response.request();
    long limit = vertx.setTimer(bodyLimitMs, _ -> request.reset());
    response.end().onComplete(_ -> vertx.cancelTimer(limit));
    return response.statusCode();
  }

  private static RequestOptions options(URI url, InetAddress address) {
    boolean isTls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = url.getPort() > 0 ? url.getPort() : isTls ? HTTPS_PORT : HTTP_PORT;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(url.getHost())
        .setPort(port)
        .setSsl(isTls)
        .setURI(path + query)
        .setTimeout(LIMIT_S * 1_000L)
        .putHeader("Content-Type", "application/json");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      machinery.ifPresent(made -> made.vertx().close());
      machinery = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
