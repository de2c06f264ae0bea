package io.dialtree.server.api.access;

/** Remembers who changed what. Thread-safe; may block. */
@FunctionalInterface
public interface AuditTrail {
  /**
   * One change.
   *
   * @param at ISO 8601 in UTC
   * @param principal who
   * @param source address it came from
   * @param face by which dialect
   * @param method of the request
   * @param path of the request, without the query
   * @param status of the reply
   * @param requestId of the request
   */
  record Entry(
      String at,
      String principal,
      String source,
      String face,
      String method,
      String path,
      int status,
      String requestId) {}

  /** Writes one change down. */
  void note(Entry entry);
}
