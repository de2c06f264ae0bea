package io.dialtree.media.tone;

/**
 * Makes pieces of sine, dual tone and silence as 16-bit samples of one rate. Levels are dBm0 of
 * each sine; sums that leave the range are clipped. A piece starts and ends with a raised-cosine
 * ramp of {@code riseMs}, so that it does not click.
 */
public final class ToneGenerator {
  private final int sampleRate;
  private final double riseMs;

  /**
   * A generator of a rate in samples a second.
   *
   * @param riseMs length of the ramp at both ends of every piece, 0 for hard edges
   */
  public ToneGenerator(int sampleRate, double riseMs) {
    this.sampleRate = sampleRate;
    this.riseMs = riseMs;
  }

  /** A generator with ramps of 2 ms. */
  public ToneGenerator(int sampleRate) {
    this(sampleRate, 2);
  }

  /** One sine. */
  public short[] sine(double hz, double dbm0, double durationMs) {
    return dual(hz, dbm0, hz, Double.NEGATIVE_INFINITY, durationMs);
  }

  /** Two sines added; a level of negative infinity leaves one out. */
  public short[] dual(
      double lowHz, double lowDbm0, double highHz, double highDbm0, double durationMs) {
    int samples = samples(durationMs);
    double low = Level.amplitude(lowDbm0);
    double high = Level.amplitude(highDbm0);
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      double phase = 2 * Math.PI * i / sampleRate;
      double value = low * Math.sin(lowHz * phase) + high * Math.sin(highHz * phase);
      pcm[i] = clip(value * ramp(i, samples));
    }
    return pcm;
  }

  /** Silence. */
  public short[] silence(double durationMs) {
    return new short[samples(durationMs)];
  }

  /** Samples of a duration at this generator's rate, rounded. */
  public int samples(double durationMs) {
    return (int) Math.round(durationMs * sampleRate / 1000);
  }

  private double ramp(int index, int samples) {
    double riseSamples = riseMs * sampleRate / 1000;
    double fromEdge = Math.min(index, samples - 1 - index) + 0.5;
    return fromEdge >= riseSamples ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * fromEdge / riseSamples);
  }

  private static short clip(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
