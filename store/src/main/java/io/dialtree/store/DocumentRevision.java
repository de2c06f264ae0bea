package io.dialtree.store;

import java.time.Instant;

/**
 * One revision of a document. Revisions are never changed.
 *
 * @param number 1 for the first, without gaps; a deletion is a revision too
 * @param sequence place in the change log of all documents, ever growing
 * @param principal who made it
 * @param why in that person's words, empty when nothing was said
 * @param deleted true when the document ended with it
 * @param content the text, empty for a deletion
 */
public record DocumentRevision(
    DocumentName name,
    int number,
    long sequence,
    Instant at,
    String principal,
    String why,
    boolean deleted,
    String content) {
  /** The same with another text. */
  public DocumentRevision withContent(String other) {
    return new DocumentRevision(name, number, sequence, at, principal, why, deleted, other);
  }
}
