package io.dialtree.server.library;

import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.store.DocumentName;
import io.dialtree.store.DocumentRevision;
import java.util.Optional;

/** Between the store, where documents are text under a name, and the library. */
final class StoredDocuments {
  private StoredDocuments() {}

  static DocumentName name(DocumentKey key) {
    return new DocumentName(key.kind().slug(), key.account(), key.id());
  }

  /** The key, empty for a kind that a newer version of this server has written. */
  static Optional<DocumentKey> key(DocumentName name) {
    return DocumentKind.bySlug(name.kind())
        .map(kind -> new DocumentKey(kind, name.account(), name.id()));
  }

  static Optional<Document> document(DocumentRevision revision) {
    return key(revision.name()).map(key -> Document.of(key, revision.content()));
  }
}
