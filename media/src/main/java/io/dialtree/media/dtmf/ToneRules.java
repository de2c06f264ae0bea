package io.dialtree.media.dtmf;

/**
 * The rules a pair of sines has to meet to be a digit (ITU-T Q.24): level, twist, frequency, steady
 * amplitude, and not the harmonics of a voice. Pure functions of a fit.
 */
final class ToneRules {
  /** High over low: -8 to +4 dB must be accepted, -12 and +8 must not. */
  static final double TWIST_MIN = Math.pow(10, -8.8 / 20);

  static final double TWIST_MAX = Math.pow(10, 4.8 / 20);

  // 1.5 % + 2 Hz must be accepted and 3.5 % must not.
  private static final double OFFSET_PART = 0.0153;
  private static final double OFFSET_HZ = 2;

  private static final double EDGE_GAIN_MIN = 0.25;
  private static final double INNER_GAIN_MIN = 0.6;
  private static final double GAIN_SUM_SLACK = 1.1;

  // A voice puts most of its other energy next to its two strongest harmonics; noise spreads it
  // over the whole band.
  private static final double PURE_SHARE = 0.98;
  private static final double VOICE_SHARE = 0.5;
  private static final double PITCH_MIN_HZ = 200;
  private static final double PITCH_SLACK = 0.06;
  // No key within 1.5 % + 2 Hz comes as close as this to harmonics that are neighbours or next but
  // one. Key 6 at its limits is 0.016 away from an octave, key D 0.05 from the ratio 3 to 5.
  private static final double EXACT_FIRST = 0.012;
  private static final double EXACT_HIGHER = 0.03;
  // Key * reaches the fourth and fifth harmonic of 238 Hz within its limits, and a woman's voice
  // does too: there the voice is known by its other harmonics.
  private static final double EXACT_HARMONIC_MAX = 3.5;
  private static final double EXACT_VOICE_SHARE = 0.2;
  private static final int EXACT_STEPS_MAX = 2;
  private static final int PITCH_STEPS_MAX = 3;
  private static final int HARMONICS_MAX = 12;

  // The overtones of a distorted digit, 20 dB below it, are less than a twentieth of it.
  private static final double OVERTONE_FREE_SHARE = 0.93;
  private static final double OVERTONE_SHARE = 0.4;

  private ToneRules() {}

  static double offsetMaxHz(double nominalHz) {
    return OFFSET_PART * nominalHz + OFFSET_HZ;
  }

  static boolean isNear(double hz, double nominalHz) {
    return Math.abs(hz - nominalHz) <= offsetMaxHz(nominalHz);
  }

  static boolean isDigit(TonePairFit fit, double lowHz, double highHz, double amplitudeMin) {
    double twist = fit.high().amplitude() / fit.low().amplitude();
    return fit.low().amplitude() >= amplitudeMin
        && fit.high().amplitude() >= amplitudeMin
        && twist >= TWIST_MIN
        && twist <= TWIST_MAX
        && isNear(fit.low().hz(), lowHz)
        && isNear(fit.high().hz(), highHz)
        && isSteady(fit.low(), fit.blocks())
        && isSteady(fit.high(), fit.blocks())
        && !isVoice(fit)
        && !hasOvertones(fit);
  }

  /** Whether most of what is left over are the overtones of the two, as of an instrument. */
  private static boolean hasOvertones(TonePairFit fit) {
    if (fit.share() >= OVERTONE_FREE_SHARE) {
      return false;
    }
    return fit.shareOfRest(2 * fit.low().hz(), 2 * fit.high().hz()) > OVERTONE_SHARE;
  }

  private static boolean isSteady(Sine sine, int blocks) {
    int last = blocks - 1;
    double inner = 0;
    for (int i = 1; i < last; i++) {
      inner += sine.gain(i);
    }
    double mean = inner / (last - 1);
    for (int i = 1; i < last; i++) {
      if (sine.gain(i) < INNER_GAIN_MIN * mean) {
        return false;
      }
    }
    double first = sine.gain(0) / mean;
    double end = sine.gain(last) / mean;
    return first >= EDGE_GAIN_MIN && end >= EDGE_GAIN_MIN && first + end + GAIN_SUM_SLACK >= 2;
  }

  /**
   * Whether the two tones are harmonics of one pitch, by their frequencies or by what is left over.
   */
  private static boolean isVoice(TonePairFit fit) {
    for (int steps = 1; steps <= PITCH_STEPS_MAX; steps++) {
      double pitch = (fit.high().hz() - fit.low().hz()) / steps;
      double harmonic = fit.low().hz() / pitch;
      double error = Math.abs(harmonic - Math.rint(harmonic));
      if (pitch < PITCH_MIN_HZ || error > PITCH_SLACK) {
        continue;
      }
      boolean exact =
          steps <= EXACT_STEPS_MAX && error < (harmonic < 1.5 ? EXACT_FIRST : EXACT_HIGHER);
      double most = exact ? EXACT_VOICE_SHARE : VOICE_SHARE;
      if ((exact && harmonic < EXACT_HARMONIC_MAX)
          || (fit.share() < PURE_SHARE && harmonics(fit, pitch, steps) > most)) {
        return true;
      }
    }
    return false;
  }

  private static double harmonics(TonePairFit fit, double pitch, int steps) {
    int low = (int) Math.rint(fit.low().hz() / pitch);
    double sum = 0;
    for (int n = 1; n <= HARMONICS_MAX && n * pitch < ToneDetector.SAMPLE_RATE / 2.0; n++) {
      if (n != low && n != low + steps) {
        sum += fit.shareOfRest(n * pitch);
      }
    }
    return sum;
  }
}
