package io.dialtree.server.http;

import io.dialtree.server.api.EventSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client that listens to events (HTML, server-sent events). What waits for a client is bounded:
 * one that reads too slowly is cut off, and told what it has missed when it comes back with the
 * last id it saw. Thread-safe.
 */
final class EventStream implements EventSink {
  private static final long PING_MS = 10_000; // below the idle timeout of the connection

  private final HttpConnection connection;
  private final HttpServerResponse response;
  private final Context loop;
  private final int waitingMaxBytes;
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  EventStream(HttpServerRequest request, Context loop, int waitingMaxBytes) {
    this.connection = request.connection();
    this.response = request.response();
    this.loop = loop;
    this.waitingMaxBytes = waitingMaxBytes;
  }

  /** On the event loop, after the head was set. */
  void begin() {
    response.closeHandler(_ -> gone());
    response.exceptionHandler(_ -> gone());
    if (response.closed()) {
      gone();
      return;
    }
    long ping = loop.owner().setPeriodic(PING_MS, _ -> send(Buffer.buffer(": still here\n\n")));
    onClose(() -> loop.owner().cancelTimer(ping));
    Buffer greeting = Buffer.buffer(": listening\n\n");
    waitingBytes.addAndGet(greeting.length());
    write(greeting);
  }

  private boolean send(Buffer text) {
    if (waitingBytes.addAndGet(text.length()) > waitingMaxBytes) {
      cut();
      return false;
    }
    loop.runOnContext(_ -> write(text));
    return true;
  }

  private void write(Buffer text) {
    if (!closed.get() && !response.ended()) {
      response.write(text).onComplete(_ -> waitingBytes.addAndGet(-text.length()));
    }
  }

  /** Not an end in order, which would wait for the client too. */
  private void cut() {
    gone();
    loop.runOnContext(_ -> Connections.cut(connection));
  }

  @Override
  public boolean send(String event, String id, String data) {
    if (closed.get()) {
      return false;
    }
    StringBuilder text = new StringBuilder();
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    text.append("event: ").append(event).append('\n');
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    return send(Buffer.buffer(text.append('\n').toString()));
  }

  @Override
  public void onClose(Runnable listener) {
    AtomicBoolean told = new AtomicBoolean();
    Runnable once =
        () -> {
          if (told.compareAndSet(false, true)) {
            listener.run();
          }
        };
    listeners.add(once);
    if (closed.get()) {
      once.run();
    }
  }

  @Override
  public void close() {
    loop.runOnContext(_ -> {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    });
    gone();
  }

  private void gone() {
    if (closed.compareAndSet(false, true)) {
      listeners.forEach(Runnable::run);
    }
  }
}
