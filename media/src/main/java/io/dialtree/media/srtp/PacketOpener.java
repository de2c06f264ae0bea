package io.dialtree.media.srtp;

import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

  /** A peer has one source; a transfer or a conference behind it may bring a second and a third. */
  private static final int SOURCES_MAX = 4;

  /**
   * A new source pushes out the oldest and with it what we know of its packets; for RTCP it costs a
   * key derivation, about 100 us. A peer must not make us do that with every packet.
   */
  private static final long NEW_SOURCE_NS = 100_000_000L;

  /** A header and the index: what is shorter is no SRTCP (RFC 3711 section 3.4). */
  private static final int SRTCP_BYTES_MIN = 12;

  private final RtpTransform rtp;
  private final SrtpContextFactory contexts;
  private final SecureSource[] sources = new SecureSource[SOURCES_MAX];
  private int lastSource;
  private SecureSource newcomer = new SecureSource();
  private @Nullable SecureSource continued;
  private boolean heard;
  private long lastNewSourceNs;
  private ControlSource control;
  private long lastNewControlNs;
  private @Nullable PacketOpener previous;

  PacketOpener(SrtpKey key) {
    rtp = key.rtpTransform();
    contexts = key.contexts(false);
    control = new ControlSource(contexts);
    Arrays.setAll(sources, _ -> new SecureSource());
  }

  /**
   * A new key takes over from an old one. Packets under the old one are on their way until the peer
   * has our answer. RFC 3711 section 3.3.1 says that a new key does not reset the rollover counter;
   * many peers start at 0 all the same, so both are tried.
   */
  void succeed(PacketOpener old) {
    previous = old;
    old.previous = null;
    int rollovers = old.sources[old.lastSource].rollovers();
    if (rollovers != 0) {
      continued = new SecureSource();
      continued.forget(rollovers);
    }
  }

  /**
   * Opens an RTP packet at 0 in place. Its header has to be sound.
   *
   * @return the length of the plain packet, or {@link #NOT_AUTHENTIC} or {@link #REPLAYED}
   */
  public int openRtp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int ssrc = RtpPacket.ssrc(packet, 0);
    SecureSource known = known(ssrc);
    int opened =
        known != null
            ? known.open(rtp, packet, length, bytes)
            : openNewRtp(ssrc, packet, length, bytes, nowNs);
    if (opened > 0) {
      previous = null;
    } else if (previous != null) {
      int before = previous.openRtp(packet, length, bytes, nowNs);
      return before > 0 ? before : opened;
    }
    return opened;
  }

  private int openNewRtp(int ssrc, ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int opened = PacketOpener.NOT_AUTHENTIC;
    if (!heard || nowNs - lastNewSourceNs >= NEW_SOURCE_NS) {
      opened = openFirst(newcomer, ssrc, packet, length, bytes, nowNs);
    }
    SecureSource other = continued;
    return opened <= 0 && other != null
        ? openFirst(other, ssrc, packet, length, bytes, nowNs)
        : opened;
  }

  private int openFirst(
      SecureSource source, int ssrc, ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    int opened = source.open(rtp, packet, length, bytes);
    if (opened > 0) {
      adopt(source, ssrc, nowNs);
    }
    return opened;
  }

  /** The same for RTCP. */
  public int openRtcp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    if (length < SRTCP_BYTES_MIN) {
      return NOT_AUTHENTIC;
    }
    int opened =
        control.mayOpen(packet)
            ? control.open(packet, length, bytes)
            : openNewRtcp(packet, length, bytes, nowNs);
    if (opened <= 0 && previous != null) {
      int before = previous.openRtcp(packet, length, bytes, nowNs);
      return before > 0 ? before : opened;
    }
    return opened;
  }

  private int openNewRtcp(ByteBuffer packet, int length, PacketBytes bytes, long nowNs) {
    if (nowNs - lastNewControlNs < NEW_SOURCE_NS) {
      return NOT_AUTHENTIC;
    }
    lastNewControlNs = nowNs;
    ControlSource fresh = new ControlSource(contexts);
    int opened = fresh.open(packet, length, bytes);
    control = opened > 0 ? fresh : control;
    return opened;
  }

  private @Nullable SecureSource known(int ssrc) {
    for (SecureSource source : sources) {
      if (source.isOf(ssrc)) {
        return source;
      }
    }
    return null;
  }

  /** The source that is nobody's yet becomes the newest; the oldest becomes nobody's. */
  private void adopt(SecureSource source, int ssrc, long nowNs) {
    source.belongsTo(ssrc);
    lastSource = (lastSource + 1) % SOURCES_MAX;
    newcomer = sources[lastSource];
    newcomer.forget(0);
    sources[lastSource] = source;
    continued = null;
    heard = true;
    lastNewSourceNs = nowNs;
  }
}
