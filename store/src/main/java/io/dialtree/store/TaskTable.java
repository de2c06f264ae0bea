package io.dialtree.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work that is done later. Thread-safe; every method blocks and throws {@link StoreUnavailable}
 * when the database is away.
 */
public interface TaskTable {
  /** Adds work; one with the same id is there once. */
  default void add(Task task) {
    addAll(List.of(task));
  }

  /** Adds work, all of it or nothing; what has the id of something older is left out. */
  void addAll(List<Task> work);

  /**
   * Takes work whose time has come, the longest waiting first; no other node gets it meanwhile.
   *
   * @param lease after so long without an answer it may be taken again
   */
  List<Task> take(TaskQueue queue, int limit, Instant now, Duration lease);

  /** It is done. */
  void done(String id, String result);

  /** It failed and is tried again at that time. */
  void retry(String id, Instant next, String result);

  /** It is given up. */
  void failed(String id, String result);

  /** One piece of work. */
  Optional<Task> find(String id);

  /** Work of one queue and account, the newest first. */
  List<Task> list(TaskQueue queue, String account, int limit);

  /** Work of one queue and all accounts, the newest first. */
  List<Task> list(TaskQueue queue, int limit);

  /** Forgets work that is over and was made before that time; how many they were. */
  int forgetBefore(Instant time);

  /** Forgets work of one queue that still waits and was made before that time; how many. */
  int forgetWaitingBefore(TaskQueue queue, Instant time);

  /**
   * Runs the listener when there may be new work, also of another node, and when the database is
   * back. It must not block.
   */
  void listen(Runnable listener);
}
