package io.dialtree.media.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides which source address a call's RTP may come from, and so where ours goes (symmetric RTP,
 * RFC 4961). An address is never believed merely because a packet came from it: it is the one the
 * SDP names, or it sends four packets in sequence from the host that the SDP or the signalling came
 * from. Confined to the media thread.
 */
final class Latch {
  /** Consecutive packets of one SSRC that make a candidate believable. */
  static final int CONSECUTIVE_NEEDED = 4;

  /** They must come within this time. */
  static final long CANDIDATE_NS = 2_000_000_000L;

  /** A locked source must be silent this long before another may take its place. */
  static final long SILENCE_NS = 3_000_000_000L;

  private InetSocketAddress described;
  private InetAddress signalling;
  private @Nullable InetSocketAddress locked;
  private boolean released;
  private @Nullable InetSocketAddress candidate;
  private int candidateSsrc;
  private int candidateSequence;
  private int candidateCount;
  private long candidateSinceNs;

  Latch(InetSocketAddress described, InetAddress signalling) {
    this.described = described;
    this.signalling = signalling;
  }

  /** A new offer or answer: learn anew unless it names what is locked already. */
  void describe(InetSocketAddress newDescribed, InetAddress newSignalling) {
    boolean same = newDescribed.equals(described);
    described = newDescribed;
    signalling = newSignalling;
    if (!same) {
      locked = null;
      candidate = null;
    }
  }

  /** Where our packets go: the learnt source, else what the SDP says. */
  InetSocketAddress destination() {
    return locked == null ? described : locked;
  }

  /**
   * The locked source was silent for {@link #SILENCE_NS}: another may be learnt, by the same rule.
   */
  void release() {
    released = true;
    candidate = null;
  }

  /** True when exactly one source counts. */
  boolean isLocked() {
    return locked != null && !released;
  }

  /** The locked source, if any. */
  @Nullable InetSocketAddress locked() {
    return locked;
  }

  /**
   * A plausible packet came while nothing is locked, or after a long silence.
   *
   * @return true when its source is now locked
   */
  boolean offer(InetSocketAddress source, int ssrc, int sequence, long nowNs) {
    if (locked != null && !released) {
      return source.equals(locked);
    }
    if (source.equals(described) || source.equals(locked)) {
      return lock(source);
    }
    if (!source.getAddress().equals(described.getAddress())
        && !source.getAddress().equals(signalling)) {
      return false;
    }
    if (!continues(source, ssrc, sequence, nowNs)) {
      candidate = source;
      candidateSsrc = ssrc;
      candidateCount = 0;
      candidateSinceNs = nowNs;
    }
    candidateSequence = sequence;
    candidateCount++;
    if (candidateCount < CONSECUTIVE_NEEDED) {
      return false;
    }
    return lock(source);
  }

  private boolean lock(InetSocketAddress source) {
    locked = source;
    released = false;
    candidate = null;
    return true;
  }

  private boolean continues(InetSocketAddress source, int ssrc, int sequence, long nowNs) {
    return source.equals(candidate)
        && ssrc == candidateSsrc
        && sequence == ((candidateSequence + 1) & 0xFFFF)
        && nowNs - candidateSinceNs <= CANDIDATE_NS;
  }
}
