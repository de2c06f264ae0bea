package io.dialtree.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of clients: not without number, and none that takes its time to say what it
 * wants. Confined to the event loop.
 */
final class Connections {
  private static final int MAX = 1_000;

  /** From the connect, or the answer before, to the end of a request's head. */
  private static final long HEAD_LIMIT_MS = 30_000;

  private final Vertx vertx;
  private final Map<HttpConnection, State> open = new HashMap<>();

  Connections(Vertx vertx) {
    this.vertx = vertx;
  }

  private static final class State {
    private int requests;
    private long timer;
  }

  void opened(HttpConnection connection) {
    if (open.size() >= MAX) {
      connection.close();
      return;
    }
    State state = new State();
    open.put(connection, state);
    limit(connection, state);
    connection.closeHandler(_ -> {
      vertx.cancelTimer(state.timer);
      open.remove(connection);
    });
  }

  private void limit(HttpConnection connection, State state) {
    state.timer = vertx.setTimer(HEAD_LIMIT_MS, _ -> connection.close());
  }

  /** A request's head is there. */
  void begun(HttpServerRequest request) {
    State state = open.get(request.connection());
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.requests++;
      request.response().endHandler(_ -> answered(request.connection(), state));
    }
  }

  private void answered(HttpConnection connection, State state) {
    state.requests--;
    if (state.requests == 0 && open.containsKey(connection)) {
      limit(connection, state);
    }
  }
}
