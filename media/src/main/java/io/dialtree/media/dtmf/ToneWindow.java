package io.dialtree.media.dtmf;

/**
 * The newest blocks of audio that say something, with holes left out: lost frames that became
 * silence, frames that were played twice for a lost one, and short dropouts. What comes behind a
 * hole belongs to the same window, so that a short tone with a lost frame in it is still measured
 * as a whole; whether it is one tone, the phases tell. Confined to the media thread.
 */
final class ToneWindow {
  // 19 ms and a frame of 20 ms are dropouts, a pause of 40 ms is none (ITU-T Q.24). What is
  // known to be lost may be longer.
  private static final int SILENT_BLOCKS_MAX = 5;
  // Two lost frames that a gateway filled with silence are as long, but lie where frames lie.
  private static final int TWO_FRAMES = 2 * ToneBank.FRAME;
  private static final int FRAMES_REPEATED_MAX = 2;
  // Between two lost frames lies at least one that came; less is a click in a pause.
  private static final int FRAME_LEAST = 3;
  private static final int FRAYED_SAMPLES = 4;
  private static final int PAUSE = -1;

  // A clean digit loses at most this when what rises evenly is taken out of its blocks.
  private static final float HUM_PART = 1.06f;
  // The beat of the two tones moves a block's energy by a quarter, the edge of a dropout by more.
  private static final float FILLED_PART = 0.2f;

  private final ToneBank bank;
  private final long[] blocks;
  private long forgotten = -1;
  private int count;

  ToneWindow(ToneBank bank, ToneWorkspace workspace) {
    this.bank = bank;
    blocks = workspace.windowBlocks;
  }

  /** What sounded up to this block belongs to a press that is over. */
  void forgetUpTo(long block) {
    forgotten = block;
  }

  /** Collects the newest {@code wanted} blocks; false when there are not that many. */
  boolean collect(int wanted) {
    return !bank.isHole(bank.newest()) && collect(wanted, bank.newest());
  }

  /**
   * Collects the {@code wanted} blocks of which a loss has taken the neighbours: a hole lies
   * between them, or before or behind them one that is known to be a loss.
   */
  boolean collectTorn(int wanted) {
    long last = bank.newest();
    while (bank.newest() - last <= ToneBank.FRAME && isLoss(last)) {
      last--;
    }
    return !bank.isHole(last)
        && collect(wanted, last)
        && (reach() >= wanted + FRAME_LEAST || bank.isLost(block(0) - 1));
  }

  private boolean isLoss(long block) {
    return bank.isLost(block) || bank.isRepeated(block);
  }

  private boolean collect(int wanted, long last) {
    count = 0;
    long block = last;
    int run = FRAME_LEAST;
    while (count < wanted) {
      blocks[TonePairFit.BLOCKS_MAX - ++count] = block--;
      run++;
      int hole = count < wanted ? hole(block) : 0;
      if (hole == PAUSE || (hole > 0 && run < FRAME_LEAST)) {
        return false;
      }
      if (hole > 0) {
        block -= hole;
        run = 0;
      }
      if (bank.newest() - block > TonePairFit.BLOCKS_MAX) {
        return false;
      }
    }
    return block(0) > forgotten;
  }

  /** Block {@code index} of the window, the oldest first. */
  long block(int index) {
    return blocks[TonePairFit.BLOCKS_MAX - count + index];
  }

  /** Blocks from the first of the window to the newest of all. */
  int reach() {
    return (int) (bank.newest() - block(0)) + 1;
  }

  float energy() {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bank.energy(block(i));
    }
    return sum;
  }

  /** Whether every block but the outermost holds its part, as those of a steady tone do. */
  boolean isFilled() {
    float least = FILLED_PART * energy() / count;
    for (int i = 1; i < count - 1; i++) {
      if (bank.energy(block(i)) < least) {
        return false;
      }
    }
    return true;
  }

  /**
   * Energy of the sine at one of the nominal frequencies, found in runs that are added in phase.
   */
  float energyOf(int tone) {
    float sum = 0;
    int run = 0;
    for (int i = 0; i < count; i++) {
      run++;
      boolean ends = i + 1 == count || run == ToneBank.HALF_WINDOW || block(i + 1) != block(i) + 1;
      if (ends) {
        sum += bank.power(tone, block(i), run) / run;
        run = 0;
      }
    }
    return sum * 2 / ToneBank.BLOCK;
  }

  /** Whether there is so much below the telephone band that it has to be filtered. */
  boolean hasHum() {
    float raw = 0;
    for (int i = 0; i < count; i++) {
      raw += bank.rawEnergy(block(i));
    }
    return raw > HUM_PART * energy();
  }

  void load(TonePairFit fit, boolean withHum) {
    FoldedWindow audio = fit.begin(withHum);
    for (int i = 0; i < count; i++) {
      audio.take(bank, block(i));
    }
  }

  /** Whether so many blocks of silence may be a piece that is missing from a tone. */
  static boolean isDropout(int blocks) {
    return blocks <= SILENT_BLOCKS_MAX || blocks == TWO_FRAMES;
  }

  /** Length of a hole that ends with this block, with the frayed block at its beginning. */
  private int hole(long last) {
    int length = 0;
    // What was played twice ends with sound, a pause before a key does not.
    int repeated = bank.isRepeated(last) ? FRAMES_REPEATED_MAX * ToneBank.FRAME : 0;
    int silent = 0;
    while (length <= TonePairFit.BLOCKS_MAX && silent <= TWO_FRAMES && bank.isHole(last - length)) {
      silent += length < repeated || bank.isLost(last - length) ? 0 : 1;
      length++;
    }
    if (!isDropout(silent)) {
      return PAUSE;
    }
    if (length == 0 || !bank.isSilent(last)) {
      return length;
    }
    boolean frayed = isFrayed(last + 1, 0);
    boolean frayedBefore = isFrayed(last - length, ToneBank.BLOCK - FRAYED_SAMPLES);
    if (silent > SILENT_BLOCKS_MAX
        && (frayed || frayedBefore || length > silent || (last + 1) % ToneBank.FRAME != 0)) {
      return PAUSE;
    }
    count -= frayed ? 1 : 0;
    return frayedBefore ? length + 1 : length;
  }

  private boolean isFrayed(long block, int from) {
    int at = ToneBank.place(block) * ToneBank.BLOCK + from;
    for (int n = at; n < at + FRAYED_SAMPLES; n++) {
      if (Math.abs(bank.ring()[n]) > ToneBank.SILENT_PEAK) {
        return false;
      }
    }
    return true;
  }
}
