package io.dialtree.sip.guard;

import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipCounters;
import io.dialtree.sip.endpoint.SourceRange;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may talk to us. Asked before a message is copied or parsed, so a stranger costs one receive
 * call. Any thread.
 *
 * <p>This is the place for rate limits, bans and admission per source: {@link #admits} is the one
 * question every datagram and every connection has to pass.
 */
public final class SourceGuard {
  private final List<SourceRange> trusted;
  private final SipCounters counters;
  private final ConcurrentHashMap<InetAddress, Integer> called = new ConcurrentHashMap<>();

  /** A guard that lets these sources in. */
  public SourceGuard(List<SourceRange> trusted, SipCounters counters) {
    this.trusted = List.copyOf(trusted);
    this.counters = counters;
  }

  /** The counters drops are written to. */
  public SipCounters counters() {
    return counters;
  }

  /**
   * True when a message of this source may be read: it is trusted, or we are calling it. Counts
   * refusals.
   */
  public boolean admits(InetAddress source) {
    if (trusts(source) || called.containsKey(source)) {
      return true;
    }
    counters.count(SipCounter.DROPPED_UNTRUSTED);
    return false;
  }

  /** True when this source may start calls. */
  public boolean trusts(InetAddress source) {
    for (SourceRange range : trusted) {
      if (range.contains(source)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lets the answers of a peer we call in, and the requests of that dialog. The list is bounded by
   * the number of our own calls; each is closed by {@link #forget}.
   */
  public void expect(InetAddress peer) {
    called.merge(peer, 1, Integer::sum);
  }

  /** Ends one {@link #expect}. */
  public void forget(InetAddress peer) {
    called.computeIfPresent(peer, (_, calls) -> calls == 1 ? null : calls - 1);
  }
}
