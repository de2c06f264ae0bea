package io.dialtree.server.api.access;

import java.util.Optional;

/** Tokens that are good for a while, on every node of a store. Thread-safe; may block. */
public interface Sessions {
  /** A new token for somebody who was let in by other means. */
  String open(Principal principal);

  /** Who has this token, while it is good. */
  Optional<Principal> find(String token);

  /** Ends the sessions of that principal, on all nodes. */
  void endOf(String name);
}
