package io.dialtree.store;

/** What became of a change. */
public sealed interface AppendResult {
  /** It is written and will survive. */
  record Appended(DocumentRevision revision) implements AppendResult {}

  /** Somebody else wrote since; look at the changes after the known sequence and try again. */
  record Behind(long sequence) implements AppendResult {}
}
