package io.dialtree.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;

/**
 * The RTCP of one source under one key, with its replay window (RFC 3711 section 3.4). Confined to
 * the media thread once it is made.
 */
final class ControlSource extends HeardSource {
  private final SrtcpCryptoContext rtcp;

  ControlSource(SrtpContextFactory contexts) {
    try {
      rtcp = contexts.deriveControlContext(0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks a cipher of SRTP", e);
    }
  }

  /** Opens a packet in place; its new length, or a verdict of {@link PacketOpener}. */
  int open(ByteBuffer packet, int length, PacketBytes bytes) {
    if (!bytes.load(packet, length)) {
      return PacketOpener.NOT_AUTHENTIC;
    }
    try {
      return verdict(rtcp.reverseTransformPacket(bytes), packet, bytes);
    } catch (GeneralSecurityException | RuntimeException notAPacket) {
      return PacketOpener.NOT_AUTHENTIC;
    }
  }

  private static int verdict(SrtpErrorStatus status, ByteBuffer packet, PacketBytes bytes) {
    return switch (status) {
      case OK -> bytes.store(packet, 0) ? bytes.getLength() : PacketOpener.NOT_AUTHENTIC;
      case REPLAY_FAIL, REPLAY_OLD -> PacketOpener.REPLAYED;
      case FAIL, AUTH_FAIL, INVALID_PACKET -> PacketOpener.NOT_AUTHENTIC;
    };
  }
}
