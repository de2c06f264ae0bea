package io.dialtree.media.dtmf;

/**
 * Knows when a call-progress tone sounds steadily under everything else, so that digits are found
 * above it: a dial tone may be as loud as the digits. Looks only at audio whose energy has not
 * changed for 60 ms. Confined to the media thread.
 */
final class ProgressTone {
  // Dial, ring and busy tones of ITU-T E.180 and of North America; 0 for none.
  private static final double[][] TONES = {
    {350, 440}, {425, 0}, {330, 440}, {480, 620}, {440, 480}, {400, 450}
  };
  private static final int FRAME = 4;
  private static final int LOOK = 8;
  private static final int STEADY_FRAMES = 3;
  private static final float STEADY_PART = 0.3f;
  private static final double SHARE_MIN = 0.93;
  private static final double FAR = 0.015;
  private static final double WEAK = 0.05;
  // A gap this long ends it; digits on top do not hide it.
  private static final int GONE_FRAMES = 8;
  private static final double GONE_PART = 0.2;

  private final ToneBank bank;
  private final TonePairFit fit;
  private float frameEnergy;
  private int steady;
  private int gone;
  private double firstHz;
  private double secondHz;
  private double power;
  private float blockEnergy;

  ProgressTone(ToneBank bank, TonePairFit fit) {
    this.bank = bank;
    this.fit = fit;
  }

  boolean isOn() {
    return firstHz > 0;
  }

  double firstHz() {
    return firstHz;
  }

  /** 0 for a single tone. */
  double secondHz() {
    return secondHz;
  }

  /** Its mean energy in a block, as the bank reckons it. */
  float blockEnergy() {
    return blockEnergy;
  }

  void clear() {
    firstHz = 0;
    secondHz = 0;
    blockEnergy = 0;
    steady = 0;
  }

  /** After every block; {@code digit} says whether one sounds, {@code least} what is loud. */
  void onBlock(boolean digit, float least) {
    if (bank.newest() % FRAME != 0) {
      return;
    }
    float energy = 0;
    for (int i = 0; i < FRAME; i++) {
      energy += bank.energy(bank.newest() - i);
    }
    boolean same = Math.abs(energy - frameEnergy) < STEADY_PART * frameEnergy;
    frameEnergy = energy;
    steady = same && energy > FRAME * least && !digit ? steady + 1 : 0;
    if (isOn()) {
      follow();
    } else if (steady >= STEADY_FRAMES) {
      look();
    }
  }

  private void follow() {
    gone = power(firstHz) < GONE_PART * power ? gone + 1 : 0;
    if (gone >= GONE_FRAMES) {
      clear();
    }
  }

  private void look() {
    float all = 0;
    for (int i = 0; i < LOOK; i++) {
      all += bank.rawEnergy(bank.newest() - i);
    }
    for (double[] tone : TONES) {
      // What is worth a fit holds most of the energy at the nominal frequencies already.
      double found = power(tone[0]) + (tone[1] > 0 ? power(tone[1]) : 0);
      if (found > 0.6 * all * LOOK * ToneBank.BLOCK / 2 && matches(tone)) {
        firstHz = fit.low().hz();
        secondHz = tone[1] > 0 ? fit.high().hz() : 0;
        power = power(firstHz);
        blockEnergy = frameEnergy / FRAME;
        gone = 0;
        return;
      }
    }
  }

  private boolean matches(double[] tone) {
    fit.begin();
    long first = bank.newest() - LOOK + 1;
    for (long block = first; block <= bank.newest(); block++) {
      fit.take(bank, block, first);
    }
    fit.fit(tone[0], tone[1] > 0 ? tone[1] : 2 * tone[0]);
    boolean second =
        tone[1] == 0
            || (Math.abs(fit.high().hz() - tone[1]) < FAR * tone[1]
                && fit.high().amplitude() > WEAK * fit.low().amplitude());
    return fit.share() > SHARE_MIN && Math.abs(fit.low().hz() - tone[0]) < FAR * tone[0] && second;
  }

  // Goertzel over the last blocks; the energy of a sine is this by half the samples.
  private double power(double hz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hz / ToneDetector.SAMPLE_RATE);
    double a = 0;
    double b = 0;
    for (long block = bank.newest() - LOOK + 1; block <= bank.newest(); block++) {
      int from = ToneBank.place(block) * ToneBank.BLOCK;
      for (int n = from; n < from + ToneBank.BLOCK; n++) {
        double next = bank.ring()[n] + coefficient * a - b;
        b = a;
        a = next;
      }
    }
    return a * a + b * b - coefficient * a * b;
  }
}
