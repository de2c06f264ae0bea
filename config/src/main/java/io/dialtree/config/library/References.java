package io.dialtree.config.library;

import java.util.List;
import java.util.Optional;

/**
 * How a document that is being read sees the others: those of its own account, then those every
 * account sees. What is asked for is noted; the document is read again when one of those changes.
 */
public interface References {
  /**
   * What another document gives to those that use it; empty when there is none, when it is broken,
   * or when it needs this one.
   */
  <T> Optional<T> part(DocumentKind kind, String id, Class<T> type);

  /** What all documents of a kind give, in order of their ids. */
  <T> List<T> parts(DocumentKind kind, Class<T> type);

  /** The revision of another document, empty text when there is none. */
  String revision(DocumentKind kind, String id);

  /** True when there is such a document, broken or not. */
  default boolean has(DocumentKind kind, String id) {
    return !revision(kind, id).isEmpty();
  }
}
