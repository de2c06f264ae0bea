package io.dialtree.server.dial;

import java.util.OptionalDouble;

/** Finds out whether a piece of audio is one pure tone, and which. */
public final class PureTone {
  private static final int RATE = 8_000;
  private static final double SHARE = 0.8; // of the energy; speech stays far below
  private static final double RMS_MIN = 100; // about -44 dBm0

  private PureTone() {}

  /**
   * The frequency in hertz, exact to some hertz; empty for silence, speech and music.
   *
   * @param pcm at 8 kHz, a tenth of a second or more
   */
  public static OptionalDouble hz(short[] pcm, int from, int to) {
    int samples = to - from;
    if (samples < RATE / 20) {
      return OptionalDouble.empty();
    }
    double energy = 0;
    int crossings = 0;
    int first = -1;
    int last = -1;
    for (int i = from; i < to; i++) {
      energy += (double) pcm[i] * pcm[i];
      if (i > from && pcm[i - 1] < 0 && pcm[i] >= 0) {
        crossings++;
        last = i;
        first = first < 0 ? i : first;
      }
    }
    if (crossings < 3 || energy < RMS_MIN * RMS_MIN * samples) {
      return OptionalDouble.empty();
    }
    double hz = (crossings - 1) * (double) RATE / (last - first);
    return share(pcm, from, to, hz) * samples > SHARE * energy
        ? OptionalDouble.of(hz)
        : OptionalDouble.empty();
  }

  /** Mean power at one frequency, by the Goertzel algorithm. */
  private static double share(short[] pcm, int from, int to, double hz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hz / RATE);
    double last = 0;
    double beforeLast = 0;
    for (int i = from; i < to; i++) {
      double next = pcm[i] + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    int samples = to - from;
    return 2 * power / samples / samples;
  }
}
