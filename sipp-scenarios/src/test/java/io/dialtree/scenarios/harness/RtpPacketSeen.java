package io.dialtree.scenarios.harness;

import java.net.DatagramPacket;
import java.nio.ByteBuffer;

/**
 * One RTP packet as it arrived (RFC 3550 section 5.1).
 *
 * @param atMs arrival in milliseconds on the peer's clock
 * @param sequence 0 to 65535
 * @param timestampTicks the RTP timestamp as an unsigned 32-bit number
 * @param sourcePort the UDP port it came from
 */
public record RtpPacketSeen(
    double atMs,
    int sequence,
    long timestampTicks,
    boolean marker,
    int payloadType,
    long ssrc,
    int sourcePort,
    ByteBuffer payload) {
  private static final int HEADER_BYTES = 12;

  static RtpPacketSeen parse(DatagramPacket datagram, double atMs) {
    ByteBuffer rtp = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());
    if (rtp.remaining() < HEADER_BYTES || rtp.get(0) != (byte) 0x80) {
      throw new AssertionError("not a plain RTP packet: " + datagram.getLength() + " bytes");
    }
    return new RtpPacketSeen(
        atMs,
        Short.toUnsignedInt(rtp.getShort(2)),
        Integer.toUnsignedLong(rtp.getInt(4)),
        rtp.get(1) < 0,
        rtp.get(1) & 0x7F,
        Integer.toUnsignedLong(rtp.getInt(8)),
        datagram.getPort(),
        copy(datagram));
  }

  private static ByteBuffer copy(DatagramPacket datagram) {
    int bytes = datagram.getLength() - HEADER_BYTES;
    return ByteBuffer.allocate(bytes).put(0, datagram.getData(), HEADER_BYTES, bytes);
  }

  /** Returns the sound of this packet, or nothing but silence for a payload that is not G.711. */
  public short[] pcm() {
    short[] pcm = new short[payload.remaining()];
    if (payloadType == G711.ULAW.payloadType() || payloadType == G711.ALAW.payloadType()) {
      G711 law = payloadType == 0 ? G711.ULAW : G711.ALAW;
      for (int i = 0; i < pcm.length; i++) {
        pcm[i] = law.decode(payload.get(i));
      }
    }
    return pcm;
  }
}
