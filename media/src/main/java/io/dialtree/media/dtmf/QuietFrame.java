package io.dialtree.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Tells frames of G.711 that are fainter than any digit, eight bytes at a time and without decoding
 * them. Such a frame is silence to the detector.
 */
final class QuietFrame {
  // The three bits that hold the segment. A byte of the lowest one is at most 120 of 32767 in
  // u-law and 248 in A-law; the faintest digit that is heard reaches 322.
  private static final long SEGMENTS = 0x7070_7070_7070_7070L;
  private static final int SEGMENT = 0x70;

  private QuietFrame() {}

  /** Whether every byte lies in the segment of {@code silence}, the law's byte for it. */
  static boolean isQuiet(ByteBuffer bytes, int offset, int length, byte silence) {
    long lowest = (silence & SEGMENT) * (SEGMENTS / SEGMENT);
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if ((bytes.getLong(at) & SEGMENTS) != lowest) {
        return false;
      }
    }
    for (; at < end; at++) {
      if ((bytes.get(at) & SEGMENT) != (silence & SEGMENT)) {
        return false;
      }
    }
    return true;
  }
}
