package io.dialtree.media.codec;

import java.nio.ByteBuffer;

/**
 * One stream's way from linear payload at 16 kHz to 8 kHz samples: a half-band filter of 31 taps,
 * flat to 3 kHz and 60 dB down from 5 kHz, so that nothing folds back onto the tones of a
 * telephone.
 */
final class L16NarrowbandDecoder implements AudioDecoder {
  private static final int SIDE_TAPS = 8; // every second tap of a half-band filter is zero
  private static final int REACH = 2 * SIDE_TAPS - 1;
  private static final double KAISER_BETA = 5.85; // 60 dB
  private static final float[] SIDE = side();

  private final float[] line = new float[2 * REACH + 1];
  private boolean second;

  @Override
  public int decode(ByteBuffer in, int offset, int length, short[] out, int outOffset) {
    int written = 0;
    for (int at = offset; at + 1 < offset + length; at += 2) {
      System.arraycopy(line, 1, line, 0, line.length - 1);
      line[line.length - 1] = (short) ((in.get(at) << 8) | (in.get(at + 1) & 0xFF));
      if (second) {
        out[outOffset + written++] = (short) G722Predictor.clamp(Math.round(filtered()));
      }
      second = !second;
    }
    return written;
  }

  private float filtered() {
    float sum = 0.5f * line[REACH];
    for (int i = 0; i < SIDE_TAPS; i++) {
      int distance = 2 * i + 1;
      sum += SIDE[i] * (line[REACH - distance] + line[REACH + distance]);
    }
    return sum;
  }

  private static float[] side() {
    double[] taps = new double[SIDE_TAPS];
    double sum = 0;
    for (int i = 0; i < SIDE_TAPS; i++) {
      int distance = 2 * i + 1;
      double x = (double) distance / (REACH + 1);
      taps[i] =
          (i % 2 == 0 ? 1 : -1)
              / (Math.PI * distance)
              * bessel(KAISER_BETA * Math.sqrt(1 - x * x))
              / bessel(KAISER_BETA);
      sum += taps[i];
    }
    float[] scaled = new float[SIDE_TAPS];
    for (int i = 0; i < SIDE_TAPS; i++) {
      scaled[i] = (float) (taps[i] * 0.25 / sum); // with the centre the taps add up to one
    }
    return scaled;
  }

  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-9 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
