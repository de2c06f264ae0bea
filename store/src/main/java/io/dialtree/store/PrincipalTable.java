package io.dialtree.store;

import java.util.List;
import java.util.Optional;

/**
 * Principals and their secrets, of which only salted hashes are kept. Thread-safe; every method
 * blocks and throws {@link StoreUnavailable} when the database is away.
 */
public interface PrincipalTable {
  /** Adds a principal, or replaces the one of that name with its secret. */
  void put(Principal principal, String secret);

  /** Changes a principal, which keeps its secret; false when there is none of that name. */
  boolean change(Principal principal);

  /** Removes one; false when there is none. */
  boolean remove(String name);

  /** All, by name. */
  List<Principal> list();

  /**
   * Who that is, when the name and the secret belong together. The comparison takes the same time
   * whatever differs. The first time takes about 50 ms, by design of the hash; a secret that was
   * right is remembered for a while.
   */
  Optional<Principal> verify(String name, String secret);

  /** Who has this secret, for schemes without a name. */
  Optional<Principal> verify(String secret);
}
