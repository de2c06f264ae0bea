package io.dialtree.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes announce, on a line of its own. After every new line all listeners run
 * once, because something may have been missed; one that fails is told again until it succeeds.
 */
final class ChangeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  /**
   * Silence after which the server is asked whether it is still there: a connection whose other end
   * has vanished looks like one on which nothing happens.
   */
  private static final int SILENCE_MS = 5_000;

  /** After this time listeners that failed are told again. */
  private static final int BEHIND_MS = 1_000;

  private final Exchange exchange;
  private final List<Told> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Where lines come from. */
  interface Exchange {
    /** A line that hears every channel. */
    Line connect() throws SQLException;

    /** Waits a while after a line was lost. */
    void pause();

    /** Ends a pause; any thread. */
    void wake();
  }

  /** One connection. */
  interface Line extends AutoCloseable {
    /** What was announced, as soon as there is something, at the latest after that time. */
    Set<Channel> heard(int limitMs) throws SQLException;

    /** Fails when the other end is gone. */
    void ask() throws SQLException;

    @Override
    void close() throws SQLException;
  }

  /** Who is told, and whether it could not take the last change in. */
  private static final class Told {
    private final Channel channel;
    private final Runnable listener;
    private boolean behind; // confined to the listening thread

    Told(Channel channel, Runnable listener) {
      this.channel = channel;
      this.listener = listener;
    }
  }

  /** Hears nothing before its {@link #run}. */
  ChangeListener(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Listens on a thread of its own. */
  static ChangeListener start(Exchange exchange) {
    ChangeListener changes = new ChangeListener(exchange);
    Thread.ofPlatform().daemon().name("store-changes").start(changes::run);
    return changes;
  }

  void add(Channel channel, Runnable listener) {
    listeners.add(new Told(channel, listener));
  }

  /** Listens until it is closed. */
  void run() {
    while (!closed) {
      try (Line line = exchange.connect()) {
        tell(_ -> true);
        hear(line);
      } catch (SQLException e) {
        LOG.debug("changes of other nodes cannot be heard: {}", e.toString());
        exchange.pause();
      }
    }
  }

  private void hear(Line line) throws SQLException {
    while (!closed) {
      boolean isBehind = listeners.stream().anyMatch(it -> it.behind);
      Set<Channel> heard = line.heard(isBehind ? BEHIND_MS : SILENCE_MS);
      tell(it -> it.behind || heard.contains(it.channel));
      if (heard.isEmpty() && !closed) {
        line.ask();
      }
    }
  }

  private void tell(Predicate<Told> whom) {
    listeners.stream().filter(whom).filter(_ -> !closed).forEach(this::tell);
  }

  /** Who cannot take the changes in, as when other connections are not back yet, stays behind. */
  private void tell(Told told) {
    try {
      told.listener.run();
      told.behind = false;
    } catch (RuntimeException e) {
      told.behind = true;
      if (!closed) { // else what the listener reads from has been closed as well
        LOG.warn("changes of other nodes could not be taken in: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    exchange.wake();
  }
}
