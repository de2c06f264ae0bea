package io.dialtree.server.http;

import io.dialtree.server.api.EventSink;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client that listens to events (HTML, server-sent events). A client that does not read is
 * dropped: what waits for it is bounded. Thread-safe.
 */
final class EventStream implements EventSink {
  private static final int WAITING_MAX = 1_000;
  private static final long PING_MS = 10_000; // below the idle timeout of the connection

  private final HttpServerResponse response;
  private final Context loop;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  EventStream(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
  }

  /** On the event loop, after the head was set. */
  void begin() {
    response.closeHandler(_ -> gone());
    response.exceptionHandler(_ -> gone());
    if (response.closed()) {
      gone();
      return;
    }
    long ping = loop.owner().setPeriodic(PING_MS, _ -> write(": still here\n\n"));
    onClose(() -> loop.owner().cancelTimer(ping));
    write(": listening\n\n");
  }

  private void write(String text) {
    if (!closed.get() && !response.ended()) {
      waiting.incrementAndGet();
      response.write(text).onComplete(_ -> waiting.decrementAndGet());
    }
  }

  @Override
  public boolean send(String event, String id, String data) {
    if (closed.get()) {
      return false;
    }
    if (waiting.get() > WAITING_MAX) {
      close();
      return false;
    }
    StringBuilder text = new StringBuilder();
    if (!id.isEmpty()) {
      text.append("id: ").append(id).append('\n');
    }
    text.append("event: ").append(event).append('\n');
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    loop.runOnContext(_ -> write(text.append('\n').toString()));
    return true;
  }

  @Override
  public void onClose(Runnable listener) {
    listeners.add(listener);
    if (closed.get()) {
      listener.run();
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
