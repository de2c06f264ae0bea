package io.dialtree.sip.endpoint;

import java.util.Optional;

/**
 * A request to change a running session (RFC 3261 14). Answer it once; further answers do nothing.
 */
public interface Reinvite {

  /** The new offer; empty when the peer wants a full offer from us (RFC 3264 8). */
  Optional<String> offer();

  /**
   * Sends 200 with our answer, or our offer when there was none.
   *
   * @return false when it is too late: the peer has taken its request back, or the call is over;
   *     then the old session goes on (RFC 3261 14.1)
   */
  boolean accept(String sdp);

  /** Refuses, mostly with 488; the old session goes on (RFC 3261 14.2). */
  void refuse(int code);
}
