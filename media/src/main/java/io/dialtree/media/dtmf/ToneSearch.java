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
  private static final double SHORT_SHARE = 0.80;
  // A longer look asks for less, because speech does not hold two pitches that long.
  private static final int MIDDLE_WINDOW = 8;
  private static final double MIDDLE_SHARE = 0.74;
  private static final int LONG_WINDOW = 14;
  private static final double LONG_SHARE = 0.70;
  private static final double PROMISING_SLACK = 0.15;

  // Parts of the energy at the nominal frequencies. A tone 1.5 % off still shows more than half of
  // itself, and a tone of high twist leaves its partner a seventh of the energy.
  private static final float LOW_PART_MIN = 0.08f;
  private static final float PAIR_PART_MIN = 0.36f;
  // Digits 6 dB below each sine of a dial tone have a quarter of its energy; what a dial tone
  // itself
  // shows at the digits' frequencies is less than a fiftieth.
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
  private final TonePairFit fit;
  private final ProgressTone progress;
  private final float[] energies;
  private boolean whole;
  private double lowHz;
  private double highHz;
  private boolean near;

  ToneSearch(ToneBank bank, ToneWindow window, ToneWorkspace workspace, ProgressTone progress) {
    this.bank = bank;
    this.window = window;
    this.fit = workspace.fit;
    energies = workspace.energies;
    this.progress = progress;
  }

  /** The digit that the newest block shows, other than {@code on}; else {@link #NONE}. */
  int search(int on) {
    if (bank.rawEnergy(bank.newest()) < LOUD_ENERGY) {
      return NONE;
    }
    whole = bank.isWhole(SHORT_WINDOW);
    if (!whole && !window.collect(SHORT_WINDOW)) {
      return NONE;
    }
    float along = SHORT_WINDOW * progress.blockEnergy();
    float all = (whole ? bank.energyOf(SHORT_WINDOW) : window.energy()) - along;
    int low = strongest(0);
    if (all < SHORT_WINDOW * LOUD_ENERGY * 3
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
      bank.ensureHigh(window.span());
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
    return looksTuned(low, high, all)
            && window.collect(SHORT_WINDOW)
            && window.isFilled()
            && isDigit(low, high)
        ? digit(low, high)
        : NONE;
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
    return fit.share() >= shareMin
        && ToneRules.isDigit(fit, ToneBank.hz(low), ToneBank.hz(high), TONE_AMPLITUDE_MIN);
  }

  /** Whether the fit that just failed was close enough to try a longer one. */
  private boolean isPromising(int low, int high) {
    return fit.share() >= LONG_SHARE - PROMISING_SLACK
        && ToneRules.isNear(fit.low().hz(), ToneBank.hz(low))
        && ToneRules.isNear(fit.high().hz(), ToneBank.hz(high));
  }
}
