package io.dialtree.store.sql;

import io.dialtree.store.AuditRow;
import io.dialtree.store.AuditTable;
import java.time.Instant;
import java.util.List;

/** The audit in one table. */
final class SqlAuditTable implements AuditTable {
  private final Database database;

  SqlAuditTable(Database database) {
    this.database = database;
  }

  @Override
  public void write(AuditRow row) {
    database.write(handle ->
        handle
            .createUpdate(
                "INSERT INTO audit (record_key, at_ms, principal, action, subject, detail) VALUES"
                    + " (:key, :at, :principal, :action, :subject, :detail) ON CONFLICT"
                    + " (record_key) DO NOTHING")
            .bind("key", row.key())
            .bind("at", row.at().toEpochMilli())
            .bind("principal", row.principal())
            .bind("action", row.action())
            .bind("subject", row.subject())
            .bind("detail", row.detail())
            .execute());
  }

  @Override
  public List<AuditRow> before(Instant time, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT record_key, at_ms, principal, action, subject, detail FROM audit WHERE"
                    + " at_ms < :before ORDER BY at_ms DESC, record_key DESC LIMIT :limit")
            .bind("before", time.toEpochMilli())
            .bind("limit", limit)
            .map((row, _) ->
                new AuditRow(
                    row.getString("record_key"),
                    Instant.ofEpochMilli(row.getLong("at_ms")),
                    row.getString("principal"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("detail")))
            .list());
  }
}
