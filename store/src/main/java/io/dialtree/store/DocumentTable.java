package io.dialtree.store;

import java.util.List;
import java.util.Optional;

/**
 * Documents and their revisions, in one log of changes. Thread-safe; every method blocks and throws
 * {@link StoreUnavailable} when the database is away.
 */
public interface DocumentTable {
  /** The newest revision of every document that has not been deleted. */
  List<DocumentRevision> current();

  /** Sequence of the newest change, 0 when there is none. */
  long sequence();

  /** Changes after that sequence, oldest first, at most {@code limit}. */
  List<DocumentRevision> changesAfter(long sequence, int limit);

  /**
   * Writes a change, durably, before it returns.
   *
   * @param knownSequence the newest change the writer has seen; when there is a newer one nothing
   *     is written
   */
  AppendResult append(DocumentChange change, long knownSequence);

  /** All revisions of a document, the newest first. */
  List<DocumentRevision> history(DocumentName name);

  /** One revision. */
  Optional<DocumentRevision> revision(DocumentName name, int number);

  /** The next value of a counter; the first one is {@code first}. */
  long next(String counter, long first);

  /**
   * Calls the listener soon after any change, also after those of other nodes. It runs on a thread
   * of the store and must be short.
   */
  void listen(Runnable listener);
}
