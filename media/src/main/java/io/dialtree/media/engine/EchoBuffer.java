package io.dialtree.media.engine;

import java.nio.ByteBuffer;

/**
 * A few frames of received payload on their way back to the caller. Confined to the media thread;
 * fixed size.
 */
final class EchoBuffer {
  private static final int CAPACITY_BYTES = 1600; // 200 ms: a longer echo only confuses the speaker
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY_BYTES);
  private int head;
  private int size;

  /** Keeps a packet's payload, or drops it when the peer sends faster than we do. */
  void put(ByteBuffer packet, int offset, int length) {
    if (size + length > CAPACITY_BYTES) {
      return;
    }
    int tail = (head + size) % CAPACITY_BYTES;
    int first = Math.min(length, CAPACITY_BYTES - tail);
    bytes.put(tail, packet, offset, first);
    bytes.put(0, packet, offset + first, length - first);
    size += length;
  }

  /** Moves one frame out; false when there is not a whole one yet. */
  boolean take(ByteBuffer out, int at, int length) {
    if (size < length) {
      return false;
    }
    int first = Math.min(length, CAPACITY_BYTES - head);
    out.put(at, bytes, head, first);
    out.put(at + first, bytes, 0, length - first);
    head = (head + length) % CAPACITY_BYTES;
    size -= length;
    return true;
  }
}
