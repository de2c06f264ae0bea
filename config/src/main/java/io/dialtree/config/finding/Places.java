package io.dialtree.config.finding;

import io.dialtree.config.model.SourcePosition;

/**
 * Finds where something was written. A model knows where a node begins; the one key or word in it
 * that a finding is about is looked up only when there is a finding.
 */
@FunctionalInterface
public interface Places {
  /** Knows nothing better than what it is told. */
  Places NONE = (in, _, _) -> in;

  /**
   * The place of a key or value in the part of a document that begins somewhere.
   *
   * @param in where the part begins
   * @param under the key whose value is meant to hold the words; empty, or absent there, for
   *     anywhere in the part
   * @param words a key, a value, or a placeholder with its braces, as written
   * @return {@code in} when the words are not there
   */
  SourcePosition find(SourcePosition in, String under, String words);

  /** The place of words anywhere in the part. */
  default SourcePosition find(SourcePosition in, String words) {
    return find(in, "", words);
  }
}
