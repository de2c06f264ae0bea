package io.dialtree.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records of calls, and events. Thread-safe; every method blocks and throws {@link
 * StoreUnavailable} when the database is away.
 */
public interface RecordTable {
  /** Writes all of them or none, in one transaction; those that are there already stay. */
  void write(List<StoredRecord> records);

  /** One page of calls. */
  List<CallRow> calls(CallQuery query);

  /** One call. */
  Optional<CallRow> call(String key);

  /** Events since then, the oldest first. */
  List<EventRow> events(Instant since, int limit);

  /** Forgets calls and events before that time; how many they were. */
  int forgetBefore(Instant time);
}
