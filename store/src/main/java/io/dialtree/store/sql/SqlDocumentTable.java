package io.dialtree.store.sql;

import io.dialtree.store.AppendResult;
import io.dialtree.store.DocumentChange;
import io.dialtree.store.DocumentName;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.DocumentTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Documents in two tables: every revision, and which of them is the newest. */
final class SqlDocumentTable implements DocumentTable {
  private static final String COLUMNS =
      "r.sequence, r.kind, r.account, r.id, r.number, r.at_ms, r.principal, r.why, r.deleted,"
          + " r.content";

  private final Database database;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  SqlDocumentTable(Database database) {
    this.database = database;
  }

  @Override
  public List<DocumentRevision> current() {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM document d JOIN document_revision r"
            + " ON r.sequence = d.sequence WHERE d.deleted = 0 ORDER BY r.sequence";
    return database.read(handle -> handle.createQuery(sql).map((row, _) -> revision(row)).list());
  }

  @Override
  public long sequence() {
    return database.read(SqlDocumentTable::sequence);
  }

  private static long sequence(Handle handle) {
    return handle
        .createQuery("SELECT value FROM counter WHERE name = 'document'")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<DocumentRevision> changesAfter(long sequence, int limit) {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM document_revision r WHERE r.sequence > :after"
            + " ORDER BY r.sequence LIMIT :limit";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("after", sequence)
            .bind("limit", limit)
            .map((row, _) -> revision(row))
            .list());
  }

  @Override
  public AppendResult append(DocumentChange change, long knownSequence) {
    AppendResult result = database.write(handle -> append(handle, change, knownSequence));
    if (result instanceof AppendResult.Appended) {
      listeners.forEach(Runnable::run);
    }
    return result;
  }

  private AppendResult append(Handle handle, DocumentChange change, long knownSequence) {
    // Whoever moves the counter on holds its row until the commit; everybody else is behind.
    int moved =
        handle
            .createUpdate(
                "UPDATE counter SET value = value + 1 WHERE name = 'document' AND value = :known")
            .bind("known", knownSequence)
            .execute();
    if (moved == 0) {
      return new AppendResult.Behind(sequence(handle));
    }
    DocumentRevision revision =
        new DocumentRevision(
            change.name(),
            newestNumber(handle, change.name()) + 1,
            knownSequence + 1,
            Instant.ofEpochMilli(change.at().toEpochMilli()),
            change.principal(),
            change.why(),
            change.deleted(),
            change.content());
    insert(handle, revision);
    pointAt(handle, revision);
    database.announce(handle, Channel.DOCUMENT);
    return new AppendResult.Appended(revision);
  }

  private static int newestNumber(Handle handle, DocumentName name) {
    return handle
        .createQuery(
            "SELECT number FROM document WHERE kind = :kind AND account = :account AND id = :id")
        .bindMethods(name)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  private static void insert(Handle handle, DocumentRevision revision) {
    handle
        .createUpdate(
            "INSERT INTO document_revision (sequence, kind, account, id, number, at_ms,"
                + " principal, why, deleted, content) VALUES (:sequence, :kind, :account, :id,"
                + " :number, :atMs, :principal, :why, :gone, :content)")
        .bindMethods(revision.name())
        .bind("sequence", revision.sequence())
        .bind("number", revision.number())
        .bind("atMs", revision.at().toEpochMilli())
        .bind("principal", revision.principal())
        .bind("why", revision.why())
        .bind("gone", revision.deleted() ? 1 : 0)
        .bind("content", revision.content())
        .execute();
  }

  private static void pointAt(Handle handle, DocumentRevision revision) {
    handle
        .createUpdate(
            "INSERT INTO document (kind, account, id, number, sequence, deleted) VALUES (:kind,"
                + " :account, :id, :number, :sequence, :gone) ON CONFLICT (kind, account, id) DO"
                + " UPDATE SET number = :number, sequence = :sequence, deleted = :gone")
        .bindMethods(revision.name())
        .bind("number", revision.number())
        .bind("sequence", revision.sequence())
        .bind("gone", revision.deleted() ? 1 : 0)
        .execute();
  }

  @Override
  public List<DocumentRevision> history(DocumentName name) {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM document_revision r WHERE r.kind = :kind"
            + " AND r.account = :account AND r.id = :id ORDER BY r.number DESC";
    return database.read(
        handle -> handle.createQuery(sql).bindMethods(name).map((row, _) -> revision(row)).list());
  }

  @Override
  public Optional<DocumentRevision> revision(DocumentName name, int number) {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM document_revision r WHERE r.kind = :kind"
            + " AND r.account = :account AND r.id = :id AND r.number = :number";
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bindMethods(name)
            .bind("number", number)
            .map((row, _) -> revision(row))
            .findOne());
  }

  @Override
  public long next(String counter, long first) {
    return database.write(handle ->
        handle
            .createQuery(
                "INSERT INTO counter (name, value) VALUES (:name, :first) ON CONFLICT (name) DO"
                    + " UPDATE SET value = counter.value + 1 RETURNING value")
            .bind("name", counter)
            .bind("first", first)
            .mapTo(Long.class)
            .one());
  }

  @Override
  public void listen(Runnable listener) {
    listeners.add(listener);
    database.listen(Channel.DOCUMENT, listener);
  }

  private static DocumentRevision revision(ResultSet row) throws SQLException {
    return new DocumentRevision(
        new DocumentName(row.getString("kind"), row.getString("account"), row.getString("id")),
        row.getInt("number"),
        row.getLong("sequence"),
        Instant.ofEpochMilli(row.getLong("at_ms")),
        row.getString("principal"),
        row.getString("why"),
        row.getInt("deleted") != 0,
        row.getString("content"));
  }
}
