package io.dialtree.media.codec;

/**
 * Guesses the next sample of one sub-band from what was decoded before: two poles and six zeros
 * that adapt by the signs of the past (ITU-T G.722 section 3.6). Encoder and decoder run the same
 * one, which is why no coefficient has to be sent. All numbers are 16 bits in fixed point.
 */
final class G722Predictor {
  private static final int ZEROS = 6;
  private static final int POLE_2_MAX = 12_288; // 0.75
  private static final int POLES_SUM_MAX = 15_360; // 1 - 2^-4, which keeps the filter stable
  private static final int ZERO_STEP = 128;

  private final int[] differences = new int[ZEROS];
  private final int[] zeros = new int[ZEROS];
  private int pole1;
  private int pole2;
  private int rebuilt1;
  private int partial1;
  private int partial2;
  private int fromZeros;
  private int estimate;

  /** The guess for the next sample. */
  int estimate() {
    return estimate;
  }

  /** Learns by how much the guess was wrong, and makes the next one. */
  void learn(int difference) {
    int rebuilt = clamp(estimate + difference);
    int partial = clamp(fromZeros + difference);
    adaptPoles(partial);
    adaptZeros(difference);
    partial2 = partial1;
    partial1 = partial;
    predict(rebuilt);
  }

  private void adaptPoles(int partial) {
    boolean like1 = (partial ^ partial1) >= 0;
    boolean like2 = (partial ^ partial2) >= 0;
    int four = clamp(pole1 << 2);
    int pull = Math.min(like1 ? -four : four, Short.MAX_VALUE) >> 7;
    int next2 = pull + (like2 ? 128 : -128) + ((pole2 * 32_512) >> 15);
    pole2 = Math.clamp(next2, -POLE_2_MAX, POLE_2_MAX);
    int room = clamp(POLES_SUM_MAX - pole2);
    pole1 = Math.clamp(clamp((like1 ? 192 : -192) + ((pole1 * 32_640) >> 15)), -room, room);
  }

  private void adaptZeros(int difference) {
    int step = difference == 0 ? 0 : ZERO_STEP;
    for (int i = ZEROS - 1; i >= 0; i--) {
      boolean like = (difference ^ differences[i]) >= 0;
      zeros[i] = clamp((like ? step : -step) + ((zeros[i] * 32_640) >> 15));
      differences[i] = i == 0 ? difference : differences[i - 1];
    }
  }

  private void predict(int rebuilt) {
    int fromPoles = ((pole1 * clamp(2 * rebuilt)) >> 15) + ((pole2 * clamp(2 * rebuilt1)) >> 15);
    rebuilt1 = rebuilt;
    int sum = 0;
    for (int i = ZEROS - 1; i >= 0; i--) {
      sum += (zeros[i] * clamp(2 * differences[i])) >> 15;
    }
    fromZeros = clamp(sum);
    estimate = clamp(clamp(fromPoles) + fromZeros);
  }

  static int clamp(int value) {
    if (value == (short) value) {
      return value;
    }
    return value < 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
  }
}
