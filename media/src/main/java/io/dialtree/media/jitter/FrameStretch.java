package io.dialtree.media.jitter;

/**
 * Makes a frame a little longer or shorter without changing its pitch: where the signal repeats
 * itself, one of the repetitions is faded out or doubled. Stateless but for the rate; any thread.
 */
final class FrameStretch {
  private static final double ALIKE = 0.8; // of 1; voices and tones are above, noise is below

  private final int minLag;

  FrameStretch(int sampleRate) {
    this.minLag = sampleRate / 400; // 2.5 ms
  }

  /**
   * Takes out at most {@code most} samples.
   *
   * @param force also where the signal does not repeat itself
   * @return the new length
   */
  int shorten(short[] pcm, int length, int most, boolean force) {
    int lag = lag(pcm, length, most, force);
    for (int i = 0; i < lag; i++) {
      pcm[i] = blend(pcm[i], pcm[i + lag], i, lag);
    }
    System.arraycopy(pcm, 2 * lag, pcm, lag, length - 2 * lag);
    return length - lag;
  }

  /** Puts in at most {@code most} samples, as {@link #shorten} takes them out. */
  int lengthen(short[] pcm, int length, int most, boolean force) {
    int lag = lag(pcm, length, most, force);
    System.arraycopy(pcm, lag, pcm, 2 * lag, length - lag);
    for (int i = 0; i < lag; i++) {
      pcm[lag + i] = blend(pcm[2 * lag + i], pcm[i], i, lag);
    }
    return length + lag;
  }

  private static short blend(short from, short to, int i, int of) {
    return (short) Math.round(from + (to - from) * (i + 1f) / (of + 1));
  }

  /** After how many samples the frame repeats itself best; 0 when it does not. */
  private int lag(short[] pcm, int length, int most, boolean force) {
    int maxLag = Math.min(most, length / 2);
    int best = 0;
    double bestLikeness = force ? -2 : ALIKE;
    for (int lag = minLag; lag <= maxLag; lag++) {
      double likeness = likeness(pcm, lag, length / 2);
      if (likeness >= bestLikeness) {
        bestLikeness = likeness;
        best = lag;
      }
    }
    return best;
  }

  private static double likeness(short[] pcm, int lag, int over) {
    double product = 0;
    double first = 1;
    double second = 1;
    for (int i = 0; i < over; i++) {
      double a = pcm[i];
      double b = pcm[i + lag];
      product += a * b;
      first += a * a;
      second += b * b;
    }
    return product / Math.sqrt(first * second);
  }
}
