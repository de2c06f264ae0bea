package io.dialtree.server.library;

import io.dialtree.config.Dialects;
import io.dialtree.config.FolderContents;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import io.dialtree.config.library.LibraryCompiler;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.check.FlowCheck;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.DocumentTable;
import io.dialtree.store.StoreUnavailable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All documents as they are now, and the book made of them. A change is durable and in the book
 * before it is acknowledged; calls keep the book they began with. Thread-safe: reading never waits,
 * changes wait for each other and for the store.
 */
public final class FlowLibrary {
  /** Every round means that another node wrote in between; so many in a row is no coincidence. */
  private static final int ROUNDS_MAX = 20;

  private static final int CHANGES_AT_ONCE = 1_000;
  private static final long CHANGE_WAIT_MS = 5_000;

  private final LibraryCompiler compiler;
  private final DocumentTable table;
  private final Supplier<FolderContents> folder;
  private final Clock clock;
  private final DocumentIds ids;
  private final DocumentHistory history;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Consumer<FlowBook>> listeners = new CopyOnWriteArrayList<>();
  private volatile Snapshot snapshot;

  private FlowLibrary(
      LibraryCompiler compiler,
      DocumentTable table,
      Supplier<FolderContents> folder,
      Clock clock,
      Snapshot snapshot) {
    this.compiler = compiler;
    this.table = table;
    this.folder = folder;
    this.clock = clock;
    this.ids = new DocumentIds(table);
    this.history = new DocumentHistory(table);
    this.snapshot = snapshot;
  }

  /**
   * Joins what was read from the folder with what is stored.
   *
   * @throws StoreUnavailable when the store does not answer
   */
  public static FlowLibrary open(LoadedConfig config, DocumentTable table, Clock clock) {
    Snapshot start =
        new Snapshot(
            config.contents(),
            AudioFiles.ofAll(Map.of()),
            Library.empty(),
            config.options(),
            config.compiled(),
            0);
    FlowLibrary library =
        new FlowLibrary(
            Dialects.compiler(config.settings().dialects()),
            table,
            () -> FolderContents.read(config.source()),
            clock,
            start);
    library.load();
    table.listen(library::storeChanged);
    return library;
  }

  /** The book for calls that begin now. */
  public FlowBook book() {
    return snapshot.compiled().book();
  }

  /** All documents, those of the folder and those of the store. */
  public Library documents() {
    return snapshot.compiled().library();
  }

  /** The documents of the store alone. */
  public Library stored() {
    return snapshot.stored();
  }

  /** Everything that is wrong now. */
  public List<Finding> findings() {
    return findings(snapshot);
  }

  /** Everything that is wrong now, with what is noticed in the flows, all of one state. */
  public List<Finding> check() {
    Snapshot now = snapshot;
    List<Finding> all = findings(now);
    all.addAll(FlowCheck.check(now.compiled()));
    return all;
  }

  private static List<Finding> findings(Snapshot state) {
    List<Finding> all = new ArrayList<>(state.files().findings());
    all.addAll(state.compiled().findings());
    return all;
  }

  /** The document an account sees under this key: its own, else the one that belongs to all. */
  public Optional<Document> find(DocumentKey key) {
    return documents().find(key);
  }

  /** The documents of a kind that an account sees, by id. */
  public List<Document> list(DocumentKind kind, String account) {
    return documents().list(kind, account);
  }

  /** All audio files; one of the folder hides an uploaded one. */
  public AudioFiles promptFiles() {
    return snapshot.promptFiles();
  }

