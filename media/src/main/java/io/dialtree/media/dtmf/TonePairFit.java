package io.dialtree.media.dtmf;

/**
 * Fits two sines of free frequency, amplitude and phase to chosen blocks of audio by least squares,
 * and says how well they explain it. Up to two more sines, of a call-progress tone that is known to
 * sound, are fitted along and count as not being there. One is made per detector and reused; the
 * figures are valid until the next fit. Confined to the media thread.
 */
final class TonePairFit {
  /** The longest window in blocks, holes included. */
  static final int BLOCKS_MAX = 20;

  private static final int BLOCK = ToneBank.BLOCK;
  // Run-up of the high-pass: its ringing is down to a hundredth after 10 ms.
  private static final int RUN_UP = 2 * BLOCK;
  private static final int SINES_MAX = 4;
  private static final double STEP = 2 * Math.PI / ToneDetector.SAMPLE_RATE;

  private final HighPass highPass = new HighPass();
  private final float[] audio = new float[BLOCKS_MAX * BLOCK + RUN_UP];
  private final float[] rest = new float[BLOCKS_MAX * BLOCK];
  private final int[] at = new int[BLOCKS_MAX];
  private final Sine[] sines = new Sine[SINES_MAX];
  private boolean hum;
  private int count;
  private int blocks;
  private double share;
  private double restEnergy;

  TonePairFit() {
    for (int i = 0; i < SINES_MAX; i++) {
      sines[i] = new Sine();
    }
  }

  /** One of the sines. */
  static final class Sine {
    private final float[] cos = new float[BLOCKS_MAX * BLOCK];
    private final float[] sin = new float[BLOCKS_MAX * BLOCK];
    private final double[] gainRe = new double[BLOCKS_MAX];
    private final double[] gainIm = new double[BLOCKS_MAX];
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

    /** Sets the frequency; block {@code i} lies {@code at[i]} blocks behind the first. */
    private void tune(double newHz, int[] at, int blocks) {
      hz = newHz;
      double w = STEP * newHz;
      double c = 1;
      double s = 0;
      double blockCos = Math.cos(w * BLOCK);
      double blockSin = Math.sin(w * BLOCK);
      double c1 = Math.cos(w);
      double s1 = Math.sin(w);
      for (int block = 0; block < blocks; block++) {
        for (int gap = block == 0 ? 0 : at[block] - at[block - 1]; gap > 0; gap--) {
          double next = c * blockCos - s * blockSin;
          s = c * blockSin + s * blockCos;
          c = next;
        }
        fill(block * BLOCK, c, s, c1, s1);
      }
    }

    // Two recurrences side by side, each two samples a step, keep the processor's pipeline full.
    private void fill(int from, double c, double s, double c1, double s1) {
      float stepCos = (float) (c1 * c1 - s1 * s1);
      float stepSin = (float) (2 * c1 * s1);
      float ca = (float) c;
      float sa = (float) s;
      float cb = (float) (c * c1 - s * s1);
      float sb = (float) (c * s1 + s * c1);
      for (int n = from; n < from + BLOCK; n += 2) {
        cos[n] = ca;
        sin[n] = sa;
        cos[n + 1] = cb;
        sin[n + 1] = sb;
        float nextA = ca * stepCos - sa * stepSin;
        sa = ca * stepSin + sa * stepCos;
        ca = nextA;
        float nextB = cb * stepCos - sb * stepSin;
        sb = cb * stepSin + sb * stepCos;
        cb = nextB;
      }
    }

    /** Measures this sine in the rest and its own share of it, then takes it out again. */
    private void measure(float[] rest, int blocks) {
      float oldRe = (float) re;
      float oldIm = (float) im;
      re = 0;
      im = 0;
      for (int block = 0; block < blocks; block++) {
        float re0 = 0;
        float im0 = 0;
        float re1 = 0;
        float im1 = 0;
        int end = (block + 1) * BLOCK;
        for (int n = block * BLOCK; n < end; n += 2) {
          float x0 = Fma.add(oldRe, cos[n], Fma.add(oldIm, sin[n], rest[n]));
          float x1 = Fma.add(oldRe, cos[n + 1], Fma.add(oldIm, sin[n + 1], rest[n + 1]));
          re0 = Fma.add(x0, cos[n], re0);
          im0 = Fma.add(x0, sin[n], im0);
          re1 = Fma.add(x1, cos[n + 1], re1);
          im1 = Fma.add(x1, sin[n + 1], im1);
        }
        gainRe[block] = (re0 + re1) * 2.0 / BLOCK;
        gainIm[block] = (im0 + im1) * 2.0 / BLOCK;
        re += gainRe[block] / blocks;
        im += gainIm[block] / blocks;
      }
      add(rest, blocks, (float) re - oldRe, (float) im - oldIm);
    }

    private void add(float[] rest, int blocks, float moreRe, float moreIm) {
      for (int n = 0; n < blocks * BLOCK; n++) {
        rest[n] -= moreRe * cos[n] + moreIm * sin[n];
      }
    }

