package io.dialtree.media.dtmf;

/**
 * Keeps the last audio in blocks of 5 ms and correlates them with the eight frequencies of ITU-T
 * Q.23. The low group is reckoned for every block that is loud enough, the high group of a block
 * only when somebody asks for it. Phases count from the bank's first sample, so that blocks add up
 * to windows of any length. Confined to the media thread.
 */
final class ToneBank {
  static final int TONES = 8;
  static final int GROUP = 4;
  static final int BLOCK = 40;

  /** Blocks that are remembered: the longest window, a run-up, and a frame that is being fed. */
  static final int BLOCKS = 32;

  static final int RING = BLOCK * BLOCKS;

  /** 15 ms: long enough to tell the tones apart, short enough for those off their frequency. */
  static final int HALF_WINDOW = 3;

  /** Blocks of a frame of 20 ms, which may be played twice for a lost one. */
  static final int FRAME = 4;

  /** Up to here a sample is silence: the smallest step of A-law. */
  static final float SILENT_PEAK = 8;

  static final float SILENT_ENERGY = BLOCK * SILENT_PEAK * SILENT_PEAK;

  private static final int HALF = BLOCK / 2;
  private static final double[] HZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
  // Every frequency is a whole number of hertz, so a second later all phases are the same again.
  private static final int TURNS = ToneDetector.SAMPLE_RATE / BLOCK;
  // By distance from the block's middle, then by tone of the group.
  private static final float[] LOW_COS = new float[HALF * GROUP];
  private static final float[] LOW_SIN = new float[HALF * GROUP];
  private static final float[] HIGH_COS = new float[HALF * GROUP];
  private static final float[] HIGH_SIN = new float[HALF * GROUP];
  // By block within the second, then by tone.
  private static final float[] TURN_COS = new float[TURNS * TONES];
  private static final float[] TURN_SIN = new float[TURNS * TONES];
  private static final float[] DISTANCE = new float[HALF];
  // Sum of the squares of the distances from the middle: the energy of a slope of one.
  private static final float SLOPE_ENERGY = (float) (BLOCK * (BLOCK * BLOCK - 1.0) / 12);

  static {
    for (int n = 0; n < HALF; n++) {
      DISTANCE[n] = n - HALF + 0.5f;
    }
    for (int tone = 0; tone < TONES; tone++) {
      double step = 2 * Math.PI * HZ[tone] / ToneDetector.SAMPLE_RATE;
      for (int n = 0; n < HALF; n++) {
        int at = n * GROUP + tone % GROUP;
        double angle = step * (n - HALF + 0.5);
        (tone < GROUP ? LOW_COS : HIGH_COS)[at] = (float) Math.cos(angle);
        (tone < GROUP ? LOW_SIN : HIGH_SIN)[at] = (float) -Math.sin(angle);
      }
      for (int n = 0; n < TURNS; n++) {
        TURN_COS[n * TONES + tone] = (float) Math.cos(step * BLOCK * n);
        TURN_SIN[n * TONES + tone] = (float) -Math.sin(step * BLOCK * n);
      }
    }
  }

  private final float[] ring = new float[RING];
  private final float[] even = new float[HALF];
  private final float[] odd = new float[HALF];
  // By block of the ring, then by tone.
  private final float[] re = new float[BLOCKS * TONES];
  private final float[] im = new float[BLOCKS * TONES];
  // By block of the ring, then by tone: the power of the block and the two before it as one window.
  private final float[] powers = new float[BLOCKS * TONES];
  private final float[] raw = new float[BLOCKS];
  private final float[] energy = new float[BLOCKS];
  private final boolean[] highKnown = new boolean[BLOCKS];
  private final boolean[] lost = new boolean[BLOCKS];
  private long newest = BLOCKS - 1;
  private long folded = -1;
  private int wholeBlocks;

  static double hz(int tone) {
    return HZ[tone];
  }

  /** The audio, block by block; a block's place is its number modulo {@link #BLOCKS}. */
  float[] ring() {
    return ring;
  }

  /** Number of the newest block; they count from 0. */
  long newest() {
    return newest;
  }

