package io.dialtree.store.sql;

import io.dialtree.store.AudioTable;
import io.dialtree.store.AuditTable;
import io.dialtree.store.DocumentTable;
import io.dialtree.store.OwnersAlone;
import io.dialtree.store.PrincipalTable;
import io.dialtree.store.RecordTable;
import io.dialtree.store.SessionTable;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.StoreUrl;
import io.dialtree.store.TaskTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** An open store. Thread-safe. */
public final class SqlStore implements AutoCloseable {
  private static final String FILE = "dialtree.db";

  private final Database database;
  private final DocumentTable documents;
  private final RecordTable records;
  private final TaskTable tasks;
  private final PrincipalTable principals;
  private final SessionTable sessions;
  private final AuditTable audit;
  private final AudioTable audio;

  private SqlStore(Database database) {
    this.database = database;
    this.documents = new SqlDocumentTable(database);
    this.records = new SqlRecordTable(database);
    this.tasks = new SqlTaskTable(database);
    this.principals = new SqlPrincipalTable(database);
    this.sessions = new SqlSessionTable(database);
    this.audit = new SqlAuditTable(database);
    this.audio = new SqlAudioTable(database);
  }

  /**
   * The store in {@code dialtree.db} of a folder; both are made when they are not there. What was
   * acknowledged survives the end of the process, however it ends.
   *
   * @throws StoreUnavailable naming the file, when it cannot be used
   */
  public static SqlStore sqlite(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        OwnersAlone.newFile(file); // numbers of callers and hashes of secrets stand in it
      }
      SqliteDatabase database = new SqliteDatabase(file);
      return opened(database, database.source());
    } catch (IOException | RuntimeException e) {
      throw e instanceof StoreUnavailable known
          ? known
          : new StoreUnavailable("store " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * The store on a PostgreSQL server.
   *
   * @throws StoreUnavailable naming the server, never the password, when it does not answer
   */
  public static SqlStore postgres(StoreUrl url) {
    PostgresDatabase database = new PostgresDatabase(url);
    return opened(database, database.source());
  }

  private static SqlStore opened(Database database, DataSource source) {
    try {
      Schema.bringUpToDate(source);
      return new SqlStore(database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Documents and their revisions. */
  public DocumentTable documents() {
    return documents;
  }

  /** Records of calls, and events. */
  public RecordTable records() {
    return records;
  }

  /** Work that is done later: SMS, callbacks, calls to be made. */
  public TaskTable tasks() {
    return tasks;
  }

  /** Who may use the HTTP faces. */
  public PrincipalTable principals() {
    return principals;
  }

  /** Who was let in for a while. */
  public SessionTable sessions() {
    return sessions;
  }

  /** Who did what. */
  public AuditTable audit() {
    return audit;
  }

  /** Audio that was uploaded or recorded. */
  public AudioTable audio() {
    return audio;
  }

  @Override
  public void close() {
    database.close();
  }
}
