package io.dialtree.media.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One media thread's counts. Written by that thread alone, without a lock; read by anybody, a
 * little stale.
 */
@SuppressWarnings(
    "EnumOrdinal") // the index never leaves this process, and an EnumMap would box per packet
public final class MediaCounters {
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PAD =
      8; // one cache line before and after, so that two threads' counters never share one

  private final long[] counts = new long[MediaCounter.values().length + 2 * PAD];

  /** Confined to the owning thread. */
  void add(MediaCounter counter, long n) {
    int at = PAD + counter.ordinal();
    COUNTS.setOpaque(counts, at, counts[at] + n);
  }

  /** Confined to the owning thread. */
  void increment(MediaCounter counter) {
    add(counter, 1);
  }

  /** The count so far. */
  public long get(MediaCounter counter) {
    return (long) COUNTS.getOpaque(counts, PAD + counter.ordinal());
  }
}
