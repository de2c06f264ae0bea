package io.dialtree.media.dtmf;

/**
 * A sine within a {@link FoldedWindow}: its frequency, what the window's blocks show of it, and its
 * fitted amplitude and phase as one complex number. Time counts from the middle of the first block.
 * Confined to the media thread.
 */
final class Sine {
  static final double STEP = 2 * Math.PI / ToneDetector.SAMPLE_RATE;

  private static final int BLOCK = ToneBank.BLOCK;
  private static final int HALF = FoldedBlock.HALF;

  /** By distance from a block's middle, the outermost first. */
  final float[] cos = new float[HALF];

  final float[] sin = new float[HALF];
  // By block: the phase of the sine at its middle, the correlation with it, and the amplitude of
  // the block alone.
  final double[] phaseRe = new double[FoldedWindow.BLOCKS_MAX];
  final double[] phaseIm = new double[FoldedWindow.BLOCKS_MAX];
  final double[] blockRe = new double[FoldedWindow.BLOCKS_MAX];
  final double[] blockIm = new double[FoldedWindow.BLOCKS_MAX];
  final double[] gainRe = new double[FoldedWindow.BLOCKS_MAX];
  final double[] gainIm = new double[FoldedWindow.BLOCKS_MAX];

  /** Cosine and sine of the angle of half a sample and of half a block. */
  double cosSample;

  double sinSample;
  double cosHalf;
  double sinHalf;

  /** Correlation with the whole window. */
  double sumRe;

  double sumIm;

  /** The fitted amplitude. */
  double re;

  double im;

  private double hz;

  double hz() {
    return hz;
  }

  double amplitude() {
    return Math.sqrt(re * re + im * im);
  }

  /**
   * Amplitude of one block in the direction of the whole sine's phase, as a part of the sine's own
   * amplitude.
   */
  double gain(int block) {
    return (gainRe[block] * re + gainIm[block] * im) / (re * re + im * im);
  }

  /** Sets the frequency; what was measured at another one is void. */
  void tune(double newHz, FoldedWindow window) {
    hz = newHz;
    sumRe = 0;
    sumIm = 0;
    double w = STEP * newHz;
    cosSample = Math.cos(w / 2);
    sinSample = Math.sin(w / 2);
    double c1 = cosSample * cosSample - sinSample * sinSample;
    double s1 = 2 * cosSample * sinSample;
    double c2 = c1 * c1 - s1 * s1;
    double s2 = 2 * c1 * s1;
    fill(c1, s1, (float) c2, (float) s2);
    turnToHalf(c2, s2);
    double stepRe = cosHalf * cosHalf - sinHalf * sinHalf;
    double stepIm = 2 * cosHalf * sinHalf;
    double c = 1;
    double s = 0;
    for (int block = 0; block < window.blocks(); block++) {
      int gap = block == 0 ? 0 : window.at(block) - window.at(block - 1);
      for (; gap > 0; gap--) {
        double next = c * stepRe - s * stepIm;
        s = c * stepIm + s * stepRe;
        c = next;
      }
      phaseRe[block] = c;
      phaseIm[block] = s;
    }
  }

  // Half a block is twenty samples: sixteen and four. The angle is doubled from two samples on.
  private void turnToHalf(double c2, double s2) {
    double c4 = c2 * c2 - s2 * s2;
    double s4 = 2 * c2 * s2;
    double c8 = c4 * c4 - s4 * s4;
    double s8 = 2 * c4 * s4;
    double c16 = c8 * c8 - s8 * s8;
    double s16 = 2 * c8 * s8;
    cosHalf = c16 * c4 - s16 * s4;
    sinHalf = c16 * s4 + s16 * c4;
  }

