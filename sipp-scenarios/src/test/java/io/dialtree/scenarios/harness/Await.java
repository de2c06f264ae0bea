package io.dialtree.scenarios.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for another process with a limit and a sentence. Any thread. */
public final class Await {
  private static final long POLL_NS = 10_000_000;

  private Await() {}

  /** Waits until the condition holds, or fails with a sentence made then. */
  public static void until(BooleanSupplier condition, Duration limit, Supplier<String> failure) {
    long endNs = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - endNs > 0) {
        throw new AssertionError(failure.get() + " (waited " + limit.toMillis() + " ms)");
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }

  /** Lets real time pass, for promises that something does not happen. */
  public static void pass(Duration time) {
    sleepUntil(System.nanoTime() + time.toNanos());
  }

  static void sleepUntil(long timeNs) {
    long leftNs = timeNs - System.nanoTime();
    while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(leftNs);
      leftNs = timeNs - System.nanoTime();
    }
  }
}
