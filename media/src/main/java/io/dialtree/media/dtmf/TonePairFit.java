package io.dialtree.media.dtmf;

/**
 * Fits two sines of free frequency, amplitude and phase to a {@link FoldedWindow} by least squares,
 * and says how well they explain it. Up to two more sines, of a call-progress tone that is known to
 * sound, are fitted along and count as not being there. The sines are correlated with the audio
 * block by block; everything else is reckoned with a handful of numbers a block. The figures are
 * valid until the next fit. Confined to the media thread.
 */
final class TonePairFit {
  static final int BLOCKS_MAX = FoldedWindow.BLOCKS_MAX;

  private static final int SINES_MAX = 4;

  private final FoldedWindow window = new FoldedWindow();
  // Those that sound along come first, so that what is reckoned of them is done once.
  private final Sine[] sines = new Sine[SINES_MAX];
  private final Sine probe = new Sine();
  private final Sine spare = new Sine();
  private final NormalEquations equations = new NormalEquations(2 * SINES_MAX);
  private int along;
  private double share;
  private double restEnergy;

  TonePairFit() {
    for (int i = 0; i < SINES_MAX; i++) {
      sines[i] = new Sine();
    }
  }

  Sine low() {
    return sines[along];
  }

  Sine high() {
    return sines[along + 1];
  }

  int blocks() {
    return window.blocks();
  }

  /** Energy of the window, after the filter if there was hum. */
  double energy() {
    return window.energy();
  }

  /** Part of the energy, without the sines fitted along, that the two sines explain, 0 to 1. */
  double share() {
    return share;
  }

  /** The window, empty; {@link FoldedWindow#take} fills it. */
  FoldedWindow begin(boolean withHum) {
    window.begin(withHum);
    return window;
  }

  /** Fits the two sines, starting from these frequencies. */
  void fit(double lowHz, double highHz) {
    fit(lowHz, highHz, false, 0, 0);
  }

  /**
   * Fits the two sines and those of a tone that sounds along, whose frequencies are known; 0 Hz
   * stands for none.
   *
   * @param near whether the frequencies are right within a few hertz, which saves a round
   */
  void fit(double lowHz, double highHz, boolean near, double alongHz, double moreHz) {
    along = (alongHz > 0 ? 1 : 0) + (moreHz > 0 ? 1 : 0);
    if (along > 0) {
      sines[0].tune(alongHz, window);
      Sine more = along > 1 ? sines[1] : spare;
      more.tune(along > 1 ? moreHz : alongHz, window);
      window.correlate(sines[0], more);
    }
    measure(lowHz, highHz, 0);
    if (!near) {
      refine(1);
    }
    refine(window.blocks() / 2);
    share = explained();
  }

  private void refine(int lag) {
    measure(
        low().hz() + low().errorHz(window, lag), high().hz() + high().errorHz(window, lag), along);
  }

  private void measure(double lowHz, double highHz, int same) {
    low().tune(lowHz, window);
    high().tune(highHz, window);
    window.correlate(low(), high());
    equations.solve(sines, along + 2, same, window.blocks());
    low().measureGains(window, sines, along + 2);
    high().measureGains(window, sines, along + 2);
  }

  private double explained() {
    double found = 0;
    for (int i = 0; i < along + 2; i++) {
      found += sines[i].re * sines[i].sumRe + sines[i].im * sines[i].sumIm;
    }
    restEnergy = Math.max(1e-9, window.energy() - found);
    double pair = along == 0 ? found : equations.pairEnergy(sines, along);
    return 1 - restEnergy / (restEnergy + Math.max(0, pair));
  }

  /**
   * Part of what the sines leave over that one more sine, of this frequency, would explain; 0 to
   * about 1.
   */
  double shareOfRest(double hz) {
    return shareOfRest(hz, hz) / 2;
  }

  /** The sum of two such parts. */
  double shareOfRest(double hz, double moreHz) {
    probe.tune(hz, window);
    spare.tune(moreHz, window);
    window.correlate(probe, spare);
    return (restEnergy(probe) + restEnergy(spare)) / restEnergy;
  }

  private double restEnergy(Sine sine) {
    sine.measureGains(window, sines, along + 2);
    double sumRe = 0;
    double sumIm = 0;
    for (int b = 0; b < window.blocks(); b++) {
      sumRe += sine.gainRe[b];
      sumIm += sine.gainIm[b];
    }
    return (sumRe * sumRe + sumIm * sumIm) * ToneBank.BLOCK / (2.0 * window.blocks());
  }
}