  // Two recurrences side by side, each two samples a step.
  private void fill(double c1, double s1, float stepCos, float stepSin) {
    float ca = (float) cosSample;
    float sa = (float) sinSample;
    float cb = (float) (cosSample * c1 - sinSample * s1);
    float sb = (float) (cosSample * s1 + sinSample * c1);
    for (int n = HALF - 1; n > 0; n -= 2) {
      cos[n] = ca;
      sin[n] = sa;
      cos[n - 1] = cb;
      sin[n - 1] = sb;
      float nextA = ca * stepCos - sa * stepSin;
      sa = ca * stepSin + sa * stepCos;
      ca = nextA;
      float nextB = cb * stepCos - sb * stepSin;
      sb = cb * stepSin + sb * stepCos;
      cb = nextB;
    }
  }

  /** What a block showed, its phase counted from its own middle. */
  void measured(int block, float r, float i) {
    double c = phaseRe[block];
    double s = phaseIm[block];
    blockRe[block] = r * c + i * s;
    blockIm[block] = i * c - r * s;
    sumRe += blockRe[block];
    sumIm += blockIm[block];
  }

  /**
   * Sum of a sine of the sum of both frequencies over a block, its phase counted from the middle;
   * {@code sign} -1 for the difference.
   */
  double overlap(Sine other, int sign) {
    double numerator = sinHalf * other.cosHalf + sign * cosHalf * other.sinHalf;
    double denominator = sinSample * other.cosSample + sign * cosSample * other.sinSample;
    return Math.abs(denominator) < 1e-9 ? BLOCK : numerator / denominator;
  }

  /** Takes the amplitude of each block on its own, clear of the other sines and its own image. */
  void measureGains(FoldedWindow window, Sine[] sines, int count) {
    int blocks = window.blocks();
    System.arraycopy(blockRe, 0, gainRe, 0, blocks);
    System.arraycopy(blockIm, 0, gainIm, 0, blocks);
    for (int i = 0; i < count; i++) {
      Sine other = sines[i];
      double sum = overlap(other, 1) / 2;
      double difference = other == this ? 0 : overlap(other, -1) / 2;
      for (int b = 0; b < blocks; b++) {
        // The other sine at the middle of the block.
        double xRe = other.re * other.phaseRe[b] - other.im * other.phaseIm[b];
        double xIm = other.re * other.phaseIm[b] + other.im * other.phaseRe[b];
        double r = (difference + sum) * xRe;
        double q = (difference - sum) * xIm;
        gainRe[b] -= r * phaseRe[b] + q * phaseIm[b];
        gainIm[b] -= q * phaseRe[b] - r * phaseIm[b];
      }
    }
    for (int b = 0; b < blocks; b++) {
      gainRe[b] *= 2.0 / BLOCK;
      gainIm[b] *= 2.0 / BLOCK;
    }
  }

  /**
   * How far the true frequency is from the assumed one, by the turn of the phase between blocks
   * that lie {@code lag} apart.
   */
  double errorHz(FoldedWindow window, int lag) {
    int blocks = window.blocks();
    double turned = 0;
    double weight = 1e-30;
    int pair = 0;
    while (pair + lag < blocks) {
      double re1 = 0;
      double im1 = 0;
      int distance = window.at(pair + lag) - window.at(pair);
      if (lag == 1 && distance > 1) {
        // Across a hole the phase may have turned more than once.
        pair++;
        continue;
      }
      // Pairs that lie equally far apart turn equally far and are added up before the angle.
      while (pair + lag < blocks && window.at(pair + lag) - window.at(pair) == distance) {
        int next = pair + lag;
        re1 += gainRe[pair] * gainRe[next] + gainIm[pair] * gainIm[next];
        im1 += gainRe[pair] * gainIm[next] - gainIm[pair] * gainRe[next];
        pair++;
      }
      double strength = Math.sqrt(re1 * re1 + im1 * im1);
      turned += Math.atan2(im1, re1) * strength * distance;
      weight += strength * distance * distance;
    }
    return turned / (weight * STEP * BLOCK);
  }
}