  static int place(long block) {
    return (int) block & (BLOCKS - 1);
  }

  /** The next block has been written into the ring. */
  void add(float loudEnough) {
    int place = place(++newest);
    fold(place);
    highKnown[place] = false;
    lost[place] = false;
    if (energy[place] >= loudEnough) {
      correlate(newest, LOW_COS, LOW_SIN, 0);
    } else {
      clear(place, 0);
    }
    sumUp(newest, 0);
    float now = raw[place];
    boolean hole = now <= SILENT_ENERGY || now == raw[place(newest - FRAME)];
    wholeBlocks = hole ? 0 : wholeBlocks + 1;
  }

  /** A block without sound; {@code isLost} says that nobody knows what it was. */
  void addSilence(boolean isLost) {
    int place = place(++newest);
    java.util.Arrays.fill(ring, place * BLOCK, (place + 1) * BLOCK, 0);
    raw[place] = 0;
    energy[place] = 0;
    clear(place, 0);
    clear(place, GROUP);
    sumUp(newest, 0);
    highKnown[place] = true;
    lost[place] = isLost;
    wholeBlocks = 0;
  }

  /** Blocks without sound, while all that are remembered are silent too. */
  void skip(long blocks) {
    newest += blocks;
  }

  /** Energy of a block, without what is constant or rises evenly: most of any hum is not in it. */
  float energy(long block) {
    return energy[place(block)];
  }

  float energyOf(int blocks) {
    float sum = 0;
    for (int n = 0; n < blocks; n++) {
      sum += energy[place(newest - n)];
    }
    return sum;
  }

  /** Whether none of the last blocks is silent or could be a repeated one. */
  boolean isWhole(int blocks) {
    return wholeBlocks >= blocks;
  }

  boolean isLost(long block) {
    return lost[place(block)];
  }

  /** Energy of a block with everything in it. */
  float rawEnergy(long block) {
    return raw[place(block)];
  }

  /** Power of a tone over {@code count} blocks up to {@code last}, taken as one window. */
  float power(int tone, long last, int count) {
    float sumRe = 0;
    float sumIm = 0;
    for (int n = 0; n < count; n++) {
      int at = place(last - n) * TONES + tone;
      sumRe += re[at];
      sumIm += im[at];
    }
    return sumRe * sumRe + sumIm * sumIm;
  }

  /** How far the phase of a tone turned from one half of the last six blocks to the other. */
  double turn(int tone) {
    float aRe = 0;
    float aIm = 0;
    float bRe = 0;
    float bIm = 0;
    for (int n = 0; n < HALF_WINDOW; n++) {
      int b = place(newest - n) * TONES + tone;
      int a = place(newest - HALF_WINDOW - n) * TONES + tone;
      aRe += re[a];
      aIm += im[a];
      bRe += re[b];
      bIm += im[b];
    }
    return Math.atan2(aRe * bIm - aIm * bRe, aRe * bRe + aIm * bIm);
  }

  /** Power of a tone over the last six blocks, taken as two windows of {@link #HALF_WINDOW}. */
  float halves(int tone) {
    return powers[place(newest) * TONES + tone]
        + powers[place(newest - HALF_WINDOW) * TONES + tone];
  }

  /** The older half of {@link #halves} as a part of the newer. */
  float rise(int tone) {
    return powers[place(newest - HALF_WINDOW) * TONES + tone]
        / powers[place(newest) * TONES + tone];
  }

  /** Reckons the high group of the last blocks where that was not done yet. */
  void ensureHigh(int blocks) {
    for (long block = newest; block > newest - blocks; block--) {
      if (!highKnown[place(block)]) {
        highKnown[place(block)] = true;
        foldOnly(block);
        correlate(block, HIGH_COS, HIGH_SIN, GROUP);
      }
    }
  }

  /** The same, and the powers of {@link #halves}. */
  void ensureHighHalves() {
    ensureHigh(2 * HALF_WINDOW);
    sumUp(newest, GROUP);
    sumUp(newest - HALF_WINDOW, GROUP);
  }

