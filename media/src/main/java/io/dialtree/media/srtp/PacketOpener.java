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

  /** A peer has one source; a transfer or a conference behind it may bring a second and a third. */
  private static final int SOURCES_MAX = 4;

  /** A new source costs a key derivation, about 100 us, and a peer must not make us do many. */
  private static final long NEW_SOURCE_NS = 100_000_000L;

  /** A header and the index: what is shorter is no SRTCP (RFC 3711 section 3.4). */
  private static final int SRTCP_BYTES_MIN = 12;

  private final SrtpContextFactory contexts;
  private final @Nullable SecureSource[] sources = new SecureSource[SOURCES_MAX];
  private int nextSource;
  private @Nullable SecureSource newcomer;
  private @Nullable SecureSource continued;
  private long lastNewSourceNs;
  private ControlSource control;
  private long lastNewControlNs;
  private @Nullable PacketOpener previous;

  PacketOpener(SrtpKey key) {
    contexts = key.contexts(false);
    newcomer = new SecureSource(contexts, 0);
    control = new ControlSource(contexts);
  }

  /**
   * A new key takes over from an old one. Packets under the old one are on their way until the peer
   * has our answer. RFC 3711 section 3.3.1 says that a new key does not reset the rollover counter;
   * many peers start at 0 all the same, so both are tried.
   */
  void succeed(PacketOpener old) {
    previous = old;
    old.previous = null;
    int rollovers = old.rollovers();
    continued = rollovers == 0 ? null : new SecureSource(contexts, rollovers);
  }

  private int rollovers() {
    SecureSource last = sources[Math.floorMod(nextSource - 1, SOURCES_MAX)];
    return last == null ? 0 : last.rollovers();
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
            ? known.open(packet, length, bytes)
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
    SecureSource first = newcomer(nowNs);
    int opened = first == null ? NOT_AUTHENTIC : first.open(packet, length, bytes);
    if (opened > 0 && first != null) {
      adopt(first, ssrc, nowNs);
      return opened;
    }
    SecureSource second = continued;
    if (second != null && second.open(packet, length, bytes) > 0) {
      adopt(second, ssrc, nowNs);
      return bytes.getLength();
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
      if (source != null && source.ssrc() == ssrc) {
        return source;
      }
    }
    return null;
  }

  /** The source that is nobody's yet; what fails leaves it as it was, so it serves every try. */
  private @Nullable SecureSource newcomer(long nowNs) {
    if (newcomer == null && nowNs - lastNewSourceNs >= NEW_SOURCE_NS) {
      newcomer = new SecureSource(contexts, 0);
    }
    return newcomer;
  }

  private void adopt(SecureSource source, int ssrc, long nowNs) {
    source.belongsTo(ssrc);
    sources[nextSource] = source;
    nextSource = (nextSource + 1) % SOURCES_MAX;
    newcomer = source == newcomer ? null : newcomer;
    continued = null;
    lastNewSourceNs = nowNs;
  }
}
