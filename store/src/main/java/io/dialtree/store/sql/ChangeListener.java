package io.dialtree.store.sql;

import io.dialtree.store.StoreUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes announce, on a connection of its own. After every new connection the
 * listeners run once, because something may have been missed.
 */
final class ChangeListener implements AutoCloseable {
  static final String CHANNEL = "dialtree_document";

  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

  /**
   * Silence after which the server is asked whether it is still there: a connection whose other end
   * has vanished looks like one on which nothing happens.
   */
  private static final int SILENCE_MS = 5_000;

  /** After this time listeners that failed are told again. */
  private static final int BEHIND_MS = 1_000;

  private static final int ANSWER_LIMIT_S = 3;
  private static final long RETRY_NS = 1_000_000_000L;

  private final StoreUrl url;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private boolean behind; // confined to the thread

  ChangeListener(StoreUrl url) {
    this.url = url;
    thread = Thread.ofPlatform().daemon().name("store-changes").start(this::run);
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  private void run() {
    while (!closed) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + CHANNEL);
        tell();
        hear(connection.unwrap(PGConnection.class), statement);
      } catch (SQLException e) {
        LOG.debug("changes of other nodes cannot be heard: {}", e.toString());
        LockSupport.parkNanos(RETRY_NS);
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("connectTimeout", Integer.toString(ANSWER_LIMIT_S));
    login.setProperty("socketTimeout", Integer.toString(ANSWER_LIMIT_S));
    if (!url.user().isEmpty()) {
      login.setProperty("user", url.user());
      login.setProperty("password", url.password());
    }
    return DriverManager.getConnection(url.jdbcUrl(), login);
  }

  private void hear(PGConnection connection, Statement statement) throws SQLException {
    while (!closed) {
      PGNotification[] heard = connection.getNotifications(behind ? BEHIND_MS : SILENCE_MS);
      if (behind || (heard != null && heard.length > 0)) {
        tell();
      } else if (!closed) {
        statement.execute("SELECT 1");
      }
    }
  }

  /** Who cannot take the changes in, as when other connections are not back yet, is told again. */
  private void tell() {
    behind = false;
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        if (closed) {
          return; // what the listeners read from has been closed as well
        }
        behind = true;
        LOG.warn("changes of other nodes could not be taken in: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