    /**
     * How far the true frequency is from the assumed one, by the turn of the phase between blocks
     * that lie {@code lag} apart.
     */
    private double errorHz(int[] at, int blocks, int lag) {
      double turned = 0;
      double weight = 1e-30;
      int pair = 0;
      while (pair + lag < blocks) {
        double re1 = 0;
        double im1 = 0;
        int distance = at[pair + lag] - at[pair];
        // Pairs that lie equally far apart turn equally far and are added up before the angle.
        while (pair + lag < blocks && at[pair + lag] - at[pair] == distance) {
          int next = pair + lag;
          re1 += gainRe[pair] * gainRe[next] + gainIm[pair] * gainIm[next];
          im1 += gainIm[pair] * gainRe[next] - gainRe[pair] * gainIm[next];
          pair++;
        }
        double strength = Math.sqrt(re1 * re1 + im1 * im1);
        turned += Math.atan2(im1, re1) * strength * distance;
        weight += strength * distance * distance;
      }
      return turned / (weight * STEP * BLOCK);
    }

    private void clear() {
      re = 0;
      im = 0;
    }
  }

  Sine low() {
    return sines[0];
  }

  Sine high() {
    return sines[1];
  }

  /** Sine {@code index} of those that were fitted along, from 0. */
  Sine along(int index) {
    return sines[2 + index];
  }

  int blocks() {
    return blocks;
  }

  /** Part of the energy, without the sines fitted along, that the two sines explain, 0 to 1. */
  double share() {
    return share;
  }

  /**
   * Empties the window; {@link #take} fills it from the oldest block to the newest.
   *
   * @param withHum whether there is so much below the telephone band that it has to be filtered
   */
  void begin(boolean withHum) {
    blocks = 0;
    hum = withHum;
  }

  /** Takes a block of the ring, the first one with its run-up. */
  void take(ToneBank bank, long block, long first) {
    if (blocks == 0 && hum) {
      highPass.clear();
      copy(bank, block - 2, 0);
      copy(bank, block - 1, BLOCK);
      highPass.run(audio, 0, RUN_UP);
    }
    at[blocks] = (int) (block - first);
    copy(bank, block, RUN_UP + blocks * BLOCK);
    if (hum) {
      highPass.run(audio, RUN_UP + blocks * BLOCK, BLOCK);
    }
    blocks++;
  }

  private void copy(ToneBank bank, long block, int to) {
    short[] ring = bank.ring();
    int from = ToneBank.place(block) * BLOCK;
    for (int n = 0; n < BLOCK; n++) {
      audio[to + n] = ring[from + n];
    }
  }

  /** Fits the two sines, starting from these frequencies. */
  void fit(double lowHz, double highHz) {
    fit(lowHz, highHz, false, 0, 0);
  }

  /**
   * Fits the two sines and those of a tone that sounds along; 0 Hz stands for none.
   *
   * @param near whether the frequencies are right within a few hertz, which saves a round
   */
  void fit(double lowHz, double highHz, boolean near, double alongHz, double moreHz) {
    count = 2 + (alongHz > 0 ? 1 : 0) + (moreHz > 0 ? 1 : 0);
    System.arraycopy(audio, RUN_UP, rest, 0, blocks * BLOCK);
    start(0, lowHz);
    start(1, highHz);
    start(2, alongHz);
    start(3, moreHz);
    if (!near) {
      refine(1);
    }
    refine(blocks / 2);
    measure();
    measure();
    share = explained();
  }

  private void start(int index, double hz) {
    sines[index].clear();
    if (index < count) {
      sines[index].tune(hz, at, blocks);
    }
  }

  private void refine(int lag) {
    measure();
    measure();
    // The phases have to be right for the tables that follow, so everything is put back first.
    for (int i = 0; i < count; i++) {
      sines[i].add(rest, blocks, -(float) sines[i].re, -(float) sines[i].im);
    }
    for (int i = 0; i < count; i++) {
      sines[i].tune(sines[i].hz + sines[i].errorHz(at, blocks, lag), at, blocks);
      sines[i].clear();
    }
  }

  private void measure() {
    for (int i = count - 1; i >= 0; i--) {
      sines[i].measure(rest, blocks);
    }
  }

  /**
   * Part of what the sines leave over that one more sine, of this frequency, would explain; 0 to
   * about 1.
   */
  double shareOfRest(double hz) {
    double stepRe = Math.cos(STEP * hz);
    double stepIm = Math.sin(STEP * hz);
    double sumRe = 0;
    double sumIm = 0;
    for (int block = 0; block < blocks; block++) {
      double c = Math.cos(STEP * hz * BLOCK * at[block]);
      double s = Math.sin(STEP * hz * BLOCK * at[block]);
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        sumRe += rest[n] * c;
        sumIm += rest[n] * s;
        double next = c * stepRe - s * stepIm;
        s = c * stepIm + s * stepRe;
        c = next;
      }
    }
    return (sumRe * sumRe + sumIm * sumIm) * 2 / (blocks * BLOCK) / restEnergy;
  }

  private double explained() {
    Sine low = sines[0];
    Sine high = sines[1];
    float lowRe = (float) low.re;
    float lowIm = (float) low.im;
    float highRe = (float) high.re;
    float highIm = (float) high.im;
    float all = 1e-9f;
    float left = 1e-9f;
    for (int n = 0; n < blocks * BLOCK; n++) {
      float pair =
          lowRe * low.cos[n] + lowIm * low.sin[n] + highRe * high.cos[n] + highIm * high.sin[n];
      float x = rest[n] + pair;
      all = Fma.add(x, x, all);
      left = Fma.add(rest[n], rest[n], left);
    }
    restEnergy = left;
    return 1 - left / all;
  }
}
