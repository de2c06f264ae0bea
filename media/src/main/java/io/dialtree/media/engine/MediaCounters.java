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

  private static final int BY_KIND_IN = PAD + MediaCounter.values().length;
  private static final int BY_KIND_OUT = BY_KIND_IN + PayloadKind.values().length;
  private static final int LENGTH = BY_KIND_OUT + PayloadKind.values().length + PAD;

  private final long[] counts = new long[LENGTH];

  /** Confined to the owning thread. */
  void add(MediaCounter counter, long n) {
    add(PAD + counter.ordinal(), n);
  }

  private void add(int at, long n) {
    COUNTS.setOpaque(counts, at, counts[at] + n);
  }

  /** Confined to the owning thread. */
  void countIn(PayloadKind kind) {
    add(BY_KIND_IN + kind.ordinal(), 1);
  }

  /** Confined to the owning thread. */
  void countOut(PayloadKind kind) {
    add(BY_KIND_OUT + kind.ordinal(), 1);
  }

  /** Confined to the owning thread. */
  void increment(MediaCounter counter) {
    add(counter, 1);
  }

  /** The count so far. */
  public long get(MediaCounter counter) {
    return at(PAD + counter.ordinal());
  }

  /** Packets of this kind accepted so far. */
  public long in(PayloadKind kind) {
    return at(BY_KIND_IN + kind.ordinal());
  }

  /** Packets of this kind sent so far. */
  public long out(PayloadKind kind) {
    return at(BY_KIND_OUT + kind.ordinal());
  }

  private long at(int index) {
    return (long) COUNTS.getOpaque(counts, index);
  }
}
