package io.dialtree.server.load;

/**
 * Counts durations in buckets less than one percent wide, in a fixed array, so that recording never
 * allocates. Confined to one thread at a time.
 */
public final class Histogram {
  private static final int STEP_BITS = 7;
  private static final int STEPS = 1 << STEP_BITS; // buckets for every doubling
  private static final int DOUBLINGS = 24; // up to 2^31 us, more than half an hour

  private final long[] counts = new long[STEPS * (DOUBLINGS + 1)];
  private long total;
  private long maxUs;

  /** Counts one duration; below zero counts as zero. */
  public void record(long us) {
    long value = Math.clamp(us, 0, Integer.MAX_VALUE);
    counts[bucket(value)]++;
    total++;
    maxUs = Math.max(maxUs, value);
  }

  private static int bucket(long us) {
    int doubling = Math.max(0, 63 - STEP_BITS - Long.numberOfLeadingZeros(us | 1));
    return doubling * STEPS + (int) (us >> doubling);
  }

  /** The largest value a bucket holds. */
  private static long upperUs(int bucket) {
    int doubling = Math.max(0, bucket / STEPS - 1);
    return ((bucket - (long) doubling * STEPS + 1) << doubling) - 1;
  }

  /** Forgets everything. */
  public void clear() {
    java.util.Arrays.fill(counts, 0);
    total = 0;
    maxUs = 0;
  }

  /** Adds what another one counted. */
  public void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    maxUs = Math.max(maxUs, other.maxUs);
  }

  /** How many durations were counted. */
  public long total() {
    return total;
  }

  /** The longest one, 0 when there is none. */
  public long maxUs() {
    return maxUs;
  }

  /**
   * The duration that this share of all did not exceed, 0 when there is none.
   *
   * @param share 0 to 1
   */
  public long percentileUs(double share) {
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return Math.min(upperUs(i), maxUs);
      }
    }
    return 0;
  }
}
