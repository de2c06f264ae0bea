package io.dialtree.media.rtp;

import java.nio.ByteBuffer;

/**
 * The fields of an RTP packet by absolute access, so that neither the buffer's position moves nor
 * anything is allocated.
 *
 * <p>A packet starts at {@code offset} and is {@code length} bytes long. Ask {@link #payloadOffset}
 * first: only when it is not {@link #MALFORMED} may the other fields be read. Source: RFC 3550
 * section 5.1.
 */
public final class RtpPacket {
  /** Length of a header without CSRCs and extension, in bytes. */
  public static final int HEADER_BYTES = 12;

  /**
   * What {@link #payloadOffset} and {@link #payloadLength} answer for bytes that are no RTP packet.
   */
  public static final int MALFORMED = -1;

  private static final int EXTENSION_HEADER_BYTES = 4;

  private RtpPacket() {}

  /** Absolute position of the payload, behind CSRCs and extension, or {@link #MALFORMED}. */
  public static int payloadOffset(ByteBuffer packet, int offset, int length) {
    if (length < HEADER_BYTES || offset < 0 || offset + length > packet.limit()) {
      return MALFORMED;
    }
    int first = packet.get(offset);
    if ((first & 0xC0) != 0x80) {
      return MALFORMED;
    }
    int end = offset + length;
    int at = offset + HEADER_BYTES + 4 * (first & 0x0F);
    if ((first & 0x10) != 0) {
      at = behindExtension(packet, at, end);
    }
    return at > end ? MALFORMED : at;
  }

  /** Bytes of payload without padding, 0 or more, or {@link #MALFORMED}. */
  public static int payloadLength(ByteBuffer packet, int offset, int length) {
    int start = payloadOffset(packet, offset, length);
    if (start == MALFORMED) {
      return MALFORMED;
    }
    int available = offset + length - start;
    if ((packet.get(offset) & 0x20) == 0) {
      return available;
    }
    // RFC 3550 section 5.1: the last octet counts the padding, itself included.
    int padding = available == 0 ? 0 : packet.get(offset + length - 1) & 0xFF;
    return padding == 0 || padding > available ? MALFORMED : available - padding;
  }

  /** The marker bit. */
  public static boolean marker(ByteBuffer packet, int offset) {
    return packet.get(offset + 1) < 0;
  }

  /** Payload type, 0 to 127. */
  public static int payloadType(ByteBuffer packet, int offset) {
    return packet.get(offset + 1) & 0x7F;
  }

  /** Sequence number, 0 to 65535. */
  public static int sequence(ByteBuffer packet, int offset) {
    return bigEndian16(packet, offset + 2);
  }

  /** Timestamp; the int holds its 32 unsigned bits. */
  public static int timestamp(ByteBuffer packet, int offset) {
    return bigEndian32(packet, offset + 4);
  }

  /** SSRC; the int holds its 32 unsigned bits. */
  public static int ssrc(ByteBuffer packet, int offset) {
    return bigEndian32(packet, offset + 8);
  }

  /**
   * Writes a header of {@link #HEADER_BYTES} bytes at {@code offset}: version 2, no padding,
   * extension or CSRC.
   */
  public static void writeHeader(
      ByteBuffer out,
      int offset,
      boolean marker,
      int payloadType,
      int sequence,
      int timestamp,
      int ssrc) {
    out.put(offset, (byte) 0x80);
    out.put(offset + 1, (byte) ((payloadType & 0x7F) | (marker ? 0x80 : 0)));
    out.put(offset + 2, (byte) (sequence >> 8));
    out.put(offset + 3, (byte) sequence);
    putBigEndian32(out, offset + 4, timestamp);
    putBigEndian32(out, offset + 8, ssrc);
  }

  /**
   * How many packets {@code later} is ahead of {@code earlier}, -32768 to 32767, across the wrap at
   * 65536.
   */
  public static int sequenceDistance(int earlier, int later) {
    return (short) (later - earlier);
  }

  /** How many ticks {@code later} is ahead of {@code earlier}, across the wrap at 2^32. */
  public static int timestampDistance(int earlier, int later) {
    return later - earlier;
  }

  private static int behindExtension(ByteBuffer packet, int at, int end) {
    if (at + EXTENSION_HEADER_BYTES > end) {
      return end + 1;
    }
    return at + EXTENSION_HEADER_BYTES + 4 * bigEndian16(packet, at + 2);
  }

  // Byte by byte, so that the order of the caller's buffer does not matter; the compiler joins the
  // loads.
  private static int bigEndian16(ByteBuffer packet, int at) {
    return ((packet.get(at) & 0xFF) << 8) | (packet.get(at + 1) & 0xFF);
  }

  private static int bigEndian32(ByteBuffer packet, int at) {
    return (bigEndian16(packet, at) << 16) | bigEndian16(packet, at + 2);
  }

  private static void putBigEndian32(ByteBuffer out, int at, int value) {
    out.put(at, (byte) (value >> 24));
    out.put(at + 1, (byte) (value >> 16));
    out.put(at + 2, (byte) (value >> 8));
    out.put(at + 3, (byte) value);
  }
}
