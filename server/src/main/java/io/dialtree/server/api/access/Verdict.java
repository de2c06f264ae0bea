package io.dialtree.server.api.access;

/** Whether somebody is let in. */
public sealed interface Verdict {
  /** Yes. */
  record Known(Principal principal) implements Verdict {}

  /** No such name, or another secret. */
  record Unknown() implements Verdict {}

  /**
   * Too many wrong secrets from that source.
   *
   * @param retryAfterS when to try again, seconds
   */
  record TooMany(long retryAfterS) implements Verdict {}
}
