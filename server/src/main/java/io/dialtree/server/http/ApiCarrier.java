package io.dialtree.server.http;

import io.dialtree.server.api.ApiDoor;
import io.dialtree.server.api.ApiReply;
import io.dialtree.server.api.Params;
import io.dialtree.server.api.Part;
import io.dialtree.server.api.RequestHead;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests from the event loop to the door of the faces and replies back. The event loop
 * only moves bytes; everything else runs on virtual threads.
 */
final class ApiCarrier implements Handler<RoutingContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiCarrier.class);
  private static final String REQUEST_ID = "X-Request-ID";

  private final ApiDoor door;
  private final Optional<String> publicUrl;
  private final HttpLimits limits;
  private final Connections connections;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ApiCarrier(ApiDoor door, Optional<String> publicUrl, HttpLimits limits, Connections connections) {
    this.door = door;
    this.publicUrl = publicUrl;
    this.limits = limits;
    this.connections = connections;
  }

  @Override
  public void handle(RoutingContext rc) {
    HttpServerRequest request = rc.request();
    request.pause();
    RequestHead head = head(request);
    Context loop = rc.vertx().getOrCreateContext();
    carry(
        request,
        loop,
        head,
        () -> {
          switch (door.admit(head)) {
            case ApiDoor.Admission.Refused(ApiReply reply) ->
                loop.runOnContext(_ -> refuse(request, head, reply));
            case ApiDoor.Admission.Admitted admitted ->
                loop.runOnContext(_ -> readBody(request, loop, admitted));
          }
        });
  }

  /** Whatever goes wrong, the client gets an answer. */
  private void carry(HttpServerRequest request, Context loop, RequestHead head, Runnable work) {
    threads.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        LOG.error("request {} failed", head.id(), e);
        loop.runOnContext(_ -> giveUp(request));
        if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
          throw fatal;
        }
      }
    });
  }

  private void giveUp(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      request.connection().close();
    } else {
      response.headers().clear();
      response.putHeader("Connection", "close").setStatusCode(500);
      connections.end(request, Buffer.buffer());
    }
  }

  private RequestHead head(HttpServerRequest request) {
    String host = request.authority() == null ? "127.0.0.1" : request.authority().toString();
    return new RequestHead(
        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
        request.method().name(),
        request.path() == null ? "/" : request.path(),
        Queries.params(request.query()),
        Params.ignoringCase(request.headers().entries()),
        Connections.source(request.connection()),
        publicUrl.orElseGet(() -> scheme(request) + "://" + host));
  }

  /** A proxy that ends TLS says so; it is good for links only, so nobody gains by lying. */
  private static String scheme(HttpServerRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Proto");
    return "https".equalsIgnoreCase(forwarded) ? "https" : String.valueOf(request.scheme());
  }

  /** What was not read yet may be long, so the connection ends with the reply. */
  private void refuse(HttpServerRequest request, RequestHead head, ApiReply reply) {
    boolean hasBody = declaredLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
    send(request, head, hasBody ? reply.with("Connection", "close") : reply);
    request.resume();
  }

  private void readBody(
      HttpServerRequest request, Context loop, ApiDoor.Admission.Admitted admitted) {
    if (declaredLength(request) > admitted.bodyMaxBytes()) {
      refuse(request, admitted.head(), door.tooLarge(admitted));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue(); // not before: whoever is refused sends no body
    }
    BodyReader reader = new BodyReader(admitted.bodyMaxBytes());
    long limitMs = admitted.principal().isPresent() ? limits.bodyMs() : limits.strangersBodyMs();
    long limit = loop.owner().setTimer(limitMs, _ -> Connections.cut(request.connection()));
    request.exceptionHandler(_ -> loop.owner().cancelTimer(limit));
    request.handler(chunk -> {
      if (!reader.take(chunk)) {
        loop.owner().cancelTimer(limit);
        request.handler(null);
        request.endHandler(null);
        refuse(request, admitted.head(), door.tooLarge(admitted));
      }
    });
    request.endHandler(_ -> {
      loop.owner().cancelTimer(limit);
      carry(request, loop, admitted.head(), () -> enter(request, loop, admitted, reader.bytes()));
    });
    request.resume();
  }

  private static long declaredLength(HttpServerRequest request) {
    String text = request.getHeader("Content-Length");
    return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
  }

  private void enter(
      HttpServerRequest request, Context loop, ApiDoor.Admission.Admitted admitted, byte[] body) {
    List<Part> parts = Forms.parts(request.getHeader("Content-Type"), body);
    ApiReply reply = door.enter(admitted, body, parts);
    loop.runOnContext(_ -> send(request, admitted.head(), reply));
    if (reply.body() instanceof ApiReply.Body.Events events) {
      EventStream stream = new EventStream(request, loop, limits.followerBytes());
      loop.runOnContext(_ -> stream.begin());
      events.open().accept(stream);
    }
  }

  private void send(HttpServerRequest request, RequestHead head, ApiReply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    try {
      write(request, head, reply);
    } catch (IllegalArgumentException e) {
      LOG.error("request {}: the reply cannot be written", head.id(), e);
      giveUp(request);
    }
  }

  private void write(HttpServerRequest request, RequestHead head, ApiReply reply) {
    HttpServerResponse response = request.response();
    response.setStatusCode(reply.status());
    response.putHeader(REQUEST_ID, head.id());
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader(
        "Cache-Control", reply.headers().containsKey("ETag") ? "private, no-cache" : "no-store");
    response.exceptionHandler(
        e -> LOG.debug("reply {} not delivered: {}", head.id(), e.toString()));
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    switch (reply.body()) {
      case ApiReply.Body.Events _ -> response.setChunked(true);
      case ApiReply.Body.Bytes(byte[] bytes) -> {
        if (request.method().name().equals("HEAD")) {
          response.putHeader("Content-Length", Integer.toString(bytes.length));
          connections.end(request, Buffer.buffer());
        } else {
          connections.end(request, Buffer.buffer(bytes));
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
