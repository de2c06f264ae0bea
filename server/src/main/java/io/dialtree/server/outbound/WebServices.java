package io.dialtree.server.outbound;

import io.dialtree.config.model.HttpTemplate;
import java.io.Serial;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  private static final String JSON = "application/json";

  private final AddressGuard guard;
  private final WebClient client;
  private final Secrets secrets;
  private final Places places = new Places();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Sends what the guard allows. */
  public WebServices(AddressGuard guard, WebClient client, Secrets secrets) {
    this.guard = guard;
    this.client = client;
    this.secrets = secrets;
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
      return switch (guard.check(uri)) {
        case AddressGuard.Verdict.Blocked(String reason) -> WebReply.none(reason);
        case AddressGuard.Verdict.Unknown(String reason) -> WebReply.none(reason);
        case AddressGuard.Verdict.Allowed(var address) ->
            client.exchange(filled(uri, request), address);
      };
    } catch (NotSent e) {
      return WebReply.none(e.reason);
    } catch (IllegalArgumentException _) {
      // Its message would show the whole address, and what was filled into it.
      return WebReply.none("this is no address a request can be sent to");
    }
  }

  /** Why a request does not go out; holds no secret. */
  private static final class NotSent extends Exception {
    @Serial private static final long serialVersionUID = 1L;
    private final String reason;

    NotSent(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private WebRequest filled(URI uri, HttpTemplate request) throws NotSent {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", JSON);
    if (!request.body().isEmpty()) {
      headers.put("Content-Type", JSON);
    }
    for (HttpTemplate.Header header : request.headers()) {
      headers.put(header.name(), printable(header.name(), value(header)));
    }
    return new WebRequest(
        uri, request.method(), headers, request.body(), request.limitMs(), BODY_BYTES_MAX);
  }

  private String value(HttpTemplate.Header header) throws NotSent {
    if (header.secret().isEmpty()) {
      return header.value();
    }
    Optional<String> secret = secrets.value(header.secret());
    if (secret.isEmpty()) {
      throw new NotSent("the environment has no " + Secrets.variable(header.secret()));
    }
    return header.value() + secret.get();
  }

  /** The client's own message would show the value. */
  private static String printable(String name, String value) throws NotSent {
    if (!value.matches("[\\x20-\\x7E]*")) {
      throw new NotSent("the value of " + name + " is no header text");
    }
    return value;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
