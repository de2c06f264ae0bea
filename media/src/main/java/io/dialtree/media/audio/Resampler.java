package io.dialtree.media.audio;

/**
 * Changes the sample rate by a polyphase filter: a sinc of 24 zero crossings a side under a Kaiser
 * window. What the lower rate cannot carry is suppressed by about 80 dB; below 0.84 of its half
 * rate the level stays within 0.1 dB.
 */
public final class Resampler {
  private static final int ZERO_CROSSINGS = 24;
  private static final double KAISER_BETA = 8;
  private static final double CUTOFF_OF_HALF_RATE = 0.95;

  private Resampler() {}

  /** The samples at another rate; the piece keeps its length in time, rounded up to a sample. */
  public static short[] resample(short[] in, int fromRate, int toRate) {
    if (fromRate == toRate) {
      return in.clone();
    }
    int divisor = gcd(fromRate, toRate);
    int up = toRate / divisor;
    int down = fromRate / divisor;
    double[][] phases = phases(fromRate, toRate, up);
    short[] out = new short[Math.toIntExact(((long) in.length * up + down - 1) / down)];
    long position = 0;
    for (int i = 0; i < out.length; i++, position += down) {
      out[i] = convolve(in, (int) (position / up), phases[(int) (position % up)]);
    }
    return out;
  }

  private static short convolve(short[] in, int centre, double[] taps) {
    int first = centre - taps.length / 2 + 1;
    int from = Math.max(0, -first);
    int to = Math.min(taps.length, in.length - first);
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += taps[t] * in[first + t];
    }
    return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static double[][] phases(int fromRate, int toRate, int up) {
    // Cycles per input sample; the lower of the two rates says what may pass.
    double cutoff = 0.5 * CUTOFF_OF_HALF_RATE * Math.min(1, (double) toRate / fromRate);
    int half = (int) Math.ceil(ZERO_CROSSINGS / (2 * cutoff));
    double[][] phases = new double[up][2 * half];
    for (int phase = 0; phase < up; phase++) {
      double sum = 0;
      for (int t = 0; t < 2 * half; t++) {
        double distance = t - half + 1 - (double) phase / up;
        phases[phase][t] = sinc(2 * cutoff * distance) * kaiser(distance / half);
        sum += phases[phase][t];
      }
      for (int t = 0; t < 2 * half; t++) {
        phases[phase][t] /= sum;
      }
    }
    return phases;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    double inside = 1 - x * x;
    return inside <= 0 ? 0 : besselI0(KAISER_BETA * Math.sqrt(inside)) / besselI0(KAISER_BETA);
  }

  private static double besselI0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
