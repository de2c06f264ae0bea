package io.dialtree.media.dtmf;

/**
 * Chosen blocks of audio, each folded at its middle, in which sines of any frequency are measured.
 * Filled from the oldest block to the newest and reused. Confined to the media thread.
 */
final class FoldedWindow {
  /** The longest window in blocks, holes included. */
  static final int BLOCKS_MAX = 20;

  private static final int BLOCK = ToneBank.BLOCK;
  private static final int HALF = FoldedBlock.HALF;

  private final HighPass highPass = new HighPass();
  private final float[] audio = new float[BLOCK];
  private final float[] even = new float[BLOCKS_MAX * HALF];
  private final float[] odd = new float[BLOCKS_MAX * HALF];
  private final int[] at = new int[BLOCKS_MAX];
  private boolean hum;
  private int blocks;
  private long first;
  private double energy;

  /**
   * Empties the window.
   *
   * @param withHum whether there is so much below the telephone band that it has to be filtered
   */
  void begin(boolean withHum) {
    blocks = 0;
    energy = 0;
    hum = withHum;
  }

  /** Takes a block of the ring, the first one with its run-up. */
  void take(ToneBank bank, long block) {
    if (blocks == 0) {
      first = block;
      if (hum) {
        // The high-pass rings down to a hundredth within 10 ms.
        highPass.clear();
        load(bank, block - 2);
        load(bank, block - 1);
      }
    }
    load(bank, block);
    at[blocks] = (int) (block - first);
    float squares0 = 0;
    float squares1 = 0;
    int to = blocks * HALF;
    for (int n = 0; n < HALF; n++) {
      float a = audio[n];
      float b = audio[BLOCK - 1 - n];
      even[to + n] = a + b;
      odd[to + n] = a - b;
      squares0 = Fma.add(a, a, squares0);
      squares1 = Fma.add(b, b, squares1);
    }
    energy += squares0 + squares1;
    blocks++;
  }

  private void load(ToneBank bank, long block) {
    short[] ring = bank.ring();
    int from = ToneBank.place(block) * BLOCK;
    for (int n = 0; n < BLOCK; n++) {
      audio[n] = ring[from + n];
    }
    if (hum) {
      highPass.run(audio, 0, BLOCK);
    }
  }

  int blocks() {
    return blocks;
  }

  double energy() {
    return energy;
  }

  /** How many blocks a block of the window lies behind the first. */
  int at(int block) {
    return at[block];
  }

  /** Correlates every block with two sines at once, which keeps the processor's pipeline full. */
  void correlate(Sine one, Sine two) {
    for (int block = 0; block < blocks; block++) {
      int from = block * HALF;
      float oneRe = 0;
      float oneIm = 0;
      float twoRe = 0;
      float twoIm = 0;
      float oneRe1 = 0;
      float oneIm1 = 0;
      float twoRe1 = 0;
      float twoIm1 = 0;
      for (int n = 0; n < HALF; n += 2) {
        float e = even[from + n];
        float o = odd[from + n];
        oneRe = Fma.add(e, one.cos[n], oneRe);
        oneIm = Fma.add(o, one.sin[n], oneIm);
        twoRe = Fma.add(e, two.cos[n], twoRe);
        twoIm = Fma.add(o, two.sin[n], twoIm);
        float e1 = even[from + n + 1];
        float o1 = odd[from + n + 1];
        oneRe1 = Fma.add(e1, one.cos[n + 1], oneRe1);
        oneIm1 = Fma.add(o1, one.sin[n + 1], oneIm1);
        twoRe1 = Fma.add(e1, two.cos[n + 1], twoRe1);
        twoIm1 = Fma.add(o1, two.sin[n + 1], twoIm1);
      }
      one.measured(block, oneRe + oneRe1, oneIm + oneIm1);
      two.measured(block, twoRe + twoRe1, twoIm + twoIm1);
    }
  }
}
