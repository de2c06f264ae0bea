package io.dialtree.media.dtmf;

/**
 * A block of audio folded at its middle. The cosine is even and the sine odd around the middle, so
 * that both halves of a block share one multiplication. Confined to the media thread.
 */
final class FoldedBlock {
  static final int BLOCK = ToneBank.BLOCK;
  static final int HALF = BLOCK / 2;

  private static final float[] DISTANCE = new float[HALF];
  // Sum of the squares of the distances from the middle: the energy of a slope of one.
  private static final float SLOPE_ENERGY = (float) (BLOCK * (BLOCK * BLOCK - 1.0) / 12);

  static {
    for (int n = 0; n < HALF; n++) {
      DISTANCE[n] = n - HALF + 0.5f;
    }
  }

  /** Sums of the samples that lie equally far from the middle, the outermost first. */
  final float[] even = new float[HALF];

  /** Their differences, the earlier less the later. */
  final float[] odd = new float[HALF];

  private final float[] audio = new float[BLOCK];
  private float rawEnergy;
  private float energy;
  private long count;

  /** Energy of the block as measured by {@link #fold}. */
  float rawEnergy() {
    return rawEnergy;
  }

  /** The same without what is constant or rises evenly. */
  float energy() {
    return energy;
  }

  /** Number of the folding done last: while it stays, so does the block. */
  long count() {
    return count;
  }

  /** Folds the block at {@code from} of the ring. */
  void foldOnly(short[] ring, int from) {
    load(ring, from);
    for (int n = 0; n < HALF; n++) {
      float a = audio[n];
      float b = audio[BLOCK - 1 - n];
      even[n] = a + b;
      odd[n] = a - b;
    }
  }

  private void load(short[] ring, int from) {
    count++;
    for (int n = 0; n < BLOCK; n++) {
      audio[n] = ring[from + n];
    }
  }

  /** The same with the energies; several sums side by side keep the processor's pipeline full. */
  void fold(short[] ring, int from) {
    load(ring, from);
    float squares0 = 0;
    float squares1 = 0;
    float squares2 = 0;
    float squares3 = 0;
    float sum0 = 0;
    float sum1 = 0;
    float slope0 = 0;
    float slope1 = 0;
    for (int n = 0; n < HALF; n += 2) {
      float a0 = audio[n];
      float b0 = audio[BLOCK - 1 - n];
      float a1 = audio[n + 1];
      float b1 = audio[BLOCK - 2 - n];
      float e0 = a0 + b0;
      float o0 = a0 - b0;
      float e1 = a1 + b1;
      float o1 = a1 - b1;
      even[n] = e0;
      odd[n] = o0;
      even[n + 1] = e1;
      odd[n + 1] = o1;
      squares0 = Fma.add(a0, a0, squares0);
      squares1 = Fma.add(b0, b0, squares1);
      squares2 = Fma.add(a1, a1, squares2);
      squares3 = Fma.add(b1, b1, squares3);
      sum0 += e0;
      sum1 += e1;
      slope0 = Fma.add(DISTANCE[n], o0, slope0);
      slope1 = Fma.add(DISTANCE[n + 1], o1, slope1);
    }
    rawEnergy = squares0 + squares1 + (squares2 + squares3);
    float sum = sum0 + sum1;
    float slope = slope0 + slope1;
    energy = Math.max(0, rawEnergy - sum * sum / BLOCK - slope * slope / SLOPE_ENERGY);
  }
}
