package io.dialtree.media.codec;

/**
 * The filter of 24 taps that splits 16 kHz audio into two bands and joins them again (ITU-T G.722
 * sections 3.1 and 4.4). Its two halves mirror each other, so that twelve numbers and one history
 * of pairs are enough.
 */
final class G722Mirror {
  private static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  private final int[] history = new int[2 * TAPS.length];
  private int even;
  private int odd;

  /** Takes the next pair in; the two sums of it and the eleven before are then ready. */
  void push(int first, int second) {
    int newest = history.length - 2;
    System.arraycopy(history, 2, history, 0, newest);
    history[newest] = first;
    history[newest + 1] = second;
    int a = 0;
    int b = 0;
    for (int i = 0; i < TAPS.length; i++) {
      a += history[2 * i] * TAPS[i];
      b += history[2 * i + 1] * TAPS[TAPS.length - 1 - i];
    }
    even = a;
    odd = b;
  }

  /** The sum over the first of each pair. */
  int even() {
    return even;
  }

  /** The sum over the second of each pair. */
  int odd() {
    return odd;
  }
}
