package io.dialtree.sip.endpoint;

import java.net.InetAddress;

/** Decides what happens to new calls. Called on SIP threads; must not block. */
public interface CallHandler {

  /**
   * A new call from a trusted source. 100 Trying has been sent. Call {@link IncomingCall#listen}
   * first; then ring, answer or reject, here or later from any thread. An exception thrown here
   * becomes a 500.
   */
  void onInvite(IncomingCall call);

  /**
   * The status an INVITE for this number would get now (RFC 3261 11.2): 200, 404, 486, 503. The
   * user is normalised like {@link InviteFacts#requestUser()} and empty when the URI names none.
   *
   * @param source where the request came from
   */
  int optionsStatus(String requestUser, InetAddress source);
}
