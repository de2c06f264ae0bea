package io.dialtree.media.dtmf;

/**
 * What the tone detectors of one thread share, because nobody needs it between two frames. A
 * detector on its own stays small by that: a thousand calls fit into the processor's cache.
 * Confined to the thread whose detectors use it.
 */
public final class ToneWorkspace {
  // 60 ms of linear audio at 16 kHz; no codec gives more 8 kHz samples than its payload has bytes,
  // but Opus, whose longest packet of 120 ms gives 960.
  static final int FRAME_SAMPLES_MAX = 2048;

  final short[] pcm = new short[FRAME_SAMPLES_MAX];
  final FoldedBlock folded = new FoldedBlock();
  final TonePairFit fit = new TonePairFit();
  final long[] windowBlocks = new long[TonePairFit.BLOCKS_MAX];
  final float[] energies = new float[ToneBank.TONES];
  final float[] highPowers = new float[2 * ToneBank.GROUP];
  final WaitingFrames waiting = new WaitingFrames();

  final double shareLess;

  /** A workspace for the detectors of one thread. */
  public ToneWorkspace() {
    this(0);
  }

  /**
   * One whose detectors ask for another part of the energy in the two tones: hearing more under
   * disturbance and in speech. For measurements of what the usual limits are worth.
   *
   * @param shareLess what the limits are lowered by, -0.1 to 0.3
   */
  public ToneWorkspace(double shareLess) {
    this.shareLess = shareLess;
  }
}
