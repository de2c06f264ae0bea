package io.dialtree.media.jitter;

import io.dialtree.media.codec.AudioDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Payloads that wait for their time, by their number. Fixed size; confined to one thread. */
final class PacketSlots {
  /** 320 ms of packets of 10 ms: more than the longest delay, and a burst on top. */
  static final int SLOTS = 32;

  /** What {@link #first} answers when nothing waits. */
  static final long NONE = Long.MIN_VALUE;

  private static final int EMPTY = -1;

  private final int slotBytes;
  private final ByteBuffer bytes;
  private final int[] lengths = new int[SLOTS];
  private final long[] positions = new long[SLOTS];
  private final boolean[] fresh = new boolean[SLOTS];

  /**
   * @param slotBytes the longest payload that is kept
   */
  PacketSlots(int slotBytes) {
    this.slotBytes = slotBytes;
    this.bytes = ByteBuffer.allocate(SLOTS * slotBytes);
    Arrays.fill(lengths, EMPTY);
  }

  /** True when a payload of this length can be kept. */
  boolean holds(int length) {
    return length <= slotBytes;
  }

  /**
   * Keeps a payload; false when its number is there already.
   *
   * @param length 0 for a packet that has no audio
   * @param freshStream whether the decoder must begin anew with it
   */
  boolean put(
      long number, ByteBuffer packet, int offset, int length, long position, boolean freshStream) {
    int slot = slot(number);
    if (lengths[slot] != EMPTY) {
      return false;
    }
    bytes.put(slot * slotBytes, packet, offset, length);
    lengths[slot] = length;
    positions[slot] = position;
    fresh[slot] = freshStream;
    return true;
  }

  /** The lowest number that waits from {@code from} on, or {@link #NONE}. */
  long first(long from) {
    for (long number = from; number < from + SLOTS; number++) {
      if (lengths[slot(number)] != EMPTY) {
        return number;
      }
    }
    return NONE;
  }

  boolean isAudio(long number) {
    return lengths[slot(number)] > 0;
  }

  /** Where it belongs, in samples. */
  long position(long number) {
    return positions[slot(number)];
  }

  boolean isFresh(long number) {
    return fresh[slot(number)];
  }

  /** Decodes a payload and forgets it. */
  int decode(long number, AudioDecoder decoder, short[] out) {
    int slot = slot(number);
    int length = lengths[slot];
    lengths[slot] = EMPTY;
    return decoder.decode(bytes, slot * slotBytes, length, out, 0);
  }

  /** Forgets a payload; true when there was one with audio. */
  boolean drop(long number) {
    int slot = slot(number);
    boolean audio = lengths[slot] > 0;
    lengths[slot] = EMPTY;
    return audio;
  }

  private static int slot(long number) {
    return Math.floorMod(number, SLOTS);
  }
}
