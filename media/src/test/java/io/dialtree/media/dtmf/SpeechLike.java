package io.dialtree.media.dtmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A formant synthesiser that babbles: voiced and hissing sounds, gliding pitch and vowels, pauses.
 * No words, but the sound.
 */
final class SpeechLike {
  private static final int RATE = 8000;
  // First three formants of vowels, in hertz for a man's voice.
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}, {570, 840, 2410},
    {640, 1190, 2390}, {490, 1350, 1690}, {660, 1720, 2410}, {440, 1020, 2240}, {520, 1190, 2390}
  };
  private static final double[] BANDWIDTHS = {60, 90, 130};

  private final Random random;
  private final String name;
  private final double pitchHz;
  private final double tract;
  private final double song;

  private SpeechLike(String name, long seed, double pitchHz, double tract, double song) {
    this.name = name;
    this.random = new Random(seed);
    this.pitchHz = pitchHz;
    this.tract = tract;
    this.song = song;
  }

  /** A man, a woman, a child, and a singer who holds notes. */
  static List<SpeechLike> voices(long seed) {
    List<SpeechLike> voices = new ArrayList<>();
    voices.add(new SpeechLike("man", 10 * seed, 110, 1, 0));
    voices.add(new SpeechLike("woman", 10 * seed + 1, 205, 1.17, 0));
    voices.add(new SpeechLike("child", 10 * seed + 2, 290, 1.3, 0));
    voices.add(new SpeechLike("singer", 10 * seed + 3, 330, 1.15, 1));
    return voices;
  }

  short[] speak(int seconds) {
    double[] out = new double[seconds * RATE];
    Resonators resonators = new Resonators();
    double[] from = vowel();
    int at = 0;
    while (at < out.length) {
      double[] to = vowel();
      int samples =
          (int) (RATE * (song > 0 ? 0.2 + random.nextDouble() : 0.06 + 0.2 * random.nextDouble()));
      boolean voiced = random.nextInt(5) > 0;
      boolean pause = random.nextInt(9) == 0;
      double loud = pause ? 0 : voiced ? 0.4 + random.nextDouble() : 0.05;
      at += syllable(out, at, samples, from, to, voiced, loud, resonators);
      from = to;
    }
    return normalised(out, -20 + 6 * random.nextGaussian() / 2);
  }

  /** Chords of two to four notes with overtones, each half a second, as an organ plays them. */
  static short[] chords(long seed, int seconds) {
    Random random = new Random(seed);
    double[] out = new double[seconds * RATE];
    for (int at = 0; at < out.length; at += RATE / 2) {
      for (int note = 2 + random.nextInt(3); note > 0; note--) {
        double hz = 110 * Math.pow(2, random.nextInt(40) / 12.0);
        for (int overtone = 1; overtone <= 5 && hz * overtone < RATE / 2.0; overtone++) {
          double step = 2 * Math.PI * hz * overtone / RATE;
          double gain = Math.pow(0.45, overtone);
          for (int i = at; i < Math.min(out.length, at + RATE / 2); i++) {
            out[i] += gain * Math.sin(step * i);
          }
        }
      }
    }
    return normalised(out, -13);
  }

  @Override
  public String toString() {
    return name;
  }

  private int syllable(
      double[] out,
      int at,
      int samples,
      double[] from,
      double[] to,
      boolean voiced,
      double loud,
      Resonators r) {
    double pitch =
        song > 0
            ? pitchHz * Math.pow(2, random.nextInt(15) / 12.0)
            : pitchHz * (0.8 + 0.5 * random.nextDouble());
    double glide = song > 0 ? 0 : pitch * 0.3 * (random.nextDouble() - 0.5);
    double phase = 0;
    double glottis = 0;
    int count = Math.min(samples, out.length - at);
    for (int i = 0; i < count; i++) {
      double part = (double) i / samples;
      if (i % 40 == 0) {
        r.tune(from, to, Math.min(1, 2 * part));
      }
      double vibrato = song * 0.01 * Math.sin(2 * Math.PI * 5.5 * i / RATE);
      phase += (pitch + glide * part) * (1 + vibrato + 0.002 * random.nextGaussian()) / RATE;
      double pulse = 0;
      if (phase >= 1) {
        phase -= 1;
        pulse = 1;
      }
      // The glottis and the lips together fall by 6 dB an octave.
      glottis = 0.95 * glottis + pulse;
      double source = voiced ? glottis + 0.01 * random.nextGaussian() : random.nextGaussian();
      double envelope = Math.min(1, Math.min(part, 1 - part) * 8);
      out[at + i] = loud * envelope * r.filter(source);
    }
    return samples;
  }

  private double[] vowel() {
    double[] vowel = VOWELS[random.nextInt(VOWELS.length)].clone();
    for (int i = 0; i < vowel.length; i++) {
      vowel[i] *= tract * (0.95 + 0.1 * random.nextDouble());
    }
    return vowel;
  }

  private static short[] normalised(double[] audio, double dbm0) {
    double energy = 0;
    for (double sample : audio) {
      energy += sample * sample;
    }
    double gain =
        io.dialtree.media.tone.Level.amplitude(dbm0) / Math.sqrt(2 * energy / audio.length);
    short[] pcm = new short[audio.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.clamp(Math.round(gain * audio[i]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
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
        double radius = Math.exp(-Math.PI * BANDWIDTHS[i] / RATE);
        b1[i] = 2 * radius * Math.cos(2 * Math.PI * hz / RATE);
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
