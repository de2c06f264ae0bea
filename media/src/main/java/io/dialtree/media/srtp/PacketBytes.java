package io.dialtree.media.srtp;

import java.nio.ByteBuffer;
import org.jitsi.utils.ByteArrayBuffer;

/**
 * The array in which packets are sealed and opened, because ciphers work on arrays while the
 * sockets read and write outside the heap. One for each media thread, which is the only one to use
 * it.
 */
public final class PacketBytes implements ByteArrayBuffer {
  private static final int PACKET_BYTES_MAX = 2048; // more than an Ethernet frame holds

  private final byte[] bytes = new byte[PACKET_BYTES_MAX + SrtpSuite.TRAILER_BYTES_MAX];
  private final KeyStream keyStream = new KeyStream(PACKET_BYTES_MAX + BlockCipher.BLOCK_BYTES);
  private int length;

  /** Takes the first {@code count} bytes of a packet; false when no packet is that long. */
  boolean load(ByteBuffer packet, int count) {
    if (count > Math.min(PACKET_BYTES_MAX, packet.limit())) {
      return false;
    }
    packet.get(0, bytes, 0, count);
    length = count;
    return true;
  }

  /**
   * Puts the result where the packet was, but for the bytes before {@code from}, which are the
   * same; false when it has no room there.
   */
  boolean store(ByteBuffer packet, int from) {
    if (length > packet.capacity()) {
      return false;
    }
    packet.limit(Math.max(length, packet.limit()));
    packet.put(from, bytes, from, length - from);
    return true;
  }

  /** Room for the key stream of a packet. */
  KeyStream keyStream() {
    return keyStream;
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getOffset() {
    return 0;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int newLength) {
    length = newLength;
  }

  @Override
  public void setOffset(int newOffset) {
    throw new IllegalStateException("packets begin at 0 here");
  }

  @Override
  public boolean isInvalid() {
    return false;
  }

  @Override
  public void readRegionToBuff(int offset, int count, byte[] to) {
    System.arraycopy(bytes, offset, to, 0, count);
  }

  @Override
  public void grow(int count) {
    // There is room for the longest trailer behind the longest packet already.
  }

  @Override
  public void append(byte[] data, int count) {
    System.arraycopy(data, 0, bytes, length, count);
    length += count;
  }

  @Override
  public void shrink(int count) {
    length -= count;
  }
}
