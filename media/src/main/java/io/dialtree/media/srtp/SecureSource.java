package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * One source that we hear under one key: its rollover counter and its replay window (RFC 3711
 * sections 3.2.3 and 3.3.2). Confined to the media thread once it is made.
 */
final class SecureSource extends HeardSource {
  /** RFC 3711 section 3.3.2 wants 64 at least; more than a second of packets. */
  private static final int WINDOW = 64;

  private long highest;

  /** Bit n: the packet n before the highest came. Empty before the first. */
  private long seen;

  /** The highest index so far; of no meaning before the first packet. */
  long highest() {
    return highest;
  }

  /** The index that a sequence number most likely means; a source begins with rollover 0. */
  long index(int sequence) {
    return seen == 0 ? sequence : PacketIndex.guess(highest, sequence);
  }

  /**
   * Opens a packet in place; its new length, or a verdict of {@link PacketOpener}, and then nothing
   * has changed.
   *
   * @param index what its sequence number is taken for; the tag says whether that is right
   */
  int open(RtpTransform transform, ByteBuffer packet, int length, PacketBytes bytes, long index) {
    int payloadAt = RtpPacket.payloadOffset(packet, 0, length - transform.tagBytes());
    if (payloadAt == RtpPacket.MALFORMED || index < 0 || index > PacketIndex.MAX) {
      return PacketOpener.NOT_AUTHENTIC;
    }
    if (isReplayed(index)) {
      return PacketOpener.REPLAYED;
    }
    if (!bytes.load(packet, length)
        || !transform.open(bytes, payloadAt, RtpPacket.ssrc(packet, 0), index)) {
      return PacketOpener.NOT_AUTHENTIC;
    }
    count(index);
    return bytes.store(packet, payloadAt) ? bytes.getLength() : PacketOpener.NOT_AUTHENTIC;
  }

  private boolean isReplayed(long index) {
    long before = highest - index;
    return seen != 0 && before >= 0 && (before >= WINDOW || ((seen >>> before) & 1) != 0);
  }

  private void count(long index) {
    long ahead = index - highest;
    if (seen == 0 || ahead >= WINDOW) {
      highest = index;
      seen = 1;
    } else if (ahead > 0) {
      highest = index;
      seen = (seen << ahead) | 1;
    } else {
      seen |= 1L << -ahead;
    }
  }
}
