package io.dialtree.bench.dtmf;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** What becomes of frames of 20 ms that are lost on the way. */
enum Loss {
  /** A gateway put silence there. */
  ZEROED,
  /** A gateway played the frame before once more. */
  REPEATED,
  /** Their packets are missing in the stream, so that the receiver knows. */
  MISSING;

  static final int FRAME = Line.RATE / 50;

  /** Loses this percentage of the frames of {@code pcm}; the samples that were lost. */
  BitSet apply(double[] pcm, double percent, Random random) {
    BitSet lost = new BitSet();
    for (int at = FRAME; at + FRAME <= pcm.length; at += FRAME) {
      if (100 * random.nextDouble() < percent) {
        lost.set(at, at + FRAME);
        if (this == REPEATED) {
          playAgain(pcm, at);
        } else {
          Arrays.fill(pcm, at, at + FRAME, 0);
        }
      }
    }
    return lost;
  }

  private static void playAgain(double[] pcm, int at) {
    System.arraycopy(pcm, at - FRAME, pcm, at, FRAME);
  }
}
