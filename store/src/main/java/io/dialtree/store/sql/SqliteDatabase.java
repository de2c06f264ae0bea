package io.dialtree.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dialtree.store.StoreUnavailable;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file of SQLite in WAL mode. What a transaction wrote is on the disk before it returns ({@code
 * synchronous=FULL}). All writing is done by one platform thread: SQLite lets one write at a time,
 * and its native calls would hold on to the carrier of a virtual thread.
 */
final class SqliteDatabase extends Database {
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 5_000;

  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final Jdbi reading;
  private final Jdbi writing;
  private final ExecutorService writerThread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("store-writer").factory());

  SqliteDatabase(Path file) {
    writer = pool(file, 1);
    readers = pool(file, READERS);
    reading = Jdbi.create(readers);
    writing = Jdbi.create(writer);
  }

  private static HikariDataSource pool(Path file, int size) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MS);
    sqlite.enforceForeignKeys(true);
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setIdleTimeout(0);
    config.setMaxLifetime(0);
    config.setPoolName(size == 1 ? "store-write" : "store-read");
    return new HikariDataSource(config);
  }

  HikariDataSource source() {
    return writer;
  }

  @Override
  Jdbi reading() {
    return reading;
  }

  @Override
  <T> T write(Work<T> work) {
    try {
      return writerThread.submit(() -> guarded(() -> writing.inTransaction(work::on))).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new StoreUnavailable("the store failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while the store wrote", e);
    }
  }

  @Override
  void announce(Handle handle, Channel channel) {
    // Nobody else may write to this file.
  }

  @Override
  void listen(Channel channel, Runnable listener) {
    // Nobody else may write to this file.
  }

  @Override
  public void close() {
    writerThread.close();
    readers.close();
    writer.close();
  }
}
