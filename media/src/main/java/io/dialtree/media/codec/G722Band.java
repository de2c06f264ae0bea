package io.dialtree.media.codec;

/**
 * The state of one sub-band that encoder and decoder share: the predictor and the quantizer's step,
 * which grows with large codes and shrinks with small ones (ITU-T G.722 sections 3.4 to 3.6).
 */
abstract sealed class G722Band {
  /** Powers of two in 32 steps of an octave, times 2048 (table 12). */
  private static final int[] POWERS = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  /** Decoded sub-band samples keep one bit of head-room for the filter that joins the bands. */
  private static final int SAMPLE_MAX = 16_383;

  private final G722Predictor predictor = new G722Predictor();
  private final int logStepMax;
  private final int shift;
  private int logStep;
  int step;

  G722Band(int firstStep, int logStepMax, int shift) {
    this.step = firstStep;
    this.logStepMax = logStepMax;
    this.shift = shift;
  }

  final int estimate() {
    return predictor.estimate();
  }

  /** The estimate corrected by a part of the step, in 1/32768. */
  final int rebuilt(int level) {
    return Math.clamp(estimate() + difference(level), -SAMPLE_MAX - 1, SAMPLE_MAX);
  }

  final int difference(int level) {
    return (step * level) >> 15;
  }

  /** Goes on to the next sample. */
  final void advance(int difference, int logGrowth) {
    logStep = Math.clamp(((logStep * 127) >> 7) + logGrowth, 0, logStepMax);
    int down = shift - (logStep >> 11);
    int power = POWERS[(logStep >> 6) & 31];
    step = (down < 0 ? power << -down : power >> down) << 2;
    predictor.learn(difference);
  }

  /** 0 to 4 kHz, six bits a sample of which four steer the adaptation (tables 7 to 10). */
  static final class Low extends G722Band {
    /** Where the next code begins, in 1/4096 of the step; by magnitude. */
    private static final int[] DECISIONS = {
      35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
      1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    private static final int[] LEVELS = {
      -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192,
      -10232, -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168,
      -2776, -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512,
      12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168,
      2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    private static final int[] COARSE_LEVELS = {
      0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
      1200, 0
    };

    private static final int[] GROWTH = {
      -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    Low() {
      super(32, 18_432, 8);
    }

    int encode(int sample) {
      int error = G722Predictor.clamp(sample - estimate());
      int magnitude = error < 0 ? ~error : error;
      int i = 0;
      while (i < DECISIONS.length && magnitude >= (DECISIONS[i] * step) >> 12) {
        i++;
      }
      int code = error >= 0 ? 61 - i : i < 2 ? 63 - i : 33 - i;
      adapt(code);
      return code;
    }

    int decode(int code) {
      int sample = rebuilt(LEVELS[code]);
      adapt(code);
      return sample;
    }

    private void adapt(int code) {
      advance(difference(COARSE_LEVELS[code >> 2]), GROWTH[code >> 2]);
    }
  }

  /** 4 to 8 kHz, two bits a sample (table 11). */
  static final class High extends G722Band {
    private static final int DECISION = 564;
    private static final int[] LEVELS = {-7408, -1616, 7408, 1616};
    private static final int[] GROWTH = {798, -214, 798, -214};

    High() {
      super(8, 22_528, 10);
    }

    int encode(int sample) {
      int error = G722Predictor.clamp(sample - estimate());
      boolean large = (error < 0 ? ~error : error) >= (DECISION * step) >> 12;
      int code = (error < 0 ? 0 : 2) + (large ? 0 : 1);
      adapt(code);
      return code;
    }

    int decode(int code) {
      int sample = rebuilt(LEVELS[code]);
      adapt(code);
      return sample;
    }

    private void adapt(int code) {
      advance(difference(LEVELS[code]), GROWTH[code]);
    }
  }
}
