package io.dialtree.media.jitter;

/**
 * Learns how late packets come, against the fastest of the last seconds, and how long it is worth
 * waiting for them: so long that about two in a hundred come later. Confined to one thread;
 * allocates nothing.
 */
final class DelayEstimate {
  static final int MIN_MS = 20;
  static final int MAX_MS = 200;

  private static final int STEP_MS = 5;
  private static final int STEPS = MAX_MS / STEP_MS + 1;
  private static final float SHARE_IN_TIME = 0.98f;

  /** A packet's weight against the one before: 200 packets, four seconds, are remembered. */
  private static final float GROWTH = 1.005f;

  private static final float WEIGHT_MAX = 1e6f;

  /** Before anything is known: what an office network needs. */
  private static final int FIRST_MS = 20;

  private static final float FIRST_WEIGHT = 5;

  /** Whoever takes a frame needs all of it at once, also what is played at its end. */
  private static final int FRAME_MS = 20;

  private static final int WINDOW_S = 2;

  /** So many in a row beyond the longest delay are a longer way, not jitter. */
  private static final int DETOUR_PACKETS = 5;

  private final int sampleRate;
  private final float[] weights = new float[STEPS];
  private float total;
  private float weight = 1;
  private long fastest;
  private long fastestBefore;
  private long windowEnd;
  private boolean started;
  private int beyond;
  private long fastestBeyond;
  private int targetMs;

  DelayEstimate(int sampleRate) {
    this.sampleRate = sampleRate;
    weights[FIRST_MS / STEP_MS - 1] = FIRST_WEIGHT;
    total = FIRST_WEIGHT;
    targetMs = FIRST_MS + FRAME_MS;
  }

  /** A packet took {@code transit} samples from its position to its {@code arrival}. */
  void onPacket(long transit, long arrival) {
    follow(transit, arrival);
    long lateMs = Math.max(0, transit - base()) * 1000 / sampleRate;
    detour(transit, arrival, lateMs);
    weights[(int) Math.min(lateMs / STEP_MS, STEPS - 1)] += weight;
    total += weight;
    weight *= GROWTH;
    if (weight > WEIGHT_MAX) {
      rescale();
    }
    targetMs = Math.clamp(inTimeMs() + FRAME_MS, MIN_MS, MAX_MS);
  }

  /** The minimum of this window and the one before, so that a slow drift of clocks is followed. */
  private void follow(long transit, long arrival) {
    if (!started) {
      begin(transit, arrival);
    } else if (arrival >= windowEnd) {
      fastestBefore = arrival >= windowEnd + WINDOW_S * (long) sampleRate ? transit : fastest;
      fastest = transit;
      windowEnd = arrival + WINDOW_S * (long) sampleRate;
    } else {
      fastest = Math.min(fastest, transit);
    }
  }

  private void begin(long transit, long arrival) {
    started = true;
    fastest = transit;
    fastestBefore = transit;
    windowEnd = arrival + WINDOW_S * (long) sampleRate;
  }

  private void detour(long transit, long arrival, long lateMs) {
    if (lateMs < MAX_MS) {
      beyond = 0;
      return;
    }
    fastestBeyond = beyond == 0 ? transit : Math.min(fastestBeyond, transit);
    beyond++;
    if (beyond == DETOUR_PACKETS) {
      begin(fastestBeyond, arrival);
      beyond = 0;
    }
  }

  private void rescale() {
    for (int i = 0; i < STEPS; i++) {
      weights[i] /= WEIGHT_MAX;
    }
    total /= WEIGHT_MAX;
    weight /= WEIGHT_MAX;
  }

  private int inTimeMs() {
    float below = 0;
    for (int i = 0; i < STEPS; i++) {
      below += weights[i];
      if (below >= SHARE_IN_TIME * total) {
        return (i + 1) * STEP_MS;
      }
    }
    return MAX_MS;
  }

  /** What the fastest packets take from their position to their arrival, in samples. */
  long base() {
    return Math.min(fastest, fastestBefore);
  }

  /** The delay worth having, in milliseconds. */
  int targetMs() {
    return targetMs;
  }

  /** The delay worth having, in samples. */
  long target() {
    return (long) targetMs * sampleRate / 1000;
  }
}
