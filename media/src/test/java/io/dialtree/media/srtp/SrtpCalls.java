package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/** Sessions whose keys are made of a number each, and what their peers send. */
final class SrtpCalls {
  static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
  static final int SSRC = 0x8123_4567;
  static final int PAYLOAD = 160;
  static final int RTCP_BYTES = 28;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
  private final PacketBytes bytes = new PacketBytes();

  static byte[] material(SrtpSuite suite, int seed) {
    byte[] material = new byte[suite.keyBytes() + suite.saltBytes()];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) (i * 7 + seed);
    }
    return material;
  }

  static SrtpSession session(SrtpSuite suite, int own, int peer) {
    return SrtpSession.derive(
        new SrtpKeys(
            SrtpKey.of(suite, material(suite, own)), SrtpKey.of(suite, material(suite, peer))),
        SSRC);
  }

  static ReferenceSrtp reference(SrtpSuite suite, int seed) {
    return new ReferenceSrtp(suite, material(suite, seed));
  }

  static byte[] rtp(int sequence, int ssrc) {
    ByteBuffer plain = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + PAYLOAD);
    RtpPacket.writeHeader(plain, 0, false, 0, sequence & 0xFFFF, sequence * 160, ssrc);
    for (int i = 0; i < PAYLOAD; i++) {
      plain.put(RtpPacket.HEADER_BYTES + i, (byte) (i + sequence));
    }
    return plain.array();
  }

  static byte[] rtcp(int ssrc) {
    ByteBuffer plain = ByteBuffer.allocate(RTCP_BYTES);
    plain.putInt(0x80C8_0006).putInt(ssrc);
    return plain.array();
  }

  int open(SrtpSession session, byte[] sealed, long nowNs) {
    put(sealed);
    return session.opener().openRtp(packet, sealed.length, bytes, nowNs);
  }

  int openRtcp(SrtpSession session, byte[] sealed, long nowNs) {
    put(sealed);
    return session.opener().openRtcp(packet, sealed.length, bytes, nowNs);
  }

  private void put(byte[] data) {
    packet.clear();
    packet.put(0, data).limit(data.length);
  }
}
