package io.dialtree.scenarios.harness;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells which {@link Tone} fills a stretch of sound: by the Goertzel sum of each tone's frequency
 * against the whole energy. Stateless; any thread.
 */
public final class ToneMeter {
  /** Telephone sound: 8000 samples a second. */
  public static final int SAMPLE_RATE_HZ = 8000;

  /** 5 ms: two periods of the lowest tone, and little that an edge can hide. */
  private static final int PIECE_SAMPLES = 40;

  /** A pure tone through G.711 keeps over 0.98; two tones at once have at most half each. */
  private static final double PURE_SHARE = 0.8;

  /** Mean square of about -45 dBm0: below lies comfort silence. */
  private static final double QUIET_MEAN_SQUARE = 15_000;

  private ToneMeter() {}

  /** Returns the tone that fills these samples, or nothing for silence and for any other sound. */
  public static Optional<Tone> dominant(short[] pcm) {
    if (meanSquare(pcm) < QUIET_MEAN_SQUARE) {
      return Optional.empty();
    }
    for (Tone tone : Tone.values()) {
      if (share(pcm, tone.hz()) > PURE_SHARE) {
        return Optional.of(tone);
      }
    }
    return Optional.empty();
  }

  /** Returns how much of a sound is this tone, in one piece or in several. */
  public static long lengthMs(short[] pcm, Tone tone) {
    int pieces = 0;
    for (int at = 0; at + PIECE_SAMPLES <= pcm.length; at += PIECE_SAMPLES) {
      Optional<Tone> heard = dominant(Arrays.copyOfRange(pcm, at, at + PIECE_SAMPLES));
      pieces += heard.equals(Optional.of(tone)) ? 1 : 0;
    }
    return pieces * 1_000L * PIECE_SAMPLES / SAMPLE_RATE_HZ;
  }

  /** Returns whether there is no more than comfort silence in these samples. */
  public static boolean isQuiet(short[] pcm) {
    return meanSquare(pcm) < QUIET_MEAN_SQUARE;
  }

  /** Returns the part of the energy, 0 to 1, that lies at this frequency. */
  public static double share(short[] pcm, double hz) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < pcm.length; i++) {
      double angle = 2 * Math.PI * hz * i / SAMPLE_RATE_HZ;
      real += pcm[i] * Math.cos(angle);
      imaginary += pcm[i] * Math.sin(angle);
    }
    double energy = meanSquare(pcm) * pcm.length;
    double power = real * real + imaginary * imaginary;
    return energy == 0 ? 0 : 2 * power / (pcm.length * energy);
  }

  private static double meanSquare(short[] pcm) {
    double sum = 0;
    for (short sample : pcm) {
      sum += (double) sample * sample;
    }
    return pcm.length == 0 ? 0 : sum / pcm.length;
  }
}
