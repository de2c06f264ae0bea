package io.dialtree.server.task;

/**
 * How long a queue is left alone between two looks. Work of this server rings, and so does that of
 * others where the store can tell; looking is for what nobody rings for, such as work whose server
 * has died. Confined to one thread.
 */
final class PollPace {
  private static final long MIN_MS = 500;
  private static final long MAX_MS = 5_000;

  private long idleMs = MIN_MS;

  /**
   * The time to the next look.
   *
   * @param busy the last look found work
   * @param retryInMs something is known to be due after that time
   */
  long waitMs(boolean busy, long retryInMs) {
    if (busy) {
      rang();
    }
    long waitMs = Math.clamp(retryInMs, 0, idleMs);
    idleMs = Math.min(2 * idleMs, MAX_MS);
    return waitMs;
  }

  /** Somebody says that there is work; where there was some, more may follow. */
  void rang() {
    idleMs = MIN_MS;
  }
}
