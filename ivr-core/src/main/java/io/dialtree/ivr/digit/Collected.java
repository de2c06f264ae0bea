package io.dialtree.ivr.digit;

/**
 * A finished input.
 *
 * @param digits without the terminator
 * @param terminator the key that ended it, empty when none did
 */
public record Collected(String digits, EndedBy endedBy, String terminator) {
  /** What ended it. */
  public enum EndedBy {
    /** As many keys as there may be. */
    MAX,
    /** A key that ends the input. */
    TERMINATOR,
    /** It was a choice and could become no other. */
    MATCH,
    /** No key came after the prompt. */
    FIRST_TIMEOUT,
    /** No further key came. */
    INTER_TIMEOUT
  }
}
