package io.dialtree.media.dtmf;

/**
 * Knows when a call-progress tone sounds steadily under everything else, so that digits are found
 * above it: a dial tone may be as loud as the digits. Looks only at audio whose energy has not
 * changed for 60 ms. Confined to the media thread.
 */
final class ProgressTone {
  private static final double[] HZ = {330, 350, 400, 425, 440, 450, 480, 620};
  // Dial, ring and busy tones of ITU-T E.180 and of North America, by their frequencies.
  private static final int[][] KINDS = {{1, 4}, {3}, {0, 4}, {6, 7}, {4, 6}, {2, 5}};
  private static final int LOOK = 8;
  private static final int STEADY_FRAMES = 3;
  // A look costs as much as two frames, and steady sounds that are no such tone last for long too.
  private static final int FRAMES_BETWEEN_LOOKS = 8;
  // The energy of the differences between samples by that of the samples tells where most of the
  // energy lies: 0.07 at 330 Hz, 0.23 at 620 Hz.
  private static final float DIFFERENCE_MIN = 0.05f;
  private static final float DIFFERENCE_MAX = 0.4f;
  private static final float LOOK_PART = 0.6f;
  private static final float STEADY_PART = 0.3f;
  private static final double SHARE_MIN = 0.93;
  // A fourth of 330 Hz is what the filter takes from the tone itself, at most.
  private static final float HUM_PART = 1.12f;
  private static final double FAR = 0.015;
  private static final double WEAK = 0.05;
  // It is looked after this often; twice missed, it is over. Digits on top do not hide it.
  private static final int FRAMES_BETWEEN_CHECKS = 5;
  private static final int GONE_CHECKS = 2;
  private static final float GONE_PART = 0.2f;

  private static final float[] COS = new float[HZ.length * LOOK * ToneBank.BLOCK];
  private static final float[] SIN = new float[COS.length];

  static {
    for (int i = 0; i < COS.length; i++) {
      double step = 2 * Math.PI * HZ[i / (LOOK * ToneBank.BLOCK)] / ToneDetector.SAMPLE_RATE;
      COS[i] = (float) Math.cos(step * (i % (LOOK * ToneBank.BLOCK)));
      SIN[i] = (float) Math.sin(step * (i % (LOOK * ToneBank.BLOCK)));
    }
  }

  private final ToneBank bank;
  private final TonePairFit fit;
  private float frameEnergy;
  private boolean hum;
  private int steady;
  private int gone;
  private int wait;
  private double firstHz;
  private double secondHz;
  private int[] kind = KINDS[0];
  private float power;
  private float blockEnergy;

  ProgressTone(ToneBank bank, TonePairFit fit) {
    this.bank = bank;
    this.fit = fit;
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return steady;
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

  /** Whether there was hum or an offset besides the tone when it was found. */
  boolean hasHum() {
    return hum;
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
    if (bank.newest() % ToneBank.FRAME != 0) {
      return;
    }
    float energy = 0;
    for (int i = 0; i < ToneBank.FRAME; i++) {
      energy += bank.energy(bank.newest() - i);
    }
    boolean same = Math.abs(energy - frameEnergy) < STEADY_PART * frameEnergy;
    frameEnergy = energy;
    steady = same && energy > ToneBank.FRAME * least && !digit ? steady + 1 : 0;
    if (--wait > 0) {
      return;
    }
    if (isOn()) {
      wait = FRAMES_BETWEEN_CHECKS;
      follow();
    } else if (steady >= STEADY_FRAMES && isDeep()) {
      wait = FRAMES_BETWEEN_LOOKS;
      look();
    }
  }

  private boolean isDeep() {
    short[] ring = bank.ring();
    int from = ToneBank.place(bank.newest()) * ToneBank.BLOCK;
    float differences = 0;
    float squares = 0;
    for (int n = from + 1; n < from + ToneBank.BLOCK; n++) {
      float difference = ring[n] - ring[n - 1];
      differences += difference * difference;
      squares += ring[n] * ring[n];
    }
    return differences > DIFFERENCE_MIN * squares && differences < DIFFERENCE_MAX * squares;
  }

  private void follow() {
    gone = power(kind[0]) < GONE_PART * power ? gone + 1 : 0;
    if (gone >= GONE_CHECKS) {
      clear();
    }
  }

  private void look() {
    float all = 0;
    for (int i = 0; i < LOOK; i++) {
      all += bank.rawEnergy(bank.newest() - i);
    }
    for (int[] candidate : KINDS) {
      // What is worth a fit holds most of the energy at the nominal frequencies already.
      float found = 0;
      for (int tone : candidate) {
        found += power(tone);
      }
      if (found > LOOK_PART * all * LOOK * ToneBank.BLOCK / 2 && matches(candidate)) {
        take(candidate);
        hum = all > HUM_PART * fit.energy();
        return;
      }
    }
  }

  private void take(int[] found) {
    kind = found;
    firstHz = fit.low().hz();
    secondHz = found.length > 1 ? fit.high().hz() : 0;
    power = power(found[0]);
    blockEnergy = frameEnergy / ToneBank.FRAME;
    gone = 0;
  }

  private boolean matches(int[] candidate) {
    FoldedWindow audio = fit.begin(true);
    for (long block = bank.newest() - LOOK + 1; block <= bank.newest(); block++) {
      audio.take(bank, block);
    }
    double hz = HZ[candidate[0]];
    double more = candidate.length > 1 ? HZ[candidate[1]] : 0;
    fit.fit(hz, more > 0 ? more : 2 * hz);
    boolean second =
        more == 0
            || (Math.abs(fit.high().hz() - more) < FAR * more
                && fit.high().amplitude() > WEAK * fit.low().amplitude());
    return fit.share() > SHARE_MIN && Math.abs(fit.low().hz() - hz) < FAR * hz && second;
  }

  // The energy of a sine is this by half the samples.
  private float power(int tone) {
    float re0 = 0;
    float im0 = 0;
    float re1 = 0;
    float im1 = 0;
    int table = tone * LOOK * ToneBank.BLOCK;
    for (long block = bank.newest() - LOOK + 1; block <= bank.newest(); block++) {
      int from = ToneBank.place(block) * ToneBank.BLOCK;
      for (int n = from; n < from + ToneBank.BLOCK; n += 2) {
        float x0 = bank.ring()[n];
        float x1 = bank.ring()[n + 1];
        re0 = Fma.add(x0, COS[table], re0);
        im0 = Fma.add(x0, SIN[table], im0);
        re1 = Fma.add(x1, COS[table + 1], re1);
        im1 = Fma.add(x1, SIN[table + 1], im1);
        table += 2;
      }
    }
    return (re0 + re1) * (re0 + re1) + (im0 + im1) * (im0 + im1);
  }
}
