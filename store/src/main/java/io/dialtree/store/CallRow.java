package io.dialtree.store;

import java.time.Instant;

/**
 * The record of one call, as it is stored and asked for.
 *
 * @param key unique; writing the same one again changes nothing
 * @param flow id of the flow, empty when none was chosen
 * @param endReason slug of the one reason
 * @param json the whole record
 */
public record CallRow(
    String key,
    Instant start,
    Instant end,
    String caller,
    String dialled,
    String flow,
    String endReason,
    String json)
    implements StoredRecord {
  /** Shortens what stands in columns. */
  public CallRow {
    caller = StoredRecord.column(caller);
    dialled = StoredRecord.column(dialled);
    flow = StoredRecord.column(flow);
  }
}
