package io.dialtree.media.dtmf;

import io.dialtree.media.tone.Level;

/**
 * Finds dual tones (ITU-T Q.23, Q.24) in 8 kHz audio given in pieces of any size.
 *
 * <p>Every 5 ms the {@link ToneBank} says which two tones may be there; if they hold a fair part of
 * the energy, a {@link TonePairFit} measures frequency, level and steadiness over 30 ms or more and
 * {@link #isDigit} decides. Once a digit is on, it lasts until its tones were gone for 30 ms, so
 * that short dropouts do not split it and a pause of 40 ms does.
 *
 * <p>Confined to one thread; allocates nothing after construction. Positions count samples from the
 * first one fed.
 */
public final class ToneDetector {
  /** The rate of the audio, in samples a second. */
  public static final int SAMPLE_RATE = 8000;

  /** Takes what was found, on the thread that feeds. */
  public interface Listener {
    /**
     * A digit was recognised and still sounds.
     *
     * @param startSample where its tone began, to about 5 ms
     * @param decidedSample position behind the last sample seen
     */
    void onToneStart(char digit, long startSample, long decidedSample);

    /**
     * The digit announced last is over; called once for each start unless the detector is reset.
     */
    void onToneEnd(char digit, long startSample, long endSample);
  }

  private static final int BLOCK = ToneBank.BLOCK;
  private static final int RING = BLOCK * ToneBank.BLOCKS;
  private static final int NONE = -1;

  // ITU-T Q.24: 40 ms must be accepted, 23 ms must not; 30 ms of steady tone stand between the two.
  private static final int SHORT_WINDOW = 6;
  private static final double SHORT_SHARE = 0.80;
  // A longer look asks for less, because speech does not hold two pitches that long.
  private static final int MIDDLE_WINDOW = 8;
  private static final double MIDDLE_SHARE = 0.74;
  private static final int LONG_WINDOW = 14;
  private static final double LONG_SHARE = 0.70;
  private static final double PROMISING_SLACK = 0.15;
  // Less than this at the nominal frequencies is not worth a fit; a tone 1.5 % off still shows this
  // much.
  private static final double WORTH_A_FIT = 0.40;

  // 0 to -36 dBm0 a tone must be heard and -55 must not.
  private static final double TONE_AMPLITUDE_MIN = Level.amplitude(-43);
  // 1.5 % + 2 Hz must be accepted and 3.5 % must not.
  private static final double OFFSET_MAX = 0.026;
  // High over low: -8 to +4 dB must be accepted, -12 and +8 must not.
  private static final double TWIST_MIN = Math.pow(10, -10.0 / 20);
  private static final double TWIST_MAX = Math.pow(10, 6.0 / 20);
  // The first look misses up to 3 dB of a tone at the edge of its frequency.
  private static final double POWER_TWIST_MIN = TWIST_MIN * TWIST_MIN / 2;
  private static final double POWER_TWIST_MAX = TWIST_MAX * TWIST_MAX * 2;
  private static final double EDGE_GAIN_MIN = 0.36;
  private static final double INNER_GAIN_MIN = 0.6;
  private static final double GAIN_SUM_SLACK = 1.1;

  // A voice puts most of its other energy next to its two strongest harmonics; noise spreads it
  // over the whole band.
  private static final double PURE_SHARE = 0.98;
  private static final double VOICE_SHARE = 0.5;
  private static final double PITCH_MIN_HZ = 200;
  private static final double PITCH_SLACK = 0.06;
  // No key within 1.5 % + 2 Hz comes as close as this to harmonics that are neighbours or next but
  // one. Key 6 at its limits
  // is 0.016 away from an octave, key D 0.05 from the ratio 3 to 5.
  private static final double EXACT_FIRST = 0.012;
  private static final double EXACT_HIGHER = 0.03;
  private static final int EXACT_STEPS_MAX = 2;
  private static final int PITCH_STEPS_MAX = 3;
  private static final int HARMONICS_MAX = 12;

  // Three frames of 20 ms; over a longer hole nobody knows whether it is still the same press.
  private static final int HOLE_BRIDGED_MAX = 480;

  private static final int PRESENCE_WINDOW = 3;
  private static final double PRESENT_PART = 0.5;
  // 19 ms of dropout take at most four blocks away, 40 ms of pause at least seven.
  private static final int GONE_BLOCKS = 6;

  // Butterworth high-pass of fourth order at 180 Hz against hum and offsets; the telephone band
  // starts at 300 Hz.
  private static final float[] HP1 = coefficients(180, 0.541196);
  private static final float[] HP2 = coefficients(180, 1.306563);

