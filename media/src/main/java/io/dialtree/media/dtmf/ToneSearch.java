package io.dialtree.media.dtmf;

import io.dialtree.media.tone.Level;

/**
 * Decides whether the newest audio is a digit. The order of work is by cost: level, low group, high
 * group, frequency by the turn of the phases, and only then a {@link TonePairFit} with all rules.
 * Confined to the media thread.
 */
final class ToneSearch {
  static final int NONE = -1;

  /** 0 to -36 dBm0 a tone must be heard and -55 must not. */
  static final double TONE_AMPLITUDE_MIN = Level.amplitude(-43);

  /** Energy of a block in which a digit may sound. */
  static final float LOUD_ENERGY =
      (float) (ToneBank.BLOCK * TONE_AMPLITUDE_MIN * TONE_AMPLITUDE_MIN / 4);

  // ITU-T Q.24: 40 ms must be accepted, 23 ms must not; 30 ms of steady tone stand between the two.
  private static final int SHORT_WINDOW = 2 * ToneBank.HALF_WINDOW;
  private static final double SHORT_SHARE = 0.75;
  // A longer look asks for less, because speech does not hold two pitches that long.
  private static final int MIDDLE_WINDOW = 8;
  private static final double MIDDLE_SHARE = 0.69;
  private static final int LONG_WINDOW = 14;
  private static final double LONG_SHARE = 0.65;
  // Around a lost frame less has to do, when it is clean.
  private static final int TORN_WINDOW = 4;
  private static final double TORN_SHARE = 0.93;
  // Powers in the 15 ms before, as a part of what the tone has later.
  private static final double THERE_BEFORE = 0.5;
  private static final double NOT_BEFORE = 0.15;
  private static final int MELODY_BLOCKS = 6;
  private static final double PROMISING_SLACK = 0.15;

  // Parts of the energy at the nominal frequencies. A tone 1.5 % off still shows more than half of
  // itself, and a tone of high twist leaves its partner a seventh of the energy.
  private static final float LOW_PART_MIN = 0.08f;
  private static final float PAIR_PART_MIN = 0.36f;
  // Digits 6 dB below each sine of a dial tone have a quarter of its energy; what a dial tone
  // itself shows at the digits' frequencies is less than a fiftieth.
  private static final float ALONG_PART_MIN = 0.08f;
  // The same when the frequencies are known better.
  private static final double TUNED_PART_MIN = 0.52;
  private static final float NEIGHBOUR_PART_MAX = 0.6f;
  // The older half may miss two thirds of its first block.
  private static final float RISE_MIN = 0.35f;
  private static final float HALVES_TO_ENERGY = 2f / ToneBank.BLOCK / ToneBank.HALF_WINDOW;
  // The first look misses up to 3 dB of a tone at the edge of its frequency.
  private static final double POWER_TWIST_MIN = ToneRules.TWIST_MIN * ToneRules.TWIST_MIN / 2;
  private static final double POWER_TWIST_MAX = ToneRules.TWIST_MAX * ToneRules.TWIST_MAX * 2;
  private static final double HALF_S =
      (double) ToneBank.HALF_WINDOW * ToneBank.BLOCK / ToneDetector.SAMPLE_RATE;
  private static final double TURN_SLACK_HZ = 8;

  private final ToneBank bank;
  private final ToneWindow window;
  private final ToneWorkspace workspace;
  private final TonePairFit fit;
  private final ProgressTone progress;
  private final float[] energies;
  private boolean whole;
  private int wanted;
  // A pair that began as notes of a tune do is none until it was gone.
  private int melody = NONE;
  private long melodyUntil;
  private double lowHz;
  private double highHz;
  private boolean near;

  ToneSearch(ToneBank bank, ToneWindow window, ToneWorkspace workspace, ProgressTone progress) {
    this.bank = bank;
    this.window = window;
    this.workspace = workspace;
    this.fit = workspace.fit;
    energies = workspace.energies;
    this.progress = progress;
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return wanted + melody;
  }

  /** The digit that the newest block shows, other than {@code on}; else {@link #NONE}. */
  int search(int on) {
    if (bank.rawEnergy(bank.newest()) < LOUD_ENERGY && !bank.isLost(bank.newest())) {
      return NONE;
    }
    whole = bank.isWhole(SHORT_WINDOW);
    if (whole) {
      return search(SHORT_WINDOW, on);
    }
    if (!ToneWindow.isDropout(bank.silenceBefore())) {
      return NONE;
    }
    int found = window.collect(SHORT_WINDOW) ? search(SHORT_WINDOW, on) : NONE;
    return found == NONE && window.collectTorn(TORN_WINDOW) ? search(TORN_WINDOW, on) : found;
  }

  private int search(int newWanted, int on) {
    wanted = newWanted;
    float along = wanted * progress.blockEnergy();
    float all = (whole ? bank.energyOf(wanted) : window.energy()) - along;
    int low = strongest(0);
    if (all < wanted * LOUD_ENERGY * 3
        || energies[low] < LOW_PART_MIN * all
        || neighbour(0, low) > NEIGHBOUR_PART_MAX) {
      return NONE;
    }
    return pair(low, all, along, on);
  }

