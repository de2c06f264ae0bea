package io.dialtree.store.sql;

import io.dialtree.store.StoreUnavailable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One database: where statements run, and what its absence looks like. Thread-safe; blocks. */
abstract class Database implements AutoCloseable {
  /** Statements on one connection. */
  interface Work<T> {
    T on(Handle handle);
  }

  /** What reads; on SQLite beside a writer, seeing the last commit. */
  abstract Jdbi reading();

  /** Runs in one transaction, durable when it returns. */
  abstract <T> T write(Work<T> work);

  /** Tells other nodes, with the transaction of this handle. */
  abstract void announce(Handle handle, Channel channel);

  /** Calls the listener when another node has written, and when it may have. */
  abstract void listen(Channel channel, Runnable listener);

  @Override
  public abstract void close();

  <T> T read(Work<T> work) {
    return guarded(() -> reading().withHandle(work::on));
  }

  static <T> T guarded(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreUnavailable("the store does not answer: " + cause.getMessage(), e);
    }
  }
}
