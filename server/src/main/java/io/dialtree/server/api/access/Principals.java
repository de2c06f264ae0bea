package io.dialtree.server.api.access;

import java.util.List;
import java.util.Optional;

/** Principals and their secrets. Thread-safe; may block. */
public interface Principals {
  /** Who that is, when the name and the secret belong together. */
  Optional<Principal> verify(String name, String secret);

  /** Who has this secret, for schemes without a name. */
  Optional<Principal> verify(String secret);

  /** All of them, by name. */
  List<Principal> list();

  /** Adds one, or replaces the one of that name with its secret. */
  void put(Principal principal, String secret);

  /**
   * Changes role and account of one, which keeps its secret.
   *
   * @return false when there is none of that name
   */
  boolean change(Principal principal);

  /**
   * Removes one.
   *
   * @return false when there is none of that name
   */
  boolean remove(String name);
}
