package io.dialtree.store;

import java.time.Instant;
import java.util.List;

/**
 * Who did what. Thread-safe; every method blocks and throws {@link StoreUnavailable} when the
 * database is away.
 */
public interface AuditTable {
  /** Writes one line. */
  void write(AuditRow row);

  /** Lines before that time, the newest first. */
  List<AuditRow> before(Instant time, int limit);
}
