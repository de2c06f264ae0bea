package io.dialtree.store;

import java.time.Instant;

/**
 * Work that is done later, and tried again when it fails.
 *
 * @param id unique
 * @param account whose it is
 * @param next when it may be tried; at or before now means at once
 * @param attempts how often it was tried
 * @param content what is to be done, JSON
 * @param result what came of it, JSON or a sentence, empty before
 */
public record Task(
    String id,
    TaskQueue queue,
    String account,
    State state,
    Instant created,
    Instant next,
    int attempts,
    String content,
    String result) {
  /** How far it is. */
  public enum State {
    /** It waits for its time. */
    WAITING,
    /** Somebody works on it; when that node dies it is tried again after its lease. */
    TAKEN,
    /** It is done. */
    DONE,
    /** It is given up. */
    FAILED
  }

  /** New work, to be done at once. */
  public static Task create(
      String id, TaskQueue queue, String account, Instant now, String content) {
    return new Task(id, queue, account, State.WAITING, now, now, 0, content, "");
  }
}
