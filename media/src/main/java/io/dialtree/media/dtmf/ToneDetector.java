package io.dialtree.media.dtmf;

/**
 * Finds dual tones (ITU-T Q.23, Q.24) in 8 kHz audio given in pieces of any size.
 *
 * <p>Every 5 ms the {@link ToneSearch} asks the {@link ToneBank} which two tones may be there and
 * measures what looks like a digit. Once one is on, it lasts until its tones were gone for 30 ms,
 * so that short dropouts do not split it and a pause of 40 ms does.
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
  private static final int NONE = ToneSearch.NONE;

  // Four blocks of 5 ms are written at once, which leaves the longest window whole.
  private static final int CHUNK = 4 * BLOCK;
  // A frame that never leaves the smallest segment of G.711 is fainter than any digit.
  private static final int QUIET_PEAK = 127;
  private static final int QUIET_SAMPLES_MIN = 80;
  private static final int QUIET_STEP = 4;

  // Three frames of 20 ms; over a longer hole nobody knows whether it is still the same press.
  private static final int HOLE_BRIDGED_MAX = 480;

  private static final int PRESENCE_WINDOW = 3;
  // A third of a window in which the tone is whole must be too little, two thirds enough: also for
  // a tone 8 dB below its partner, of which 10 ms show 0.7 at the edges of their frequencies.
  private static final double PRESENT_PART = 0.42;
  // Of 941 and 1209 Hz 5 ms show the weaker one, 8 dB below, with 0.37 to 1.6 of its amplitude.
  private static final float UNCLEAR_PART = 0.25f; // of the power that is asked for
  // 19 ms of dropout take at most four blocks away, 40 ms of pause at least seven.
  private static final int GONE_BLOCKS = 6;
  // When a loss lies in it, nobody saw the whole of the pause.
  private static final int GONE_AND_UNKNOWN_BLOCKS = 8;

  private final Listener listener;
  private final TonePairFit fit;
  private final ToneBank bank;
  private final ToneWindow window;
  private final ProgressTone progress;
  private final ToneSearch search;
  private int filled;
  private int silentBlocks = ToneBank.BLOCKS;
  private long position;
  private int on = NONE;
  // Blocks since the tones sounded last: those without them, and those of which nobody knows.
  private int gone;
  private int unknown;
  private float presentLow;
  private float presentHigh;
  private long startSample;

  /** A detector that reports to {@code listener} and shares nothing. */
  public ToneDetector(Listener listener) {
    this(listener, new ToneWorkspace());
  }

  /** One of many detectors of a thread; all that are given this workspace run on that thread. */
  public ToneDetector(Listener listener, ToneWorkspace workspace) {
    this.listener = listener;
    fit = workspace.fit;
    bank = new ToneBank(workspace);
    window = new ToneWindow(bank, workspace);
    progress = new ProgressTone(bank, fit);
    search = new ToneSearch(bank, window, workspace, progress);
  }

  /** What hears for it; the audio is there. */
  ToneBank bank() {
    return bank;
  }

  /** As {@link DigitReceiver#touch}. */
  public int touch() {
    return filled + gone;
  }

  /** The second step of {@link #touch}. */
  public int touchParts() {
    return bank.touch() + progress.touch() + search.touch();
  }

  /** The third step of {@link #touch}. */
  public int touchAudio() {
    return bank.touchAudio();
  }

  /** The next samples. */
  public void feed(short[] pcm, int offset, int count) {
    int end = offset + count;
    for (int at = offset; at < end; ) {
      int piece = Math.min(CHUNK, end - at);
      if (piece >= QUIET_SAMPLES_MIN && isQuiet(pcm, at, piece)) {
        silence(piece);
      } else {
        write(pcm, at, piece);
      }
      at += piece;
    }
  }

  /**
   * Samples that were sent and lost: a digit that sounds goes on across 60 ms of them, one that had
   * fallen silent next to them does not, and longer holes are silence.
   */
  public void hole(int samples) {
    silence(samples, samples <= HOLE_BRIDGED_MAX);
  }

  /** Samples of silence. */
  public void silence(int samples) {
    silence(samples, false);
  }

  /** Ends a digit that sounds and forgets the audio; positions go on. */
  public void reset() {
    if (on != NONE) {
      end(position);
    }
    for (int i = 0; i < ToneBank.BLOCKS; i++) {
      bank.addSilence(false);
    }
    filled = 0;
    progress.clear();
  }

  // A digit lasts much longer than the samples that are left out.
  private static boolean isQuiet(short[] pcm, int from, int count) {
    for (int i = from; i < from + count; i += QUIET_STEP) {
      if (pcm[i] > QUIET_PEAK || pcm[i] < -QUIET_PEAK) {
        return false;
      }
    }
    return true;
  }

  private void write(short[] pcm, int from, int count) {
    silentBlocks = 0;
    int at = next();
    int straight = Math.min(count, ToneBank.RING - at);
    System.arraycopy(pcm, from, bank.ring(), at, straight);
    System.arraycopy(pcm, from + straight, bank.ring(), 0, count - straight);
    position += count;
    filled += count;
    while (filled >= BLOCK) {
      filled -= BLOCK;
      bank.add(ToneSearch.LOUD_ENERGY);
      onBlock();
    }
  }

  private void silence(int samples, boolean lost) {
    int left = samples;
    if (filled > 0) {
      left -= fillWithZeros(Math.min(left, BLOCK - filled));
    }
    if (lost) {
      silentBlocks = 0;
    } else if (silentBlocks >= ToneBank.BLOCKS && on == NONE) {
      position += (long) left / BLOCK * BLOCK;
      bank.skip(left / BLOCK);
      left %= BLOCK;
    }
    for (; left >= BLOCK; left -= BLOCK) {
      bank.addSilence(lost);
      silentBlocks += lost ? 0 : 1;
      position += BLOCK;
      onBlock();
    }
    fillWithZeros(left);
  }

  private int fillWithZeros(int count) {
    int at = next();
    java.util.Arrays.fill(bank.ring(), at, at + count, (short) 0);
    position += count;
    filled += count;
    if (filled == BLOCK) {
      filled = 0;
      bank.add(ToneSearch.LOUD_ENERGY);
      silentBlocks = 0;
      onBlock();
    }
    return count;
  }

  private int next() {
    return ToneBank.place(bank.newest() + 1) * BLOCK + filled;
  }

  // Samples of this feed that lie behind the newest block are not decided yet.
  private long decided() {
    return position - filled;
  }

  private void onBlock() {
    progress.onBlock(on != NONE, ToneSearch.LOUD_ENERGY);
    if (on == NONE || !isPresent()) {
      int found = search.search(on);
      if (found != NONE) {
        start(found);
      }
    }
    if (on != NONE && isOver()) {
      window.forgetUpTo(bank.newest() - gone - unknown);
      end(decided() - (gone + unknown + 1L) * BLOCK);
    }
  }

  private boolean isOver() {
    return gone >= GONE_BLOCKS || (gone > 0 && gone + unknown >= GONE_AND_UNKNOWN_BLOCKS);
  }

  /**
   * Whether the tones still sound, as far as is known. A lost frame, and one that was played twice
   * for it, tell nothing; and in the latter the phases jump, which would hide the tones from a look
   * across its border. Nor does the first block behind them when it shows some of both: 5 ms tell
   * the tones of a key from each other badly.
   */
  private boolean isPresent() {
    int blocks = 0;
    while (blocks < PRESENCE_WINDOW && !saysNothing(blocks)) {
      blocks++;
    }
    if (blocks > 0 && sounds(blocks, 1)) {
      gone = 0;
      unknown = 0;
      return true;
    }
    if (blocks == 0 || (blocks == 1 && sounds(1, UNCLEAR_PART))) {
      unknown++;
      return gone == 0;
    }
    gone++;
    return false;
  }

  private boolean saysNothing(int back) {
    long block = bank.newest() - back;
    return bank.isLost(block) || bank.isRepeated(block);
  }

  /** Whether both tones have so much of the power of one that is present. */
  private boolean sounds(int blocks, float least) {
    float part = least * (blocks * blocks) / (PRESENCE_WINDOW * PRESENCE_WINDOW);
    if (bank.power(on / 4, bank.newest(), blocks) < part * presentLow) {
      return false;
    }
    bank.ensureHigh(blocks);
    return bank.power(4 + on % 4, bank.newest(), blocks) >= part * presentHigh;
  }

  private void start(int digit) {
    long start = decided() - (long) window.reach() * BLOCK;
    if (on != NONE) {
      end(start);
    }
    on = digit;
    gone = 0;
    unknown = 0;
    // Power of a full window is (amplitude * samples / 2) squared.
    double half = PRESENT_PART * PRESENCE_WINDOW * BLOCK / 2;
    presentLow = (float) Math.pow(fit.low().amplitude() * half, 2);
    presentHigh = (float) Math.pow(fit.high().amplitude() * half, 2);
    startSample = Math.max(0, start);
    listener.onToneStart(Keypad.keyAt(on / 4, on % 4), startSample, decided());
  }

  private void end(long endSample) {
    char key = Keypad.keyAt(on / 4, on % 4);
    on = NONE;
    listener.onToneEnd(key, startSample, Math.max(startSample, endSample));
  }
}
