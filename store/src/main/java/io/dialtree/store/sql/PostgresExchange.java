package io.dialtree.store.sql;

import io.dialtree.store.StoreUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Lines to a PostgreSQL server, by LISTEN and NOTIFY. */
final class PostgresExchange implements ChangeListener.Exchange {
  private static final int ANSWER_LIMIT_S = 3;
  private static final long RETRY_MS = 1_000;

  private final StoreUrl url;
  private final Semaphore bell = new Semaphore(0);

  PostgresExchange(StoreUrl url) {
    this.url = url;
  }

  @Override
  public ChangeListener.Line connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("connectTimeout", Integer.toString(ANSWER_LIMIT_S));
    login.setProperty("socketTimeout", Integer.toString(ANSWER_LIMIT_S));
    if (!url.user().isEmpty()) {
      login.setProperty("user", url.user());
      login.setProperty("password", url.password());
    }
    Connection connection = DriverManager.getConnection(url.jdbcUrl(), login);
    try {
      Statement statement = connection.createStatement();
      for (Channel channel : Channel.values()) {
        statement.execute("LISTEN " + channel.sqlName());
      }
      return new PostgresLine(connection, statement);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private record PostgresLine(Connection connection, Statement statement)
      implements ChangeListener.Line {
    @Override
    public Set<Channel> heard(int limitMs) throws SQLException {
      PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(limitMs);
      Set<Channel> channels = EnumSet.noneOf(Channel.class);
      for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
        Arrays.stream(Channel.values())
            .filter(channel -> channel.sqlName().equals(notification.getName()))
            .forEach(channels::add);
      }
      return channels;
    }

    @Override
    public void ask() throws SQLException {
      statement.execute("SELECT 1");
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @Override
  public void pause() {
    try {
      boolean _ = bell.tryAcquire(RETRY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void wake() {
    bell.release();
  }
}
