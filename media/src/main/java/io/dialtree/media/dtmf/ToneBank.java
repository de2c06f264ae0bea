package io.dialtree.media.dtmf;

/**
 * Correlates blocks of 5 ms with the eight frequencies of ITU-T Q.23 and keeps the last blocks, so
 * that windows of any number of blocks cost a few additions. Phases count from the start of each
 * block. Confined to the media thread.
 */
final class ToneBank {
  static final int TONES = 8;
  static final int BLOCK = 40;
  static final int BLOCKS = 16;

  private static final double[] HZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
  // cos and sin of every tone, tone by tone.
  private static final float[] COS = new float[TONES * BLOCK];
  private static final float[] SIN = new float[TONES * BLOCK];
  // What turns a block's phase back to that of the block n before it.
  private static final float[] TURN_COS = new float[TONES * BLOCKS];
  private static final float[] TURN_SIN = new float[TONES * BLOCKS];

  static {
    for (int tone = 0; tone < TONES; tone++) {
      double step = 2 * Math.PI * HZ[tone] / ToneDetector.SAMPLE_RATE;
      for (int n = 0; n < BLOCK; n++) {
        COS[tone * BLOCK + n] = (float) Math.cos(step * n);
        SIN[tone * BLOCK + n] = (float) -Math.sin(step * n);
      }
      for (int n = 0; n < BLOCKS; n++) {
        TURN_COS[tone * BLOCKS + n] = (float) Math.cos(step * BLOCK * n);
        TURN_SIN[tone * BLOCKS + n] = (float) -Math.sin(step * BLOCK * n);
      }
    }
  }

  private final float[] re = new float[TONES * BLOCKS];
  private final float[] im = new float[TONES * BLOCKS];
  private int newest;

  static double hz(int tone) {
    return HZ[tone];
  }

  /** Takes a block of {@link #BLOCK} samples. */
  void add(float[] samples, int offset) {
    newest = (newest + 1) % BLOCKS;
    for (int tone = 0; tone < TONES; tone++) {
      int table = tone * BLOCK;
      float r0 = 0;
      float i0 = 0;
      float r1 = 0;
      float i1 = 0;
      for (int n = 0; n < BLOCK; n += 2) {
        float x0 = samples[offset + n];
        float x1 = samples[offset + n + 1];
        r0 += x0 * COS[table + n];
        i0 += x0 * SIN[table + n];
        r1 += x1 * COS[table + n + 1];
        i1 += x1 * SIN[table + n + 1];
      }
      re[tone * BLOCKS + newest] = r0 + r1;
      im[tone * BLOCKS + newest] = i0 + i1;
    }
  }

  /** Takes a block without sound. */
  void addSilence() {
    newest = (newest + 1) % BLOCKS;
    for (int tone = 0; tone < TONES; tone++) {
      re[tone * BLOCKS + newest] = 0;
      im[tone * BLOCKS + newest] = 0;
    }
  }

  /**
   * Power of a tone over {@code count} blocks taken as one window that ends {@code ago} blocks
   * before the newest.
   */
  float power(int tone, int ago, int count) {
    float sumRe = 0;
    float sumIm = 0;
    for (int n = 0; n < count; n++) {
      int block = tone * BLOCKS + (newest - ago - (count - 1) + n + 2 * BLOCKS) % BLOCKS;
      float turnCos = TURN_COS[tone * BLOCKS + n];
      float turnSin = TURN_SIN[tone * BLOCKS + n];
      sumRe += re[block] * turnCos - im[block] * turnSin;
      sumIm += re[block] * turnSin + im[block] * turnCos;
    }
    return sumRe * sumRe + sumIm * sumIm;
  }
}
