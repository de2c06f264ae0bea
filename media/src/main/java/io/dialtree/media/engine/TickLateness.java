package io.dialtree.media.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/** How late the duty cycles of one media thread began. Written by that thread; read by anybody. */
public final class TickLateness {
  /** Upper bounds of the buckets in microseconds; the last bucket has none. */
  private static final long[] BOUNDS_US = {
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000
  };

  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_US.length + 1);

  void record(long lateNs) {
    long lateUs = lateNs / 1000;
    int i = 0;
    while (i < BOUNDS_US.length && lateUs > BOUNDS_US[i]) {
      i++;
    }
    buckets.setOpaque(i, buckets.getOpaque(i) + 1);
  }

  /** The bounds in microseconds, ascending. */
  public static long[] boundsUs() {
    return BOUNDS_US.clone();
  }

  /**
   * Cycles that began at most {@code bounds[i]} late and more than the bound before; the last is
   * the rest.
   */
  public long count(int bucket) {
    return buckets.getOpaque(bucket);
  }
}
