package io.dialtree.store.sql;

import io.dialtree.store.CallQuery;
import io.dialtree.store.CallRow;
import io.dialtree.store.EventRow;
import io.dialtree.store.RecordTable;
import io.dialtree.store.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Records in two tables, written in batches. */
final class SqlRecordTable implements RecordTable {
  private static final String CALLS =
      "SELECT record_key, started_ms, ended_ms, caller, dialled, flow, end_reason, content FROM cdr";

  private final Database database;

  SqlRecordTable(Database database) {
    this.database = database;
  }

  @Override
  public void write(List<StoredRecord> records) {
    database.write(handle -> {
      PreparedBatch calls =
          handle.prepareBatch(
              "INSERT INTO cdr (record_key, started_ms, ended_ms, caller, dialled, flow,"
                  + " end_reason, content) VALUES (:key, :start, :end, :caller, :dialled, :flow,"
                  + " :reason, :json) ON CONFLICT (record_key) DO NOTHING");
      PreparedBatch events =
          handle.prepareBatch(
              "INSERT INTO event (record_key, at_ms, type, subject, content) VALUES (:key, :at,"
                  + " :type, :subject, :json) ON CONFLICT (record_key) DO NOTHING");
      for (StoredRecord record : records) {
        switch (record) {
          case CallRow call -> add(calls, call);
          case EventRow event -> add(events, event);
        }
      }
      execute(calls);
      execute(events);
      return records.size();
    });
  }

  private static void add(PreparedBatch batch, CallRow call) {
    batch
        .bind("key", call.key())
        .bind("start", call.start().toEpochMilli())
        .bind("end", call.end().toEpochMilli())
        .bind("caller", call.caller())
        .bind("dialled", call.dialled())
        .bind("flow", call.flow())
        .bind("reason", call.endReason())
        .bind("json", call.json())
        .add();
  }

  private static void add(PreparedBatch batch, EventRow event) {
    batch
        .bind("key", event.key())
        .bind("at", event.at().toEpochMilli())
        .bind("type", event.type())
        .bind("subject", event.subject())
        .bind("json", event.json())
        .add();
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  @Override
  public List<CallRow> calls(CallQuery asked) {
    List<String> terms = new ArrayList<>();
    asked.from().ifPresent(_ -> terms.add("started_ms >= :from"));
    asked.until().ifPresent(_ -> terms.add("started_ms < :until"));
    asked.flow().ifPresent(_ -> terms.add("flow = :flow"));
    asked.caller().ifPresent(_ -> terms.add("caller = :caller"));
    asked
        .after()
        .ifPresent(_ ->
            terms.add(
                "(started_ms < :lastMs OR (started_ms = :lastMs AND record_key < :lastKey))"));
    String where = terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
    return database.read(handle -> {
      Query query =
          handle.createQuery(
              CALLS + where + " ORDER BY started_ms DESC, record_key DESC LIMIT :limit");
      query.bind("limit", asked.limit());
      asked.from().ifPresent(it -> query.bind("from", it.toEpochMilli()));
      asked.until().ifPresent(it -> query.bind("until", it.toEpochMilli()));
      asked.flow().ifPresent(it -> query.bind("flow", it));
      asked.caller().ifPresent(it -> query.bind("caller", it));
      asked
          .after()
          .ifPresent(
              it -> query.bind("lastMs", it.start().toEpochMilli()).bind("lastKey", it.key()));
      return query.map((row, _) -> call(row)).list();
    });
  }

  @Override
  public Optional<CallRow> call(String key) {
    return database.read(handle ->
        handle
            .createQuery(CALLS + " WHERE record_key = :key")
            .bind("key", key)
            .map((row, _) -> call(row))
            .findOne());
  }

  @Override
  public List<EventRow> events(Instant since, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT record_key, at_ms, type, subject, content FROM event WHERE at_ms >= :since"
                    + " ORDER BY at_ms, record_key LIMIT :limit")
            .bind("since", since.toEpochMilli())
            .bind("limit", limit)
            .map((row, _) -> event(row))
            .list());
  }

  @Override
  public int forgetBefore(Instant time) {
    return database.write(handle ->
        forget(handle, "DELETE FROM cdr WHERE started_ms < :before", time)
            + forget(handle, "DELETE FROM event WHERE at_ms < :before", time));
  }

  private static int forget(Handle handle, String sql, Instant time) {
    return handle.createUpdate(sql).bind("before", time.toEpochMilli()).execute();
  }

  private static CallRow call(ResultSet row) throws SQLException {
    return new CallRow(
        row.getString("record_key"),
        Instant.ofEpochMilli(row.getLong("started_ms")),
        Instant.ofEpochMilli(row.getLong("ended_ms")),
        row.getString("caller"),
        row.getString("dialled"),
        row.getString("flow"),
        row.getString("end_reason"),
        row.getString("content"));
  }

  private static EventRow event(ResultSet row) throws SQLException {
    return new EventRow(
        row.getString("record_key"),
        Instant.ofEpochMilli(row.getLong("at_ms")),
        row.getString("type"),
        row.getString("subject"),
        row.getString("content"));
  }
}
