package io.dialtree.media.dtmf;

/**
 * Fits two sines of free frequency, amplitude and phase to a piece of audio by least squares, and
 * says how well they explain it. One is made per detector and reused; the figures are valid until
 * the next fit. Confined to the media thread.
 */
final class TonePairFit {
  static final int SAMPLES_MAX = ToneBank.BLOCK * ToneBank.BLOCKS;

  private static final int BLOCK = ToneBank.BLOCK;
  private static final int ROUNDS = 3;
  private static final double STEP = 2 * Math.PI / ToneDetector.SAMPLE_RATE;

  private final float[] audio = new float[SAMPLES_MAX];
  private final Sine low = new Sine();
  private final Sine high = new Sine();
  private final float[] rest = new float[SAMPLES_MAX];
  private int blocks;
  private double share;
  private double restEnergy;

  /** One of the two sines. */
  static final class Sine {
    private final float[] cos = new float[SAMPLES_MAX];
    private final float[] sin = new float[SAMPLES_MAX];
    private final double[] gainRe = new double[ToneBank.BLOCKS];
    private final double[] gainIm = new double[ToneBank.BLOCKS];
    private double hz;
    private double re;
    private double im;

    double hz() {
      return hz;
    }

    double amplitude() {
      return Math.sqrt(re * re + im * im);
    }

    /**
     * Amplitude of one block in the direction of the whole sine's phase, as a part of the sine's
     * own amplitude.
     */
    double gain(int block) {
      return (gainRe[block] * re + gainIm[block] * im) / (re * re + im * im);
    }

    private void tune(double newHz, int samples) {
      hz = newHz;
      double turnRe = Math.cos(STEP * newHz);
      double turnIm = Math.sin(STEP * newHz);
      double c = 1;
      double s = 0;
      for (int n = 0; n < samples; n++) {
        cos[n] = (float) c;
        sin[n] = (float) s;
        double next = c * turnRe - s * turnIm;
        s = c * turnIm + s * turnRe;
        c = next;
      }
    }

    /** Measures this sine in what the other one leaves of the audio. */
    private void measure(float[] audio, Sine other, int blocks) {
      float otherRe = (float) other.re;
      float otherIm = (float) other.im;
      re = 0;
      im = 0;
      for (int block = 0; block < blocks; block++) {
        float sumRe = 0;
        float sumIm = 0;
        for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
          float rest = audio[n] - otherRe * other.cos[n] - otherIm * other.sin[n];
          sumRe += rest * cos[n];
          sumIm += rest * sin[n];
        }
        gainRe[block] = sumRe * 2.0 / BLOCK;
        gainIm[block] = sumIm * 2.0 / BLOCK;
        re += gainRe[block] / blocks;
        im += gainIm[block] / blocks;
      }
    }

    /**
     * How far the true frequency is from the assumed one, by the turn of the phase between the
     * window's halves.
     */
    private double errorHz(int blocks, int lag) {
      double re1 = 0;
      double im1 = 0;
      for (int block = 0; block + lag < blocks; block++) {
        double aRe = gainRe[block];
        double aIm = gainIm[block];
        double bRe = gainRe[block + lag];
        double bIm = gainIm[block + lag];
        re1 += aRe * bRe + aIm * bIm;
        im1 += aIm * bRe - aRe * bIm;
      }
      return Math.atan2(im1, re1) / (STEP * BLOCK * lag);
    }

    private void clear() {
      re = 0;
      im = 0;
    }
  }

  Sine low() {
    return low;
  }

  Sine high() {
    return high;
  }

  int blocks() {
    return blocks;
  }

  /** Part of the audio's energy that the two sines explain, 0 to 1. */
  double share() {
    return share;
  }

  /**
   * Fits to {@code count} blocks of a ring that end before {@code end}, starting from two nominal
   * frequencies.
   */
  void fit(float[] ring, int end, int count, double lowHz, double highHz) {
    blocks = count;
    int samples = count * BLOCK;
    int from = (end - samples + ring.length) % ring.length;
    int first = Math.min(samples, ring.length - from);
    System.arraycopy(ring, from, audio, 0, first);
    System.arraycopy(ring, 0, audio, first, samples - first);
    low.clear();
    high.clear();
    low.tune(lowHz, samples);
    high.tune(highHz, samples);
    for (int round = 0; round < ROUNDS; round++) {
      low.measure(audio, high, count);
      high.measure(audio, low, count);
      low.measure(audio, high, count);
      int lag = round == 0 ? 1 : count / 2;
      low.tune(low.hz + low.errorHz(count, lag), samples);
      high.tune(high.hz + high.errorHz(count, lag), samples);
    }
    low.measure(audio, high, count);
    high.measure(audio, low, count);
    low.measure(audio, high, count);
    share = explained(samples);
  }

  /**
   * Part of what the two sines leave over that one more sine, of this frequency, would explain; 0
   * to about 1.
   */
  double shareOfRest(double hz) {
    int samples = blocks * BLOCK;
    double turnRe = Math.cos(STEP * hz);
    double turnIm = Math.sin(STEP * hz);
    double c = 1;
    double s = 0;
    double sumRe = 0;
    double sumIm = 0;
    for (int n = 0; n < samples; n++) {
      sumRe += rest[n] * c;
      sumIm += rest[n] * s;
      double next = c * turnRe - s * turnIm;
      s = c * turnIm + s * turnRe;
      c = next;
    }
    return (sumRe * sumRe + sumIm * sumIm) * 2 / samples / restEnergy;
  }

  private double explained(int samples) {
    double all = 1e-9;
    restEnergy = 1e-9;
    for (int n = 0; n < samples; n++) {
      double left =
          audio[n]
              - low.re * low.cos[n]
              - low.im * low.sin[n]
              - high.re * high.cos[n]
              - high.im * high.sin[n];
      rest[n] = (float) left;
      all += audio[n] * audio[n];
      restEnergy += left * left;
    }
    return 1 - restEnergy / all;
  }
}