  private void sumUp(long block, int group) {
    int at = place(block) * TONES + group;
    int before = place(block - 1) * TONES + group;
    int first = place(block - 2) * TONES + group;
    for (int n = 0; n < GROUP; n++) {
      float sumRe = re[at + n] + re[before + n] + re[first + n];
      float sumIm = im[at + n] + im[before + n] + im[first + n];
      powers[at + n] = sumRe * sumRe + sumIm * sumIm;
    }
  }

  private void clear(int place, int group) {
    for (int tone = group; tone < group + GROUP; tone++) {
      re[place * TONES + tone] = 0;
      im[place * TONES + tone] = 0;
    }
  }

  // The cosine is even and the sine odd around the middle, so both halves of a block share one
  // multiplication.
  private void foldOnly(long block) {
    if (folded == block) {
      return;
    }
    folded = block;
    int from = place(block) * BLOCK;
    for (int n = 0; n < HALF; n++) {
      float a = ring[from + n];
      float b = ring[from + BLOCK - 1 - n];
      even[n] = a + b;
      odd[n] = a - b;
    }
  }

  // The same with the energy; two of each sum side by side keep the processor's pipeline full.
  private void fold(int place) {
    folded = newest;
    int from = place * BLOCK;
    int last = from + BLOCK - 1;
    float squares0 = 0;
    float squares1 = 0;
    float squares2 = 0;
    float squares3 = 0;
    float sum0 = 0;
    float sum1 = 0;
    float slope0 = 0;
    float slope1 = 0;
    for (int n = 0; n < HALF; n += 2) {
      float a0 = ring[from + n];
      float b0 = ring[last - n];
      float a1 = ring[from + n + 1];
      float b1 = ring[last - n - 1];
      float e0 = a0 + b0;
      float o0 = a0 - b0;
      float e1 = a1 + b1;
      float o1 = a1 - b1;
      even[n] = e0;
      odd[n] = o0;
      even[n + 1] = e1;
      odd[n + 1] = o1;
      squares0 = Fma.add(a0, a0, squares0);
      squares1 = Fma.add(b0, b0, squares1);
      squares2 = Fma.add(a1, a1, squares2);
      squares3 = Fma.add(b1, b1, squares3);
      sum0 += e0;
      sum1 += e1;
      slope0 = Fma.add(DISTANCE[n], o0, slope0);
      slope1 = Fma.add(DISTANCE[n + 1], o1, slope1);
    }
    float all = squares0 + squares1 + (squares2 + squares3);
    float sum = sum0 + sum1;
    float slope = slope0 + slope1;
    raw[place] = all;
    energy[place] = Math.max(0, all - sum * sum / BLOCK - slope * slope / SLOPE_ENERGY);
  }

  private void correlate(long block, float[] cos, float[] sin, int group) {
    float r0 = 0;
    float r1 = 0;
    float r2 = 0;
    float r3 = 0;
    float i0 = 0;
    float i1 = 0;
    float i2 = 0;
    float i3 = 0;
    for (int n = 0; n < HALF; n++) {
      float e = even[n];
      float o = odd[n];
      int at = n * GROUP;
      r0 = Fma.add(e, cos[at], r0);
      r1 = Fma.add(e, cos[at + 1], r1);
      r2 = Fma.add(e, cos[at + 2], r2);
      r3 = Fma.add(e, cos[at + 3], r3);
      i0 = Fma.add(o, sin[at], i0);
      i1 = Fma.add(o, sin[at + 1], i1);
      i2 = Fma.add(o, sin[at + 2], i2);
      i3 = Fma.add(o, sin[at + 3], i3);
    }
    int turn = (int) (block % TURNS) * TONES + group;
    int at = place(block) * TONES + group;
    turn(at, turn, r0, i0);
    turn(at + 1, turn + 1, r1, i1);
    turn(at + 2, turn + 2, r2, i2);
    turn(at + 3, turn + 3, r3, i3);
  }

  private void turn(int at, int turn, float r, float i) {
    float c = TURN_COS[turn];
    float s = TURN_SIN[turn];
    re[at] = r * c - i * s;
    im[at] = r * s + i * c;
  }
}
