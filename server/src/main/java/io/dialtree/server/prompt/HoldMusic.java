package io.dialtree.server.prompt;

import io.dialtree.media.tone.ToneGenerator;

/**
 * A short piece that loops without a seam: broken chords, so that a caller on hold knows that the
 * line is open.
 */
final class HoldMusic {
  private static final double[][] CHORDS_HZ = {
    {261.63, 329.63, 392.00, 523.25},
    {220.00, 261.63, 329.63, 440.00},
    {174.61, 220.00, 261.63, 349.23},
    {196.00, 246.94, 293.66, 392.00}
  };
  private static final int[] PATTERN = {0, 1, 2, 3, 2, 1, 2, 3};
  private static final double NOTE_MS = 250;
  private static final double LEVEL_DBM0 = -18;
  private static final double OVERTONE_DBM0 = -30;
  private static final double RISE_MS = 20;

  private HoldMusic() {}

  /** The piece as 16-bit samples. */
  static short[] samples(int sampleRate) {
    ToneGenerator tones = new ToneGenerator(sampleRate, RISE_MS);
    int note = tones.samples(NOTE_MS);
    short[] piece = new short[note * CHORDS_HZ.length * PATTERN.length];
    int at = 0;
    for (double[] chord : CHORDS_HZ) {
      for (int step : PATTERN) {
        short[] one = tones.dual(chord[step], LEVEL_DBM0, 2 * chord[step], OVERTONE_DBM0, NOTE_MS);
        System.arraycopy(one, 0, piece, at, note);
        at += note;
      }
    }
    return piece;
  }
}
