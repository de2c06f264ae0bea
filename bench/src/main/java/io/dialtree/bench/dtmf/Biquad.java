package io.dialtree.bench.dtmf;

/** A filter of second order (R. Bristow-Johnson's cookbook) at 8 kHz. */
final class Biquad {
  private final double[] b;
  private final double[] a;

  private Biquad(double[] b, double[] a) {
    this.b = b;
    this.a = a;
  }

  static Biquad highPass(double hz, double q) {
    double cos = Math.cos(2 * Math.PI * hz / Line.RATE);
    return of((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, hz, q);
  }

  static Biquad lowPass(double hz, double q) {
    double cos = Math.cos(2 * Math.PI * hz / Line.RATE);
    return of((1 - cos) / 2, 1 - cos, (1 - cos) / 2, hz, q);
  }

  void run(double[] audio) {
    double s1 = 0;
    double s2 = 0;
    for (int i = 0; i < audio.length; i++) {
      double x = audio[i];
      double y = b[0] * x + s1;
      s1 = b[1] * x - a[0] * y + s2;
      s2 = b[2] * x - a[1] * y;
      audio[i] = y;
    }
  }

  private static Biquad of(double b0, double b1, double b2, double hz, double q) {
    double w = 2 * Math.PI * hz / Line.RATE;
    double alpha = Math.sin(w) / (2 * q);
    double a0 = 1 + alpha;
    return new Biquad(
        new double[] {b0 / a0, b1 / a0, b2 / a0},
        new double[] {-2 * Math.cos(w) / a0, (1 - alpha) / a0});
  }
}
