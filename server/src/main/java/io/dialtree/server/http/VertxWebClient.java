package io.dialtree.server.http;

import io.dialtree.server.outbound.WebClient;
import io.dialtree.server.outbound.WebReply;
import io.dialtree.server.outbound.WebRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends requests to an address that was looked up before, whatever the name service says by now.
 * The name in the URL is what the certificate must be good for. Each request has a connection of
 * its own: a kept one may be closed by the other side just when the next request, which is not
 * tried twice, needs it. Thread-safe; blocks.
 */
public final class VertxWebClient implements WebClient {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int CONNECTIONS_MAX = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Machinery> machinery = Optional.empty();

  /** Sends nothing yet. */
  public VertxWebClient() {}

  /** What sends; made for the first request, since most servers never send any. */
  private record Machinery(Vertx vertx, HttpClient client) {
    static Machinery create() {
      Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
      HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setVerifyHost(true);
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
  public WebReply exchange(WebRequest request, InetAddress address) {
    Machinery made = machinery();
    try {
      return made.client()
          .request(options(request, address))
          .compose(open -> send(made.vertx(), open, request))
          .toCompletionStage()
          .toCompletableFuture()
          .get(request.limitMs(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return WebReply.none(String.valueOf(e.getCause()));
    } catch (TimeoutException _) {
      return late(request);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return WebReply.none("interrupted");
    }
  }

  /** Whoever does not end the answer in time does not keep the connection. */
  private static Future<WebReply> send(Vertx vertx, HttpClientRequest open, WebRequest request) {
    Promise<WebReply> reply = Promise.promise();
    long limit =
        vertx.setTimer(
            request.limitMs(),
            _ -> {
              reply.tryComplete(late(request));
              open.reset();
            });
    Future<HttpClientResponse> head =
        request.body().isEmpty() ? open.send() : open.send(Buffer.buffer(request.body()));
    Future<WebReply> whole = head.compose(response -> read(open, response, request.bodyBytesMax()));
    whole.onComplete(_ -> vertx.cancelTimer(limit));
    Future<WebReply> wanted =
        request.bodyBytesMax() > 0
            ? whole
            : head.map(response -> new WebReply(response.statusCode(), "", ""));
    wanted.onSuccess(reply::tryComplete).onFailure(reply::tryFail);
    return reply.future();
  }

  private static WebReply late(WebRequest request) {
    return WebReply.none("no answer within " + request.limitMs() + " ms");
  }

  private static Future<WebReply> read(
      HttpClientRequest open, HttpClientResponse response, int bytesMax) {
    Buffer body = Buffer.buffer();
    Promise<WebReply> reply = Promise.promise();
    response.exceptionHandler(reply::tryFail);
    response.endHandler(_ ->
        reply.tryComplete(
            new WebReply(response.statusCode(), body.toString(StandardCharsets.UTF_8), "")));
    response.handler(piece -> {
      if (bytesMax > 0 && body.length() + piece.length() > bytesMax) {
        reply.tryComplete(WebReply.none("the answer is longer than " + bytesMax + " bytes"));
        open.reset();
      } else if (bytesMax > 0) {
        body.appendBuffer(piece);
      }
    });
    return reply.future();
  }

  private static RequestOptions options(WebRequest request, InetAddress address) {
    URI url = request.url();
    boolean isTls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = url.getPort() > 0 ? url.getPort() : isTls ? HTTPS_PORT : HTTP_PORT;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(isTls)
            .setURI(path + query)
            .setConnectTimeout(request.limitMs());
    request.headers().forEach(options::putHeader);
    return options;
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
