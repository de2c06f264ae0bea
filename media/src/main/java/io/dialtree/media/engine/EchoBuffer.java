package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import java.nio.ByteBuffer;

/**
 * A few frames of received payload on their way back to the caller. It waits for three frames
 * before it gives the first, so that a voice whose packets come unevenly goes back in one piece.
 * Payloads that may be cut anywhere are; those of Opus go back as they came, each behind its
 * length. Confined to the media thread; fixed size.
 */
final class EchoBuffer {
  private static final int FRAMES_AHEAD = 3;
  private static final int LENGTH_BYTES = 2;

  private final boolean whole;
  private final int capacityBytes;
  private final ByteBuffer bytes;
  private int head;
  private int size;
  private int packets;
  private boolean flowing;

  private EchoBuffer(boolean whole, int capacityBytes) {
    this.whole = whole;
    this.capacityBytes = capacityBytes;
    this.bytes = ByteBuffer.allocateDirect(capacityBytes);
  }

  /** One that holds at most {@code ms} of this codec. */
  static EchoBuffer of(AudioCodec codec, int ms) {
    return codec.frameMs() == 0
        ? new EchoBuffer(false, codec.payloadBytes(ms))
        : new EchoBuffer(
            true, ms / codec.frameMs() * (LENGTH_BYTES + codec.payloadBytes(codec.frameMs())));
  }

  /** Keeps a packet's payload, or drops it when the peer sends faster than we do. */
  void put(ByteBuffer packet, int offset, int length) {
    if (size + length + LENGTH_BYTES > capacityBytes) {
      return;
    }
    if (whole) {
      putByte(length >> 8);
      putByte(length);
    }
    int tail = (head + size) % capacityBytes;
    int first = Math.min(length, capacityBytes - tail);
    bytes.put(tail, packet, offset, first);
    bytes.put(0, packet, offset + first, length - first);
    size += length;
    packets++;
  }

  private void putByte(int value) {
    bytes.put((head + size) % capacityBytes, (byte) value);
    size++;
  }

  /**
   * Moves one frame out.
   *
   * @param most bytes of a frame
   * @return bytes moved; 0 when there is not a whole frame yet
   */
  int take(ByteBuffer out, int at, int most) {
    int waiting = whole ? packets : size / most;
    flowing = waiting >= (flowing ? 1 : FRAMES_AHEAD);
    if (!flowing) {
      return 0;
    }
    int length = whole ? takeByte() << 8 | takeByte() : most;
    int first = Math.min(length, capacityBytes - head);
    out.put(at, bytes, head, first);
    out.put(at + first, bytes, 0, length - first);
    head = (head + length) % capacityBytes;
    size -= length;
    packets--;
    return length;
  }

  private int takeByte() {
    int value = bytes.get(head) & 0xFF;
    head = (head + 1) % capacityBytes;
    size--;
    return value;
  }
}