  private int pair(int low, float all, float along, int on) {
    if (whole) {
      bank.ensureHighHalves();
    } else {
      bank.ensureHigh(window.reach());
    }
    int high = strongest(ToneBank.GROUP);
    double twist = energies[high] / energies[low];
    if (energies[low] + energies[high] < Math.max(PAIR_PART_MIN * all, ALONG_PART_MIN * along)
        || twist < POWER_TWIST_MIN
        || twist > POWER_TWIST_MAX
        || neighbour(ToneBank.GROUP, high) > NEIGHBOUR_PART_MAX
        || digit(low, high) == on
        || (whole && Math.min(bank.rise(low), bank.rise(high)) < RISE_MIN)) {
      return NONE;
    }
    int digit = digit(low, high);
    if (digit == melody && bank.newest() <= melodyUntil) {
      melodyUntil = bank.newest() + MELODY_BLOCKS;
      return NONE;
    }
    if (!looksTuned(low, high, all) || !isWindowOf(low, high)) {
      return NONE;
    }
    if (on == NONE && !progress.isOn() && !startedTogether(low, high)) {
      melody = digit;
      melodyUntil = bank.newest() + MELODY_BLOCKS;
      return NONE;
    }
    return digit;
  }

  private boolean isWindowOf(int low, int high) {
    if (wanted == TORN_WINDOW) {
      return fits(low, high, TORN_SHARE);
    }
    return window.collect(wanted) && window.isFilled() && isDigit(low, high);
  }

  /**
   * Whether neither tone was there long before the other. The two tones of a key begin at once, the
   * notes of a tune do not.
   */
  private boolean startedTogether(int low, int high) {
    // The block before the window may hold the beginning of both.
    long last = window.block(0) - 2;
    for (int n = 0; n < ToneBank.HALF_WINDOW; n++) {
      // What was played twice says nothing of when a tone began.
      if (bank.isRepeated(last - n)) {
        return true;
      }
    }
    bank.ensureHigh(window.reach() + 1 + ToneBank.HALF_WINDOW);
    double lowBefore = before(low, last, fit.low().amplitude());
    double highBefore = before(high, last, fit.high().amplitude());
    return Math.max(lowBefore, highBefore) < THERE_BEFORE
        || Math.min(lowBefore, highBefore) > NOT_BEFORE;
  }

  /** Power of a tone in the half window up to {@code last} as a part of what it is now. */
  private double before(int tone, long last, double amplitude) {
    double full = amplitude * ToneBank.BLOCK * ToneBank.HALF_WINDOW / 2;
    return bank.power(tone, last, ToneBank.HALF_WINDOW) / (full * full);
  }

  private static int digit(int low, int high) {
    return ToneBank.GROUP * low + high - ToneBank.GROUP;
  }

  private int strongest(int group) {
    int best = group;
    for (int tone = group; tone < group + ToneBank.GROUP; tone++) {
      energies[tone] = whole ? bank.halves(tone) * HALVES_TO_ENERGY : window.energyOf(tone);
      if (energies[tone] > energies[best]) {
        best = tone;
      }
    }
    return best;
  }

  /** The strongest other tone of the group, as a part of the best. */
  private float neighbour(int group, int best) {
    if (!whole) {
      return 0;
    }
    float second = 0;
    for (int tone = group; tone < group + ToneBank.GROUP; tone++) {
      if (tone != best) {
        second = Math.max(second, energies[tone]);
      }
    }
    return second / energies[best];
  }

  private boolean looksTuned(int low, int high, float all) {
    lowHz = ToneBank.hz(low);
    highHz = ToneBank.hz(high);
    near = false;
    if (!whole) {
      return true;
    }
    double lowError = bank.turn(low) / (2 * Math.PI * HALF_S);
    double highError = bank.turn(high) / (2 * Math.PI * HALF_S);
    if (Math.abs(lowError) > ToneRules.offsetMaxHz(lowHz) + TURN_SLACK_HZ) {
      return false;
    }
    double tuned = energies[low] / shown(lowError) + energies[high] / shown(highError);
    lowHz += lowError;
    near = Math.abs(highError) < ToneRules.offsetMaxHz(highHz);
    if (near) {
      highHz += highError;
    }
    return tuned >= TUNED_PART_MIN * all;
  }

  /** Part of a sine's energy that is seen this far beside it. */
  private static double shown(double errorHz) {
    double x = Math.PI * errorHz * HALF_S;
    double sinc = Math.abs(x) < 1e-3 ? 1 : Math.sin(x) / x;
    return sinc * sinc;
  }

  private boolean isDigit(int low, int high) {
    return fits(low, high, SHORT_SHARE)
        || (isPromising(low, high)
            && window.collect(MIDDLE_WINDOW)
            && fits(low, high, MIDDLE_SHARE))
        || (isPromising(low, high) && window.collect(LONG_WINDOW) && fits(low, high, LONG_SHARE));
  }

  private boolean fits(int low, int high, double shareMin) {
    window.load(fit, progress.isOn() ? progress.hasHum() : window.hasHum());
    fit.fit(lowHz, highHz, near, progress.firstHz(), progress.secondHz());
    return fit.share() >= shareMin - workspace.shareLess
        && ToneRules.isDigit(fit, ToneBank.hz(low), ToneBank.hz(high), TONE_AMPLITUDE_MIN);
  }

  /** Whether the fit that just failed was close enough to try a longer one. */
  private boolean isPromising(int low, int high) {
    return fit.share() >= LONG_SHARE - PROMISING_SLACK - workspace.shareLess
        && ToneRules.isNear(fit.low().hz(), ToneBank.hz(low))
        && ToneRules.isNear(fit.high().hz(), ToneBank.hz(high));
  }
}
