package io.dialtree.bench.dtmf;

import io.dialtree.media.tone.Level;
import java.util.Random;

/**
 * Sounds without digits that need no other program: a formant synthesiser that babbles or sings,
 * chords, tunes with drums, and call-progress tones with their cadences.
 */
final class Babble {
  // First three formants of vowels in hertz, for a man's voice.
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}, {570, 840, 2410},
    {640, 1190, 2390}, {490, 1350, 1690}, {660, 1720, 2410}, {440, 1020, 2240}, {520, 1190, 2390}
  };
  private static final double[] BANDWIDTHS = {60, 90, 130};
  // Tones and their cadence in ms on and off: dial, ring, busy, congestion, of several countries,
  // fax, modem, and information tones.
  private static final double[][] PROGRESS = {
    {350, 440, 4000, 0}, {425, 0, 4000, 0}, {330, 440, 4000, 0}, {440, 480, 2000, 1000},
    {480, 620, 500, 500}, {480, 620, 250, 250}, {425, 0, 500, 500}, {400, 450, 400, 200},
    {950, 0, 330, 30}, {1400, 0, 330, 30}, {1800, 0, 330, 30}, {1100, 0, 500, 1000},
    {2100, 0, 3000, 500}, {1400, 2060, 100, 100}, {1780, 0, 300, 100}, {697, 0, 300, 200},
    {941, 0, 300, 200}, {1336, 0, 300, 200}, {770, 852, 300, 200}, {1209, 1477, 300, 200}
  };

  private Babble() {}

  /** A voice of any height that talks without words. */
  static double[] voice(Random random, int samples) {
    double pitch = 90 * Math.pow(2, 1.8 * random.nextDouble());
    return sound(random, samples, pitch, Math.clamp(pitch / 200 + 0.35, 0.95, 1.35), false);
  }

  /** A singer who holds notes, with vibrato. */
  static double[] singer(Random random, int samples) {
    double pitch = 130 * Math.pow(2, 1.6 * random.nextDouble());
    return sound(random, samples, pitch, Math.clamp(pitch / 250 + 0.3, 0.95, 1.3), true);
  }

  /** Chords of two to four notes with overtones, as an organ plays them. */
  static double[] organ(Random random, int samples) {
    double[] out = new double[samples];
    for (int at = 0; at < samples; at += Line.RATE / 4 * (1 + random.nextInt(4))) {
      for (int note = 2 + random.nextInt(3); note > 0; note--) {
        double hz = 110 * Math.pow(2, random.nextInt(40) / 12.0);
        pluck(out, at, Line.RATE, hz, 0.3 + 0.3 * random.nextDouble(), 0.2);
      }
    }
    return out;
  }

  /** A tune over a bass with drums. */
  static double[] band(Random random, int samples) {
    double[] out = new double[samples];
    int beat = Line.RATE * 60 / (70 + random.nextInt(90)) / 2;
    int key = random.nextInt(12);
    int[] scale = {0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19, 21, 23, 24};
    for (int at = 0; at < samples; at += beat) {
      double note = scale[random.nextInt(scale.length)] + key;
      pluck(out, at, 2 * beat, 220 * Math.pow(2, note / 12), 0.5, 3);
      pluck(out, at, 2 * beat, 55 * Math.pow(2, scale[random.nextInt(5)] / 12.0), 0.4, 2);
      for (int i = at; i < Math.min(samples, at + Line.RATE / 20); i++) {
        out[i] += 0.5 * random.nextGaussian() * Math.exp(-(i - at) / 100.0);
      }
    }
    return out;
  }

  /** Two flutes or whistles: nearly pure notes, which the players do not start at once. */
  static double[] flutes(Random random, int samples) {
    double[] out = new double[samples];
    int beat = Line.RATE * 60 / (70 + random.nextInt(90)) / 2;
    int key = random.nextInt(12);
    double fall = 0.02 + 0.25 * random.nextDouble();
    int[] scale = {0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19, 21, 23, 24};
    for (int voice = 0; voice < 2; voice++) {
      for (int at = Line.RATE / 4; at + Line.RATE / 4 < samples; ) {
        int length = beat * (1 + random.nextInt(3));
        double hz = 440 * Math.pow(2, (scale[random.nextInt(scale.length)] + key) / 12.0);
        int start = at + (int) (0.03 * Line.RATE * random.nextGaussian());
        blow(out, Math.max(0, start), (int) (length * (0.7 + 0.6 * random.nextDouble())), hz, fall);
        at += length;
      }
    }
    return out;
  }

  private static void blow(double[] out, int at, int samples, double hz, double fall) {
    double rise = 0.005 * Line.RATE + 0.01 * samples;
    for (int overtone = 1; overtone <= 3 && hz * overtone < Line.RATE / 2.0; overtone++) {
      double step = 2 * Math.PI * hz * overtone / Line.RATE;
      double gain = Math.pow(fall, overtone - 1);
      for (int i = 0; i < samples && at + i < out.length; i++) {
        double edge = Math.min(1, Math.min(i, samples - i) / rise);
        out[at + i] += gain * edge * Math.sin(step * i);
      }
    }
  }

  /** Call-progress and other tones of the network. */
  static double[] progress(Random random, int samples) {
    double[] out = new double[samples];
    int at = 0;
    while (at < samples) {
      double[] tone = PROGRESS[random.nextInt(PROGRESS.length)];
      double drift = 1 + 0.01 * (random.nextDouble() - 0.5);
      for (int repeat = 0; repeat < 4; repeat++) {
        int on = Line.samples(tone[2]);
        for (int i = 0; i < on && at + i < samples; i++) {
          double angle = 2 * Math.PI * drift * i / Line.RATE;
          out[at + i] = Math.sin(tone[0] * angle) + Math.sin(tone[1] * angle);
        }
        at += on + Line.samples(tone[3]);
      }
      at += Line.RATE / 2;
    }
    return out;
  }

  /** As 16-bit samples of this mean level. */
  static short[] pcm(double[] audio, double dbm0) {
    double energy = 1e-9;
    for (double sample : audio) {
      energy += sample * sample;
    }
    double gain = Level.amplitude(dbm0) / Math.sqrt(2 * energy / audio.length);
    short[] pcm = new short[audio.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.clamp(Math.round(gain * audio[i]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
  }

  private static void pluck(
      double[] out, int at, int samples, double hz, double fall, double decay) {
    for (int overtone = 1; overtone <= 6 && hz * overtone < Line.RATE / 2.0; overtone++) {
      double step = 2 * Math.PI * hz * overtone / Line.RATE;
      double gain = Math.pow(fall, overtone - 1);
      for (int i = at; i < Math.min(out.length, at + samples); i++) {
        out[i] += gain * Math.sin(step * (i - at)) * Math.exp(-decay * (i - at) / Line.RATE);
      }
    }
  }

  private static double[] sound(
      Random random, int samples, double pitchHz, double tract, boolean sings) {
    double[] out = new double[samples];
    Resonators resonators = new Resonators();
    double[] from = vowel(random, tract);
    int at = 0;
    while (at < samples) {
      double[] to = vowel(random, tract);
      double seconds = sings ? 0.2 + random.nextDouble() : 0.06 + 0.2 * random.nextDouble();
      int length = Math.min(samples - at, (int) (Line.RATE * seconds));
      double pitch =
          sings
              ? pitchHz * Math.pow(2, random.nextInt(15) / 12.0)
              : pitchHz * (0.8 + 0.5 * random.nextDouble());
      syllable(random, out, at, length, pitch, from, to, sings, resonators);
      at += length;
      from = to;
    }
    return out;
  }

  private static void syllable(
      Random random,
      double[] out,
      int at,
      int length,
      double pitch,
      double[] from,
      double[] to,
      boolean sings,
      Resonators resonators) {
    boolean voiced = sings || random.nextInt(5) > 0;
    double loud = random.nextInt(9) == 0 ? 0 : voiced ? 0.4 + random.nextDouble() : 0.05;
    double glide = sings ? 0 : pitch * 0.3 * (random.nextDouble() - 0.5);
    double phase = 0;
    double glottis = 0;
    for (int i = 0; i < length; i++) {
      double part = (double) i / length;
      if (i % 40 == 0) {
        resonators.tune(from, to, Math.min(1, 2 * part));
      }
      double vibrato = sings ? 0.01 * Math.sin(2 * Math.PI * 5.5 * i / Line.RATE) : 0;
      phase += (pitch + glide * part) * (1 + vibrato + 0.002 * random.nextGaussian()) / Line.RATE;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      // The glottis and the lips together fall by 6 dB an octave.
      glottis = 0.95 * glottis + pulse;
      double source = voiced ? glottis + 0.01 * random.nextGaussian() : random.nextGaussian();
      double envelope = Math.min(1, Math.min(part, 1 - part) * 8);
      out[at + i] = loud * envelope * resonators.filter(source);
    }
  }

  private static double[] vowel(Random random, double tract) {
    double[] vowel = VOWELS[random.nextInt(VOWELS.length)].clone();
    for (int i = 0; i < vowel.length; i++) {
      vowel[i] *= tract * (0.95 + 0.1 * random.nextDouble());
    }
    return vowel;
  }

  /** Three resonators in parallel. */
  private static final class Resonators {
    private final double[] b1 = new double[3];
    private final double[] b2 = new double[3];
    private final double[] y1 = new double[3];
    private final double[] y2 = new double[3];

    void tune(double[] from, double[] to, double part) {
      for (int i = 0; i < 3; i++) {
        double hz = Math.min(3800, from[i] + (to[i] - from[i]) * part);
        double radius = Math.exp(-Math.PI * BANDWIDTHS[i] / Line.RATE);
        b1[i] = 2 * radius * Math.cos(2 * Math.PI * hz / Line.RATE);
        b2[i] = -radius * radius;
      }
    }

    double filter(double x) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double y = x + b1[i] * y1[i] + b2[i] * y2[i];
        y2[i] = y1[i];
        y1[i] = y;
        sum += y * (i == 0 ? 1 : i == 1 ? -0.6 : 0.3);
      }
      return sum;
    }
  }
}