  /** Knows these uploaded prompts from now on, besides those of the folder. */
  public void usePrompts(AudioFiles uploaded) {
    lock.lock();
    try {
      Snapshot now = snapshot;
      if (!now.uploaded().equals(uploaded)) {
        publish(now.withPrompts(uploaded, compiler));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What stored documents were before. */
  public DocumentHistory history() {
    return history;
  }

  /** New ids. */
  public DocumentIds ids() {
    return ids;
  }

  /** Calls the listener with every new book, on the thread that made the change. */
  public void onChange(Consumer<FlowBook> listener) {
    listeners.add(listener);
  }

  /**
   * Writes a document, new or in place of what is there.
   *
   * @param json its text, kept as it is
   */
  public ChangeResult put(DocumentKey key, String json, Author author, Expectation expectation) {
    return change(key, Optional.of(json), author, expectation);
  }

  /** Removes a document. Its revisions stay. */
  public ChangeResult remove(DocumentKey key, Author author, Expectation expectation) {
    return change(key, Optional.empty(), author, expectation);
  }

  /**
   * Checks a document as {@link #put} would, and changes nothing.
   *
   * @return findings about it and about what it would break elsewhere
   */
  public List<Finding> check(DocumentKey key, String json) {
    Snapshot now = snapshot;
    Library candidate = now.compiled().library().with(Document.of(key, json));
    return Verdict.of(key, now.compiled(), compile(candidate, now)).findings();
  }

  /** Writes the text of an old revision again, its passwords included, as a new one. */
  public ChangeResult rollBack(DocumentKey key, int number, Author author) {
    try {
      return history
          .asWritten(key, number)
          .filter(revision -> !revision.deleted())
          .map(revision -> put(key, revision.content(), author, Expectation.none()))
          .orElseGet(ChangeResult.NotFound::new);
    } catch (StoreUnavailable e) {
      return new ChangeResult.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** Reads the configuration folder again. */
  public ReloadResult reload() {
    lock.lock();
    try {
      FolderReload.Outcome outcome = new FolderReload(compiler, snapshot, folder.get()).run();
      publish(outcome.snapshot());
      return outcome.result();
    } finally {
      lock.unlock();
    }
  }

  /** The audio of the folder; a file of it hides an uploaded one. */
  public AudioFiles folderPrompts() {
    return snapshot.files().promptFiles();
  }

  private ChangeResult change(
      DocumentKey key, Optional<String> json, Author author, Expectation expectation) {
    if (!lockSoon()) {
      return new ChangeResult.Unavailable("changes before this one wait for the store");
    }
    LibraryChange change =
        new LibraryChange(compiler, table, clock.instant(), key, json, author, expectation);
    try {
      for (int round = 0; round < ROUNDS_MAX; round++) {
        switch (change.attempt(snapshot)) {
          case LibraryChange.Outcome.Refused(ChangeResult why) -> {
            return why;
          }
          case LibraryChange.Outcome.Written(Snapshot next, ChangeResult result) -> {
            publish(next);
            return result;
          }
          case LibraryChange.Outcome.Behind _ -> catchUp();
        }
      }
      return new ChangeResult.Unavailable("other nodes write without pause");
    } catch (StoreUnavailable e) {
      return new ChangeResult.Unavailable(String.valueOf(e.getMessage()));
    } finally {
      lock.unlock();
    }
  }

  /** False when too many wait already, as they do while the store is away. */
  private boolean lockSoon() {
    try {
      return lock.tryLock(CHANGE_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Compiled compile(Library library, Snapshot now) {
    return compiler.compile(library, now.options(), now.compiled());
  }

  private void load() {
    long sequence = table.sequence();
    List<Document> documents =
        table.current().stream().flatMap(it -> StoredDocuments.document(it).stream()).toList();
    if (!documents.isEmpty()) {
      Library stored = Library.of(documents);
      Snapshot now = snapshot;
      Library merged = Snapshot.merged(now.files().documents(), stored);
      publish(now.withStored(stored, compile(merged, now), sequence));
    } else {
      publish(snapshot.withStored(Library.empty(), snapshot.compiled(), sequence));
    }
  }

  /** Our own changes are in the book already when the store tells of them. */
  private void storeChanged() {
    if (!lock.isHeldByCurrentThread()) {
      catchUp();
    }
  }

  /** Takes in what other nodes have written. */
  private void catchUp() {
    lock.lock();
    try {
      Snapshot now = snapshot;
      List<DocumentRevision> changes = table.changesAfter(now.sequence(), CHANGES_AT_ONCE);
      while (!changes.isEmpty()) {
        now = now.withChanges(changes, compiler);
        publish(now);
        changes = table.changesAfter(now.sequence(), CHANGES_AT_ONCE);
      }
    } finally {
      lock.unlock();
    }
  }

  private void publish(Snapshot next) {
    snapshot = next;
    listeners.forEach(listener -> listener.accept(next.compiled().book()));
  }
}
