package io.dialtree.server.api.access;

import java.util.Optional;

/** Addresses that let anybody fetch one piece of audio for a while. Thread-safe; may block. */
public interface Links {
  /**
   * What a link leads to.
   *
   * @param account whose prompt it is, empty for all
   */
  record Target(String account, String prompt) {}

  /** A new token that leads there. */
  String open(Target target);

  /** Where a token leads, while it is good. */
  Optional<Target> find(String token);
}
