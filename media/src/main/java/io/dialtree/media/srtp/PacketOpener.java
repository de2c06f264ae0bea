package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks and decrypts what comes under one key, and under the key before it until the new one is
 * heard. A packet that fails changes nothing. Confined to the media thread once it is made.
 */
public final class PacketOpener {
  /** The tag is wrong: forged, damaged, or of another key. */
  public static final int NOT_AUTHENTIC = -1;

  /** It came before, or is older than the replay window. */
  public static final int REPLAYED = -2;

  /**
   * A new source may push out another and with it what we know of its packets; for RTCP it costs a
   * key derivation, about 100 us. A peer must not make us do that with every packet.
   */
  static final long NEW_SOURCE_NS = 100_000_000L;

  private final SrtpKey key;
  private final RtpTransform rtp;
  private final SecureSources sources = new SecureSources();
  private final ControlSources controls;

  /** Highest index of the source that was heard last, under whichever key; -1 before the first. */
  private long last = -1;

  /** Since it took over. */
  private boolean heard;

  private long lastNewSourceNs;

  /** Has none before it. */
  private @Nullable PacketOpener previous;

  PacketOpener(SrtpKey key) {
    this.key = key;
    this.rtp = key.rtpTransform();
    this.controls = new ControlSources(key.contexts(false));
  }

  /** True when it opens what is sealed under that key. */
  boolean isFor(SrtpKey other) {
    return key.equals(other);
  }

  /**
   * This key takes over from another one, for the first time or again. Packets under the old one
   * are on their way until the peer has our answer. RFC 3711 section 3.3.1 says that a new key does
   * not reset the rollover counter; many peers start at 0 all the same, so both are tried.
   */
  void succeed(PacketOpener old) {
    previous = old;
    old.previous = null;
    last = old.last;
    heard = false;
  }

  /**
   * Opens an RTP packet at 0 in place. Its header has to be sound.
   *
   * @return the length of the plain packet, or {@link #NOT_AUTHENTIC} or {@link #REPLAYED}
   */
  public int openRtp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int opened = openOwn(packet, length, bytes, nowNs);
    PacketOpener old = previous;
    if (opened > 0) {
      previous = null;
    } else if (old != null) {
      int before = old.openOwn(packet, length, bytes, nowNs);
      if (before > 0) {
        last = old.last;
        return before;
      }
    }
    return opened;
  }

  private int openOwn(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int ssrc = RtpPacket.ssrc(packet, 0);
    SecureSource source = sources.of(ssrc);
    if (!source.isTaken() && heard && nowNs - lastNewSourceNs < NEW_SOURCE_NS) {
      return NOT_AUTHENTIC;
    }
    int opened = open(source, packet, length, bytes);
    if (opened > 0) {
      lastNewSourceNs = source.isTaken() ? lastNewSourceNs : nowNs;
      sources.heard(source, ssrc);
      last = source.highest();
      heard = true;
    }
    return opened;
  }

  /** First by what is known of the source, then as if the stream of the old key went on. */
  private int open(SecureSource source, ByteBuffer packet, int length, PacketBytes bytes) {
    int sequence = RtpPacket.sequence(packet, 0);
    long index = source.index(sequence);
    int opened = source.open(rtp, packet, length, bytes, index);
    if (opened > 0 || heard || last < 0) {
      return opened;
    }
    long goingOn = PacketIndex.guess(last, sequence);
    int again = goingOn == index ? opened : source.open(rtp, packet, length, bytes, goingOn);
    return again > 0 ? again : opened;
  }

  /** The same for RTCP. */
  public int openRtcp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int opened = controls.open(packet, length, bytes, nowNs);
    if (opened <= 0 && previous != null) {
      int before = previous.controls.open(packet, length, bytes, nowNs);
      return before > 0 ? before : opened;
    }
    return opened;
  }
}
