package io.dialtree.media.tone;

/**
 * The scale between 16-bit samples and dBm0: a sine that just fills the range has +3.14 dBm0 (ITU-T
 * G.711).
 */
public final class Level {
  /** Level of a sine whose peak is {@link #FULL_SCALE}. */
  public static final double FULL_SCALE_DBM0 = 3.14;

  /** Peak of the largest sine in 16 bits. */
  public static final double FULL_SCALE = 32767;

  private Level() {}

  /** Peak, in sample units, of a sine of this level. */
  public static double amplitude(double dbm0) {
    return FULL_SCALE * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
  }

  /** Level of a sine of this peak; negative infinity for silence. */
  public static double dbm0(double amplitude) {
    return FULL_SCALE_DBM0 + 20 * Math.log10(amplitude / FULL_SCALE);
  }

  /** Level of any audio by its mean power. */
  public static double ofAudio(short[] pcm, int offset, int samples) {
    double energy = 0;
    for (int i = offset; i < offset + samples; i++) {
      energy += (double) pcm[i] * pcm[i];
    }
    return dbm0(Math.sqrt(2 * energy / samples));
  }
}
