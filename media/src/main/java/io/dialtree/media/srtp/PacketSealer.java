package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;

/**
 * Encrypts and signs what we send under one key, and keeps its rollover counter (RFC 3711 section
 * 3.3.1). No index is used twice, whatever it is given: two packets under one would show each
 * other's text. Confined to the media thread.
 */
public final class PacketSealer {
  private final int ssrc;
  private final RtpTransform rtp;
  private final SrtcpCryptoContext rtcp;
  private long highest = -1;

  PacketSealer(SrtpKey key, int ssrc) {
    this.ssrc = ssrc;
    this.rtp = key.rtpTransform();
    SrtpContextFactory contexts = key.contexts(true);
    try {
      rtcp = contexts.deriveControlContext(ssrc);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot do " + key.suite(), e);
    } finally {
      contexts.close();
    }
  }

  /**
   * Seals the RTP packet from 0 to the limit in place and moves the limit behind its tag.
   *
   * @return false when it could not be sealed and must not be sent: it is no RTP packet, of another
   *     source, too long, or its sequence number is not ahead of those before
   */
  public boolean sealRtp(ByteBuffer packet, PacketBytes bytes) {
    int length = packet.limit();
    int payloadAt = RtpPacket.payloadOffset(packet, 0, length);
    if (payloadAt == RtpPacket.MALFORMED
        || RtpPacket.ssrc(packet, 0) != ssrc
        || length + rtp.tagBytes() > packet.capacity()
        || !bytes.load(packet, length)) {
      return false;
    }
    int sequence = RtpPacket.sequence(packet, 0);
    long index = highest < 0 ? sequence : PacketIndex.guess(highest, sequence);
    if (index <= highest || index > PacketIndex.MAX) {
      return false;
    }
    highest = index;
    rtp.seal(bytes, payloadAt, ssrc, index);
    return replace(packet, bytes, payloadAt);
  }

  /** The same for a compound RTCP packet (RFC 3711 section 3.4). */
  public boolean sealRtcp(ByteBuffer packet, PacketBytes bytes) {
    try {
      return bytes.load(packet, packet.limit())
          && rtcp.transformPacket(bytes) == SrtpErrorStatus.OK
          && replace(packet, bytes, 0);
    } catch (GeneralSecurityException | RuntimeException cipherFailed) {
      return false;
    }
  }

  private static boolean replace(ByteBuffer packet, PacketBytes bytes, int from) {
    if (!bytes.store(packet, from)) {
      return false;
    }
    packet.limit(bytes.getLength()).position(0);
    return true;
  }
}
