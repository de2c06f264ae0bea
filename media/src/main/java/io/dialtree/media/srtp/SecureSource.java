package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/**
 * One source under one key: its rollover counter and its replay window (RFC 3711 section 3.2.3).
 * Confined to the media thread once it is made.
 */
final class SecureSource {
  private final SrtpCryptoContext rtp;
  private int ssrc;
  private int rollovers;
  private int highestSequence = -1;

  /**
   * Makes a source that is nobody's yet.
   *
   * @param rollovers its first rollover counter
   */
  SecureSource(SrtpContextFactory contexts, int rollovers) {
    this.rollovers = rollovers;
    try {
      // The SSRC plays no part in the session keys and is read from each packet anyway.
      rtp = contexts.deriveContext(0, rollovers);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks a cipher of SRTP", e);
    }
  }

  int ssrc() {
    return ssrc;
  }

  void belongsTo(int newSsrc) {
    ssrc = newSsrc;
  }

  int rollovers() {
    return rollovers;
  }

  /** Opens a packet in place; its new length, or a verdict of {@link PacketOpener}. */
  int open(ByteBuffer packet, int length, PacketBytes bytes) {
    if (!bytes.load(packet, length)) {
      return PacketOpener.NOT_AUTHENTIC;
    }
    try {
      int opened = verdict(rtp.reverseTransformPacket(bytes, false), packet, bytes);
      if (opened > 0) {
        count(RtpPacket.sequence(packet, 0));
      }
      return opened;
    } catch (GeneralSecurityException | RuntimeException notAPacket) {
      return PacketOpener.NOT_AUTHENTIC;
    }
  }

  static int verdict(SrtpErrorStatus status, ByteBuffer packet, PacketBytes bytes) {
    if (status == SrtpErrorStatus.OK) {
      return bytes.store(packet) ? bytes.getLength() : PacketOpener.NOT_AUTHENTIC;
    }
    return status == SrtpErrorStatus.REPLAY_FAIL || status == SrtpErrorStatus.REPLAY_OLD
        ? PacketOpener.REPLAYED
        : PacketOpener.NOT_AUTHENTIC;
  }

  private void count(int sequence) {
    if (highestSequence < 0) {
      highestSequence = sequence;
    } else if (RtpPacket.sequenceDistance(highestSequence, sequence) > 0) {
      rollovers += sequence < highestSequence ? 1 : 0;
      highestSequence = sequence;
    }
  }
}
