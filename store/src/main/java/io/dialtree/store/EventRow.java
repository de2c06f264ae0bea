package io.dialtree.store;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param key unique; writing the same one again changes nothing
 * @param type such as {@code call-started}
 * @param subject what it happened to, such as a Call-ID
 * @param json all about it
 */
public record EventRow(String key, Instant at, String type, String subject, String json)
    implements StoredRecord {
  /** Shortens what stands in columns. */
  public EventRow {
    subject = StoredRecord.column(subject);
  }
}
