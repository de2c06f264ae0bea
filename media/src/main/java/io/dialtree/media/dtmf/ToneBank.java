package io.dialtree.media.dtmf;

import java.util.Arrays;

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

  private static final int HALF = FoldedBlock.HALF;
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

  static {
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

  // What is looked at for every loud block lies together, so that it costs one line of the cache:
  // by block of the ring, real and imaginary parts of the low group, the powers of the block and
  // the two before it as one window, and the energies.
  private static final int LINE = 16;
  private static final int POWERS = 8;
  private static final int RAW = 12;
  private static final int ENERGY = 13;

  private final short[] ring = new short[RING];
  private final float[] lines = new float[BLOCKS * LINE];
  // By block of the ring, real and imaginary parts of the high group.
  private final float[] high = new float[BLOCKS * TONES];
  // Shared: the powers of the high group in the newer and the older half window.
  private final float[] highPowers;
  private final FoldedBlock folded;
  // A bit for each block of the ring.
  private int highKnown;
  private int silent = -1;
  private int repeated;
  private int lost;
  // A multiple of FRAME comes next: where packets are of 20 ms and no audio is cut out of the
  // middle of one, a block's number says its place in its frame, of which holes of two frames make
  // use.
  private long newest = BLOCKS - 1;
  private int wholeBlocks;
  // Of the newest block, which the shared one holds until another is folded.
  private long foldedCount;

  ToneBank(ToneWorkspace workspace) {
    folded = workspace.folded;
    highPowers = workspace.highPowers;
  }

  static double hz(int tone) {
    return HZ[tone];
  }

  /** The audio, block by block; a block's place is its number modulo {@link #BLOCKS}. */
  short[] ring() {
    return ring;
  }

  /** Number of the newest block; they count from 0. */
  long newest() {
    return newest;
  }

  static int place(long block) {
    return (int) block & (BLOCKS - 1);
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return highKnown + (int) foldedCount;
  }

  /** The same: where the next frame goes, and what is compared with it. */
  int touchAudio() {
    int sum = 0;
    for (int n = 1 - HALF_WINDOW * 2; n <= FRAME; n++) {
      sum += (int) lines[place(newest + n) * LINE] + (int) high[place(newest + n) * TONES];
      sum += n > 0 ? ring[place(newest + n) * BLOCK] : 0;
    }
    return sum;
  }

  /** The next block has been written into the ring. */
  void add(float loudEnough) {
    int place = place(++newest);
    int line = place * LINE;
    folded.fold(ring, place * BLOCK);
    foldedCount = folded.count();
    float raw = folded.rawEnergy();
    lines[line + RAW] = raw;
    lines[line + ENERGY] = folded.energy();
    int bit = 1 << place;
    highKnown &= ~bit;
    lost &= ~bit;
    boolean quiet = raw <= SILENT_ENERGY;
    silent = quiet ? silent | bit : silent & ~bit;
    boolean again = !quiet && raw == rawEnergy(newest - FRAME) && equalsFrameBefore(place);
    repeated = again ? repeated | bit : repeated & ~bit;
    if (folded.energy() >= loudEnough) {
      correlate(LOW_COS, LOW_SIN, (int) (newest % TURNS) * TONES, lines, line);
    } else {
      Arrays.fill(lines, line, line + 2 * GROUP, 0);
    }
    sumUp();
    wholeBlocks = quiet || again ? 0 : wholeBlocks + 1;
  }

  private boolean equalsFrameBefore(int place) {
    int now = place * BLOCK;
    int then = place(newest - FRAME) * BLOCK;
    return Arrays.equals(ring, now, now + BLOCK, ring, then, then + BLOCK);
  }

  /** A block without sound; {@code isLost} says that nobody knows what it was. */
  void addSilence(boolean isLost) {
    int place = place(++newest);
    Arrays.fill(ring, place * BLOCK, (place + 1) * BLOCK, (short) 0);
    Arrays.fill(lines, place * LINE, (place + 1) * LINE, 0);
    Arrays.fill(high, place * TONES, (place + 1) * TONES, 0);
    sumUp();
    int bit = 1 << place;
    highKnown |= bit;
    silent |= bit;
    repeated &= ~bit;
    lost = isLost ? lost | bit : lost & ~bit;
    wholeBlocks = 0;
  }

  /** Blocks without sound, while all that are remembered are silent too. */
  void skip(long blocks) {
    newest += blocks;
  }

  /** Energy of a block, without what is constant or rises evenly: most of any hum is not in it. */
  float energy(long block) {
    return lines[place(block) * LINE + ENERGY];
  }

  float energyOf(int blocks) {
    float sum = 0;
    for (int n = 0; n < blocks; n++) {
      sum += energy(newest - n);
    }
    return sum;
  }

  /** Whether none of the last blocks is silent or a repeated one. */
  boolean isWhole(int blocks) {
    return wholeBlocks >= blocks;
  }

  /** Blocks of silence, not of loss, straight before all that came since the last hole. */
  int silenceBefore() {
    // The newest block's bit first, then those before it.
    int bits = Integer.rotateLeft(silent & ~lost, BLOCKS - 1 - place(newest)) << wholeBlocks;
    return Integer.numberOfLeadingZeros(~bits);
  }

  boolean isLost(long block) {
    return (lost & 1 << place(block)) != 0;
  }

  /** Whether a block holds nothing but the smallest steps of a codec. */
  boolean isSilent(long block) {
    return (silent & 1 << place(block)) != 0;
  }

  /** Whether a block repeats, sample by sample, what a frame earlier was. */
  boolean isRepeated(long block) {
    return (repeated & 1 << place(block)) != 0;
  }

  /** Whether a block says nothing new: it is silent, or a repeated one. */
  boolean isHole(long block) {
    return ((silent | repeated) & 1 << place(block)) != 0;
  }

  /** Energy of a block with everything in it. */
  float rawEnergy(long block) {
    return lines[place(block) * LINE + RAW];
  }

  /** Power of a tone over {@code count} blocks up to {@code last}, taken as one window. */
  float power(int tone, long last, int count) {
    boolean isLow = tone < GROUP;
    float[] from = isLow ? lines : high;
    int stride = isLow ? LINE : TONES;
    float sumRe = 0;
    float sumIm = 0;
    for (int n = 0; n < count; n++) {
      int at = place(last - n) * stride + tone % GROUP;
      sumRe += from[at];
      sumIm += from[at + GROUP];
    }
    return sumRe * sumRe + sumIm * sumIm;
  }

  private float re(int tone, long block) {
    return tone < GROUP
        ? lines[place(block) * LINE + tone]
        : high[place(block) * TONES + tone - GROUP];
  }

  private float im(int tone, long block) {
    return tone < GROUP
        ? lines[place(block) * LINE + GROUP + tone]
        : high[place(block) * TONES + tone];
  }

  /** How far the phase of a tone turned from one half of the last six blocks to the other. */
  double turn(int tone) {
    float aRe = 0;
    float aIm = 0;
    float bRe = 0;
    float bIm = 0;
    for (int n = 0; n < HALF_WINDOW; n++) {
      aRe += re(tone, newest - HALF_WINDOW - n);
      aIm += im(tone, newest - HALF_WINDOW - n);
      bRe += re(tone, newest - n);
      bIm += im(tone, newest - n);
    }
    return Math.atan2(aRe * bIm - aIm * bRe, aRe * bRe + aIm * bIm);
  }

  /** Power of a tone over the last six blocks, taken as two windows of {@link #HALF_WINDOW}. */
  float halves(int tone) {
    return newerHalf(tone) + olderHalf(tone);
  }

  /** The older half of {@link #halves} as a part of the newer. */
  float rise(int tone) {
    return olderHalf(tone) / newerHalf(tone);
  }

  private float newerHalf(int tone) {
    return tone < GROUP ? lines[place(newest) * LINE + POWERS + tone] : highPowers[tone - GROUP];
  }

  private float olderHalf(int tone) {
    return tone < GROUP
        ? lines[place(newest - HALF_WINDOW) * LINE + POWERS + tone]
        : highPowers[tone];
  }

  /** Reckons the high group of the last blocks where that was not done yet. */
  void ensureHigh(int blocks) {
    for (long block = newest; block > newest - blocks; block--) {
      int place = place(block);
      if ((highKnown & 1 << place) == 0) {
        highKnown |= 1 << place;
        if (block != newest || foldedCount != folded.count()) {
          folded.foldOnly(ring, place * BLOCK);
        }
        int turn = (int) (block % TURNS) * TONES + GROUP;
        correlate(HIGH_COS, HIGH_SIN, turn, high, place * TONES);
      }
    }
  }

  /**
   * The same, and the powers of {@link #halves}, which hold until another bank asks for its own.
   */
  void ensureHighHalves() {
    ensureHigh(2 * HALF_WINDOW);
    sumUp(high, TONES, newest, highPowers, 0);
    sumUp(high, TONES, newest - HALF_WINDOW, highPowers, GROUP);
  }

  private void sumUp() {
    sumUp(lines, LINE, newest, lines, place(newest) * LINE + POWERS);
  }

  /** The powers of a group over the half window up to {@code last}, written to {@code at}. */
  private static void sumUp(float[] from, int stride, long last, float[] to, int at) {
    int third = place(last) * stride;
    int second = place(last - 1) * stride;
    int first = place(last - 2) * stride;
    for (int n = 0; n < GROUP; n++) {
      float sumRe = from[third + n] + from[second + n] + from[first + n];
      float sumIm = from[third + GROUP + n] + from[second + GROUP + n] + from[first + GROUP + n];
      to[at + n] = sumRe * sumRe + sumIm * sumIm;
    }
  }

  /** Correlates the folded block with a group; its phases start at {@code turn}. */
  private void correlate(float[] cos, float[] sin, int turn, float[] to, int at) {
    float[] even = folded.even;
    float[] odd = folded.odd;
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
      int from = n * GROUP;
      r0 = Fma.add(e, cos[from], r0);
      r1 = Fma.add(e, cos[from + 1], r1);
      r2 = Fma.add(e, cos[from + 2], r2);
      r3 = Fma.add(e, cos[from + 3], r3);
      i0 = Fma.add(o, sin[from], i0);
      i1 = Fma.add(o, sin[from + 1], i1);
      i2 = Fma.add(o, sin[from + 2], i2);
      i3 = Fma.add(o, sin[from + 3], i3);
    }
    turn(to, at, turn, r0, i0);
    turn(to, at + 1, turn + 1, r1, i1);
    turn(to, at + 2, turn + 2, r2, i2);
    turn(to, at + 3, turn + 3, r3, i3);
  }

  private static void turn(float[] to, int at, int turn, float r, float i) {
    float c = TURN_COS[turn];
    float s = TURN_SIN[turn];
    to[at] = r * c - i * s;
    to[at + GROUP] = r * s + i * c;
  }
}
