package io.dialtree.server.library;

import io.dialtree.config.library.DocumentKey;
import io.dialtree.store.DocumentRevision;
import io.dialtree.store.DocumentTable;
import io.dialtree.store.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * What stored documents were before, without the passwords in them. Every method throws {@link
 * StoreUnavailable} when the store does not answer. Thread-safe; blocks.
 */
public final class DocumentHistory {
  private final DocumentTable table;

  DocumentHistory(DocumentTable table) {
    this.table = table;
  }

  /** All revisions of a stored document, the newest first; empty for one of the folder. */
  public List<DocumentRevision> revisions(DocumentKey key) {
    return table.history(StoredDocuments.name(key)).stream()
        .map(it -> Passwords.hidden(key.kind(), it))
        .toList();
  }

  /**
   * One revision of a stored document.
   *
   * @param number 1 for the first
   */
  public Optional<DocumentRevision> revision(DocumentKey key, int number) {
    return asWritten(key, number).map(it -> Passwords.hidden(key.kind(), it));
  }

  /** As {@link #revision}, passwords and all; for nobody to see. */
  Optional<DocumentRevision> asWritten(DocumentKey key, int number) {
    return table.revision(StoredDocuments.name(key), number);
  }

  /**
   * What one revision has and another has not, as the lines of a unified diff; empty when they are
   * the same but for their passwords, nothing when one of them does not exist.
   *
   * @param from 0 for nothing at all
   */
  public Optional<List<String>> diff(DocumentKey key, int from, int to) {
    Optional<DocumentRevision> old = from == 0 ? Optional.empty() : revision(key, from);
    return from != 0 && old.isEmpty()
        ? Optional.empty()
        : revision(key, to).map(young -> RevisionDiff.of(old, young));
  }
}
