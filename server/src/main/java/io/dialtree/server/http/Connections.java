package io.dialtree.server.http;

import io.dialtree.server.api.access.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of clients: not without number, and none that takes its time to say what it wants
 * or to take what it gets. Confined to the event loop.
 */
final class Connections {
  private final Vertx vertx;
  private final HttpLimits limits;
  private final Map<HttpConnection, State> open = new HashMap<>();
  private final Map<InetAddress, Integer> bySite = new HashMap<>();

  Connections(Vertx vertx, HttpLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  private static final class State {
    private int requests;
    private long timer;
  }

  void opened(HttpConnection connection) {
    InetAddress site = Site.of(source(connection));
    if (open.size() >= limits.connections()
        || bySite.getOrDefault(site, 0) >= limits.connectionsPerHost()) {
      connection.close();
      return;
    }
    State state = new State();
    open.put(connection, state);
    bySite.merge(site, 1, Integer::sum);
    limit(connection, state, limits.headMs());
    connection.closeHandler(_ -> {
      vertx.cancelTimer(state.timer);
      open.remove(connection);
      bySite.computeIfPresent(site, (_, count) -> count == 1 ? null : count - 1);
    });
  }

  /** Where a connection comes from. */
  static InetAddress source(HttpConnection connection) {
    try {
      return InetAddress.getByName(connection.remoteAddress().hostAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address needs no look-up", e);
    }
  }

  private void limit(HttpConnection connection, State state, long limitMs) {
    vertx.cancelTimer(state.timer);
    state.timer = vertx.setTimer(limitMs, _ -> cut(connection));
  }

  /**
   * Ends a connection now. Its {@code close()} writes first what waits, and would wait itself for a
   * client that does not read.
   */
  static void cut(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      var _ = base.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  /** A request's head is there. */
  void begun(HttpServerRequest request) {
    State state = open.get(request.connection());
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.requests++;
      request.response().endHandler(_ -> ended(request.connection(), state));
    }
  }

  private void ended(HttpConnection connection, State state) {
    state.requests--;
    if (open.containsKey(connection)) {
      limit(connection, state, limits.answerMs());
    }
  }

  /** Ends the answer to a request; the client has its time to take it, and then to ask again. */
  void end(HttpServerRequest request, Buffer body) {
    HttpConnection connection = request.connection();
    Future<Void> taken = request.response().end(body);
    @Nullable State state = open.get(connection);
    taken.onComplete(_ -> {
      if (state != null && state.requests == 0 && open.containsKey(connection)) {
        limit(connection, state, limits.headMs());
      }
    });
  }

  /** So many are open. */
  int count() {
    return open.size();
  }
}
