package io.dialtree.media.engine;

import java.nio.ByteBuffer;

/**
 * A few frames of received payload on their way back to the caller. It waits for three frames
 * before it gives the first, so that a voice whose packets come unevenly goes back in one piece.
 * Confined to the media thread; fixed size.
 */
final class EchoBuffer {
  private static final int FRAMES_AHEAD = 3;

  private final int capacityBytes;
  private final ByteBuffer bytes;
  private int head;
  private int size;
  private boolean flowing;

  EchoBuffer(int capacityBytes) {
    this.capacityBytes = capacityBytes;
    this.bytes = ByteBuffer.allocateDirect(capacityBytes);
  }

  /** Keeps a packet's payload, or drops it when the peer sends faster than we do. */
  void put(ByteBuffer packet, int offset, int length) {
    if (size + length > capacityBytes) {
      return;
    }
    int tail = (head + size) % capacityBytes;
    int first = Math.min(length, capacityBytes - tail);
    bytes.put(tail, packet, offset, first);
    bytes.put(0, packet, offset + first, length - first);
    size += length;
  }

  /** Moves one frame out; false when there is not a whole one yet. */
  boolean take(ByteBuffer out, int at, int length) {
    flowing = size >= (flowing ? length : FRAMES_AHEAD * length);
    if (!flowing) {
      return false;
    }
    int first = Math.min(length, capacityBytes - head);
    out.put(at, bytes, head, first);
    out.put(at + first, bytes, 0, length - first);
    head = (head + length) % capacityBytes;
    size -= length;
    return true;
  }
}
