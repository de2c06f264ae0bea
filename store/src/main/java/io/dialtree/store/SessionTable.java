package io.dialtree.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Sessions of all nodes that share the database. Thread-safe; every method blocks and throws {@link
 * StoreUnavailable} when the database is away.
 */
public interface SessionTable {
  /**
   * Keeps a session, and forgets those that are over.
   *
   * @param now sessions that ended before are over
   */
  void put(Session session, Instant now);

  /** The session of that token, over or not. */
  Optional<Session> find(String tokenHash);

  /** Forgets the sessions of a principal; other nodes are told. */
  void removeOf(String name);

  /**
   * Calls the listener soon after sessions were forgotten on another node, and sometimes when
   * nothing has changed. It runs on a thread of the store and must be short.
   */
  void listen(Runnable listener);
}
