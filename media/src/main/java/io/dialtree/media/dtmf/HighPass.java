package io.dialtree.media.dtmf;

/**
 * A Butterworth high-pass of fourth order at 180 Hz against hum and offsets; the telephone band
 * starts at 300 Hz. Confined to the media thread.
 */
final class HighPass {
  private static final double CUT_OFF_HZ = 180;
  private static final float[] ONE = coefficients(0.541196);
  private static final float[] TWO = coefficients(1.306563);

  private float a1;
  private float a2;
  private float b1;
  private float b2;

  void clear() {
    a1 = a2 = b1 = b2 = 0;
  }

  /** Filters samples in place. */
  void run(float[] audio, int offset, int count) {
    for (int n = offset; n < offset + count; n++) {
      float x = audio[n];
      float y = ONE[0] * x + a1;
      a1 = ONE[1] * x - ONE[3] * y + a2;
      a2 = ONE[2] * x - ONE[4] * y;
      float z = TWO[0] * y + b1;
      b1 = TWO[1] * y - TWO[3] * z + b2;
      b2 = TWO[2] * y - TWO[4] * z;
      audio[n] = z;
    }
  }

  private static float[] coefficients(double q) {
    double w = 2 * Math.PI * CUT_OFF_HZ / ToneDetector.SAMPLE_RATE;
    double alpha = Math.sin(w) / (2 * q);
    double c = Math.cos(w);
    double a0 = 1 + alpha;
    return new float[] {
      (float) ((1 + c) / 2 / a0),
      (float) (-(1 + c) / a0),
      (float) ((1 + c) / 2 / a0),
      (float) (-2 * c / a0),
      (float) ((1 - alpha) / a0)
    };
  }
}