  private final Listener listener;
  private final ToneBank bank = new ToneBank();
  private final TonePairFit fit = new TonePairFit();
  private final float[] ring = new float[RING];
  private final float[] powers = new float[ToneBank.TONES];
  private final float[] energy = new float[ToneBank.BLOCKS];
  private float a1;
  private float a2;
  private float b1;
  private float b2;
  private int filled;
  private int block;
  private long position;
  private int on = NONE;
  private int gone;
  private float presentLow;
  private float presentHigh;
  private long startSample;
  private int bridged;

  /** A detector that reports to {@code listener}. */
  public ToneDetector(Listener listener) {
    this.listener = listener;
  }

  /** The next samples. */
  public void feed(short[] pcm, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      push(pcm[i]);
    }
  }

  /**
   * Samples that were sent and lost: a digit that sounds goes on across 60 ms of them, longer holes
   * are silence.
   */
  public void hole(int samples) {
    bridged = samples <= HOLE_BRIDGED_MAX ? samples + PRESENCE_WINDOW * BLOCK : 0;
    silence(samples);
  }

  /** Samples of silence. */
  public void silence(int samples) {
    for (int i = 0; i < samples; i++) {
      push(0);
    }
  }

  /** Ends a digit that sounds and forgets the audio; positions go on. */
  public void reset() {
    if (on != NONE) {
      end(position);
    }
    java.util.Arrays.fill(ring, 0);
    java.util.Arrays.fill(energy, 0);
    for (int i = 0; i < ToneBank.BLOCKS; i++) {
      bank.addSilence();
    }
    a1 = a2 = b1 = b2 = 0;
  }

  private void push(float x) {
    float y = HP1[0] * x + a1;
    a1 = HP1[1] * x - HP1[3] * y + a2;
    a2 = HP1[2] * x - HP1[4] * y;
    float z = HP2[0] * y + b1;
    b1 = HP2[1] * y - HP2[3] * z + b2;
    b2 = HP2[2] * y - HP2[4] * z;
    ring[block * BLOCK + filled] = z;
    position++;
    if (++filled == BLOCK) {
      filled = 0;
      onBlock();
    }
  }

  private void onBlock() {
    float sum = 1e-10f;
    for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
      sum += ring[n] * ring[n];
    }
    energy[block] = sum;
    calmFilter();
    bank.add(ring, block * BLOCK);
    block = (block + 1) % ToneBank.BLOCKS;
    if (on == NONE || !isPresent()) {
      search();
    }
    if (on != NONE && gone >= GONE_BLOCKS) {
      end(position - (long) GONE_BLOCKS * BLOCK - BLOCK);
    }
  }

  // In silence the filter's state would shrink into denormal numbers, which cost a hundred times as
  // much.
  private void calmFilter() {
    if (Math.abs(a1) + Math.abs(a2) + Math.abs(b1) + Math.abs(b2) < 1e-12f) {
      a1 = a2 = b1 = b2 = 0;
    }
  }

  private boolean isPresent() {
    if (bridged > 0) {
      bridged -= BLOCK;
      return true;
    }
    boolean present =
        bank.power(on / 4, 0, PRESENCE_WINDOW) >= presentLow
            && bank.power(4 + on % 4, 0, PRESENCE_WINDOW) >= presentHigh;
    gone = present ? 0 : gone + 1;
    return present;
  }

  private void search() {
    float all = energyOf(SHORT_WINDOW);
    if (all < SHORT_WINDOW * BLOCK * TONE_AMPLITUDE_MIN * TONE_AMPLITUDE_MIN) {
      return;
    }
    for (int tone = 0; tone < ToneBank.TONES; tone++) {
      powers[tone] = halves(tone);
    }
    int low = strongest(0);
    int high = strongest(4);
    float part = (powers[low] + powers[high]) / (all * SHORT_WINDOW / 4 * BLOCK);
    boolean balanced =
        powers[high] > POWER_TWIST_MIN * powers[low]
            && powers[high] < POWER_TWIST_MAX * powers[low];
    if (part < WORTH_A_FIT || !balanced || 4 * low + high - 4 == on) {
      return;
    }
    if (fits(low, high, SHORT_WINDOW, SHORT_SHARE)
        || (isPromising(low, high) && fits(low, high, MIDDLE_WINDOW, MIDDLE_SHARE))
        || (isPromising(low, high) && fits(low, high, LONG_WINDOW, LONG_SHARE))) {
      start(4 * low + high - 4);
    }
  }

  private boolean fits(int low, int high, int window, double shareMin) {
    fit.fit(ring, block * BLOCK, window, ToneBank.hz(low), ToneBank.hz(high));
    return fit.share() >= shareMin && isDigit(low, high);
  }

  /** Whether the fit that just failed was close enough to try a longer one. */
  private boolean isPromising(int low, int high) {
    return fit.share() >= LONG_SHARE - PROMISING_SLACK
        && isNear(fit.low().hz(), ToneBank.hz(low))
        && isNear(fit.high().hz(), ToneBank.hz(high));
  }

  private boolean isDigit(int low, int high) {
    double twist = fit.high().amplitude() / fit.low().amplitude();
    return fit.low().amplitude() >= TONE_AMPLITUDE_MIN
        && fit.high().amplitude() >= TONE_AMPLITUDE_MIN
        && twist >= TWIST_MIN
        && twist <= TWIST_MAX
        && isNear(fit.low().hz(), ToneBank.hz(low))
        && isNear(fit.high().hz(), ToneBank.hz(high))
        && isSteady(fit.low())
        && isSteady(fit.high())
        && !isVoice();
  }

  /**
   * Whether the two tones are harmonics of one pitch, by their frequencies or by what is left over.
   */
  private boolean isVoice() {
    for (int steps = 1; steps <= PITCH_STEPS_MAX; steps++) {
      double pitch = (fit.high().hz() - fit.low().hz()) / steps;
      double harmonic = fit.low().hz() / pitch;
      double error = Math.abs(harmonic - Math.rint(harmonic));
      if (pitch < PITCH_MIN_HZ || error > PITCH_SLACK) {
        continue;
      }
      boolean exact = error < (harmonic < 1.5 ? EXACT_FIRST : EXACT_HIGHER);
      if ((steps <= EXACT_STEPS_MAX && exact)
          || (fit.share() < PURE_SHARE && harmonics(pitch, steps) > VOICE_SHARE)) {
        return true;
      }
    }
    return false;
  }

  private double harmonics(double pitch, int steps) {
    int low = (int) Math.rint(fit.low().hz() / pitch);
    double sum = 0;
    for (int n = 1; n <= HARMONICS_MAX && n * pitch < SAMPLE_RATE / 2.0; n++) {
      if (n != low && n != low + steps) {
        sum += fit.shareOfRest(n * pitch);
      }
    }
    return sum;
  }

  private static boolean isNear(double hz, double nominalHz) {
    return Math.abs(hz - nominalHz) <= OFFSET_MAX * nominalHz;
  }

  private boolean isSteady(TonePairFit.Sine sine) {
    int last = fit.blocks() - 1;
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

  private void start(int digit) {
    if (on != NONE) {
      end(position - (long) fit.blocks() * BLOCK);
    }
    on = digit;
    gone = 0;
    bridged = 0;
    // Power of a full window is (amplitude * samples / 2) squared.
    double half = PRESENT_PART * PRESENCE_WINDOW * BLOCK / 2;
    presentLow = (float) Math.pow(fit.low().amplitude() * half, 2);
    presentHigh = (float) Math.pow(fit.high().amplitude() * half, 2);
    startSample = Math.max(0, position - (long) fit.blocks() * BLOCK);
    listener.onToneStart(Keypad.keyAt(on / 4, on % 4), startSample, position);
  }

  private void end(long endSample) {
    char key = Keypad.keyAt(on / 4, on % 4);
    on = NONE;
    listener.onToneEnd(key, startSample, Math.max(startSample, endSample));
  }

  private int strongest(int first) {
    int best = first;
    for (int tone = first + 1; tone < first + 4; tone++) {
      if (powers[tone] > powers[best]) {
        best = tone;
      }
    }
    return best;
  }

  private float halves(int tone) {
    int half = SHORT_WINDOW / 2;
    return bank.power(tone, 0, half) + bank.power(tone, half, half);
  }

  private float energyOf(int blocks) {
    float sum = 0;
    for (int i = 1; i <= blocks; i++) {
      sum += energy[(block - i + ToneBank.BLOCKS) % ToneBank.BLOCKS];
    }
    return sum;
  }

  private static float[] coefficients(double hz, double q) {
    double w = 2 * Math.PI * hz / SAMPLE_RATE;
    double alpha = Math.sin(w) / (2 * q);
    double c = Math.cos(w);
    double a0 = 1 + alpha;
    return new float[] {
      (float) ((1 + c) / 2 / a0),
      (float) (-(1 + c) / a0),
      (float) ((1 + c) / 2 / a0),
      (float) (-2 * c / a0),
      (float) ((1 - alpha) / a0)
    };
  }
}
