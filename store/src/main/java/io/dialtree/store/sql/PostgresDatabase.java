package io.dialtree.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.StoreUrl;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL server, shared by several nodes. */
final class PostgresDatabase extends Database {
  private static final int POOL = 8;

  /** An API call that waits longer is better told that the store is away. */
  private static final int CONNECTION_TIMEOUT_MS = 3_000;

  private static final int SOCKET_TIMEOUT_S = 10;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ChangeListener changes;

  PostgresDatabase(StoreUrl url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbcUrl());
    if (!url.user().isEmpty()) {
      config.setUsername(url.user());
      config.setPassword(url.password());
    }
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.setPoolName("store");
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
    config.addDataSourceProperty("connectTimeout", CONNECTION_TIMEOUT_MS / 1_000);
    config.addDataSourceProperty("ApplicationName", "dialtree");
    pool = open(config, url);
    jdbi = Jdbi.create(pool);
    changes = ChangeListener.start(new PostgresExchange(url));
  }

  private static HikariDataSource open(HikariConfig config, StoreUrl url) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreUnavailable("store " + url + " does not answer: " + cause.getMessage(), e);
    }
  }

  HikariDataSource source() {
    return pool;
  }

  @Override
  Jdbi reading() {
    return jdbi;
  }

  @Override
  <T> T write(Work<T> work) {
    return guarded(() -> jdbi.inTransaction(work::on));
  }

  @Override
  void announce(Handle handle, Channel channel) {
    handle.execute("NOTIFY " + channel.sqlName());
  }

  @Override
  void listen(Channel channel, Runnable listener) {
    changes.add(channel, listener);
  }

  @Override
  public void close() {
    changes.close();
    pool.close();
  }
}
