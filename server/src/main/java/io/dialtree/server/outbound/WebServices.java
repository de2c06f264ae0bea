package io.dialtree.server.outbound;

import io.dialtree.config.model.HttpTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of flows. Every request gets exactly one reply, within its limit; nothing is
 * tried twice, and no redirection is followed. Thread-safe; sending does not block.
 */
public final class WebServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServices.class);

  /** Some values for a call; a service that sends more was asked the wrong question. */
  static final int BODY_BYTES_MAX = 256 * 1024;

  private final Destinations destinations;
  private final Secrets secrets;
  private final Places places = new Places();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpClient client;

  /** A sender for these destinations. */
  public WebServices(Destinations destinations, Secrets secrets) {
    this.destinations = destinations;
    this.secrets = secrets;
  }

  /** Made for the first request: most servers have no flow that asks anything. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .executor(threads)
              .build();
      client = made;
    }
    return made;
  }

  /** Sends; the reply comes on any thread, perhaps before this returns. */
  public void send(HttpTemplate request, Consumer<WebReply> replyTo) {
    places
        .take(request.url())
        .ifPresentOrElse(
            place -> send(request, place, replyTo),
            () -> tell(request, WebReply.none("too many requests at once"), replyTo));
  }

  private void send(HttpTemplate request, Places.Place place, Consumer<WebReply> replyTo) {
    CompletableFuture<WebReply> reply = new CompletableFuture<>();
    Future<?> task = threads.submit(() -> reply.complete(exchange(request)));
    var _ =
        reply
            .completeOnTimeout(
                WebReply.none("no answer within " + request.limitMs() + " ms"),
                request.limitMs(),
                TimeUnit.MILLISECONDS)
            .thenAccept(it -> {
              task.cancel(true);
              place.close();
              tell(request, it, replyTo);
            });
  }

  private static void tell(HttpTemplate request, WebReply reply, Consumer<WebReply> replyTo) {
    if (!reply.problem().isEmpty()) {
      LOG.warn("{} {}: {}", request.method(), withoutQuery(request.url()), reply.problem());
    }
    replyTo.accept(reply);
  }

  /** What stands behind the question mark may be about the caller. */
  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private WebReply exchange(HttpTemplate request) {
    try {
      URI uri = URI.create(request.url());
      String refusal = destinations.refusal(uri);
      return refusal.isEmpty() ? answer(build(uri, request)) : WebReply.none(refusal);
    } catch (IOException | IllegalArgumentException e) {
      return WebReply.none(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return WebReply.none("interrupted");
    }
  }

  private WebReply answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client().send(request, BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(BODY_BYTES_MAX + 1);
      return body.length > BODY_BYTES_MAX
          ? WebReply.none("the answer is longer than " + BODY_BYTES_MAX + " bytes")
          : new WebReply(response.statusCode(), new String(body, StandardCharsets.UTF_8), "");
    }
  }

  private HttpRequest build(URI uri, HttpTemplate request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMillis(request.limitMs()))
            .setHeader("Accept", "application/json");
    if (!request.body().isEmpty()) {
      builder.setHeader("Content-Type", "application/json");
    }
    request.headers().forEach(header -> builder.setHeader(header.name(), value(header)));
    builder.method(
        request.method(),
        request.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(request.body()));
    return builder.build();
  }

  private String value(HttpTemplate.Header header) {
    if (header.secret().isEmpty()) {
      return header.value();
    }
    String secret =
        secrets
            .value(header.secret())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the environment has no " + Secrets.variable(header.secret())));
    // The client's own message would show the value.
    if (!secret.matches("[\\x20-\\x7E]+")) {
      throw new IllegalArgumentException(Secrets.variable(header.secret()) + " is no header text");
    }
    return header.value() + secret;
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    HttpClient made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }
}
