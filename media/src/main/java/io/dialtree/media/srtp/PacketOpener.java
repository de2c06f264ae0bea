package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import org.jitsi.srtp.SrtpContextFactory;
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

  /** A peer has one source; transfers and conferences behind it bring others. */
  static final int SOURCES_MAX = 16;

  private static final int CONTROL_SOURCES_MAX = 4;

  /** A header and the index: what is shorter is no SRTCP (RFC 3711 section 3.4). */
  private static final int SRTCP_BYTES_MIN = 12;

  private static final int SENDER_SSRC_AT = 4;

  private final SrtpKey key;
  private final RtpTransform rtp;
  private final HeardSources<SecureSource> sources =
      new HeardSources<>(SOURCES_MAX, SecureSource::new);
  private final HeardSources<ControlSource> controls;

  /** Highest index of the source that was heard last, under whichever key; -1 before the first. */
  private long last = -1;

  /** Since it took over. */
  private boolean heard;

  /** Has none before it. */
  private @Nullable PacketOpener previous;

  PacketOpener(SrtpKey key) {
    this.key = key;
    this.rtp = key.rtpTransform();
    SrtpContextFactory contexts = key.contexts(false);
    this.controls = new HeardSources<>(CONTROL_SOURCES_MAX, () -> new ControlSource(contexts));
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
    SecureSource source = sources.of(ssrc, nowNs);
    if (source == null) {
      return NOT_AUTHENTIC;
    }
    int opened = open(source, packet, length, bytes);
    if (opened > 0) {
      sources.heard(source, ssrc, nowNs);
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
    int opened = openOwnRtcp(packet, length, bytes, nowNs);
    if (opened <= 0 && previous != null) {
      int before = previous.openOwnRtcp(packet, length, bytes, nowNs);
      return before > 0 ? before : opened;
    }
    return opened;
  }

  private int openOwnRtcp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    if (length < SRTCP_BYTES_MIN) {
      return NOT_AUTHENTIC;
    }
    int ssrc = packet.getInt(SENDER_SSRC_AT);
    ControlSource source = controls.of(ssrc, nowNs);
    if (source == null) {
      return NOT_AUTHENTIC;
    }
    int opened = source.open(packet, length, bytes);
    if (opened > 0) {
      controls.heard(source, ssrc, nowNs);
    }
    return opened;
  }
}
