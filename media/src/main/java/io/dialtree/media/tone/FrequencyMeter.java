package io.dialtree.media.tone;

/**
 * Measures how much of one frequency a piece of audio holds, by the Goertzel algorithm under a Hann
 * window.
 */
public final class FrequencyMeter {
  private static final double SCAN_LOW_HZ = 100;
  private static final double SCAN_STEP_HZ = 5;

  private FrequencyMeter() {}

  /**
   * Level in dBm0 of the sine at {@code hz}; neighbours further away than 2 / duration are
   * suppressed by more than 30 dB.
   */
  public static double levelDbm0(short[] pcm, int offset, int samples, int sampleRate, double hz) {
    double step = 2 * Math.PI * hz / sampleRate;
    double coefficient = 2 * Math.cos(step);
    double previous = 0;
    double beforeThat = 0;
    for (int i = 0; i < samples; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / samples);
      double next = window * pcm[offset + i] + coefficient * previous - beforeThat;
      beforeThat = previous;
      previous = next;
    }
    double power =
        previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat;
    // The window's mean is one half, a sine's half amplitude is what one bin sees: hence four.
    return Level.dbm0(4 * Math.sqrt(Math.max(power, 0)) / samples);
  }

  /** Level in dBm0 of the sine at {@code hz} over the whole array. */
  public static double levelDbm0(short[] pcm, int sampleRate, double hz) {
    return levelDbm0(pcm, 0, pcm.length, sampleRate, hz);
  }

  /** The strongest frequency from 100 Hz up to just below half the rate, in steps of 5 Hz. */
  public static double strongestHz(short[] pcm, int offset, int samples, int sampleRate) {
    double best = SCAN_LOW_HZ;
    double bestLevel = Double.NEGATIVE_INFINITY;
    for (double hz = SCAN_LOW_HZ; hz < sampleRate / 2.0 - SCAN_LOW_HZ; hz += SCAN_STEP_HZ) {
      double level = levelDbm0(pcm, offset, samples, sampleRate, hz);
      if (level > bestLevel) {
        bestLevel = level;
        best = hz;
      }
    }
    return best;
  }
}
