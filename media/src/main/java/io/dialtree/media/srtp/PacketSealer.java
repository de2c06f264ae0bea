package io.dialtree.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/**
 * Encrypts and signs what we send under one key, and keeps its rollover counter (RFC 3711 section
 * 3.3.1). Confined to the media thread.
 */
public final class PacketSealer {
  private final SrtpCryptoContext rtp;
  private final SrtcpCryptoContext rtcp;

  PacketSealer(SrtpKey key, int ssrc) {
    SrtpContextFactory contexts = key.contexts(true);
    try {
      rtp = contexts.deriveContext(ssrc, 0);
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
   * @return false when it could not be sealed and must not be sent
   */
  public boolean sealRtp(ByteBuffer packet, PacketBytes bytes) {
    try {
      return bytes.load(packet, packet.limit())
          && rtp.transformPacket(bytes) == SrtpErrorStatus.OK
          && replace(packet, bytes);
    } catch (GeneralSecurityException | RuntimeException cipherFailed) {
      return false;
    }
  }

  /** The same for a compound RTCP packet (RFC 3711 section 3.4). */
  public boolean sealRtcp(ByteBuffer packet, PacketBytes bytes) {
    try {
      return bytes.load(packet, packet.limit())
          && rtcp.transformPacket(bytes) == SrtpErrorStatus.OK
          && replace(packet, bytes);
    } catch (GeneralSecurityException | RuntimeException cipherFailed) {
      return false;
    }
  }

  private static boolean replace(ByteBuffer packet, PacketBytes bytes) {
    if (!bytes.store(packet)) {
      return false;
    }
    packet.limit(bytes.getLength()).position(0);
    return true;
  }
}
