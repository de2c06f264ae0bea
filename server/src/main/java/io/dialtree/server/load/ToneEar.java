package io.dialtree.server.load;

import io.dialtree.media.codec.G711;
import java.nio.ByteBuffer;

/**
 * Tells whether a frame is one pure tone, by the Goertzel algorithm. One serves all callers of a
 * thread, because it remembers nothing from frame to frame.
 */
final class ToneEar {
  private static final int SAMPLES_MAX = 480;
  private static final double SHARE = 0.7; // of the frame's energy; speech stays far below
  private static final double RMS_MIN = 200; // about -40 dBm0

  private final short[] pcm = new short[SAMPLES_MAX];
  private final double coefficient;

  ToneEar(double hz) {
    coefficient = 2 * Math.cos(2 * Math.PI * hz / 8000);
  }

  /** True when the u-law payload is mostly this tone. */
  boolean hears(ByteBuffer packet, int offset, int length) {
    int samples = G711.PCMU.decode(packet, offset, Math.clamp(length, 0, SAMPLES_MAX), pcm, 0);
    double energy = 0;
    double last = 0;
    double beforeLast = 0;
    for (int i = 0; i < samples; i++) {
      double next = pcm[i] + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
      energy += (double) pcm[i] * pcm[i];
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    return energy > RMS_MIN * RMS_MIN * samples && 2 * power / samples > SHARE * energy;
  }
}
