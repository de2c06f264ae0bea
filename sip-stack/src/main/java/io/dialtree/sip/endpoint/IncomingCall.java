package io.dialtree.sip.endpoint;

import java.util.Map;
import java.util.Optional;

/** A call a peer makes to us. */
public non-sealed interface IncomingCall extends Call {

  /** Who calls whom from where. */
  InviteFacts facts();

  /**
   * The SDP offer of the INVITE; empty when the peer wants our offer in the 200 (RFC 3261 13.2.1).
   */
  Optional<String> offer();

  /** Names the receiver of this call's events. Must come before anything else. */
  void listen(CallListener listener);

  /** Sends 180 Ringing. */
  void ring();

  /**
   * Sends 183 Session Progress with our answer, so that the caller can be played to before the call
   * is answered. The 200 must carry the same answer.
   */
  void progress(String sdp);

  /**
   * Sends the 200 and repeats it until the ACK comes (RFC 3261 13.3.1.4).
   *
   * @param sdp our answer, or our offer when the INVITE had none
   */
  void answer(String sdp);

  /**
   * Refuses the call. The listener gets {@link CallEnd.Kind#REJECTED}.
   *
   * @param code 300..699
   * @param reason reason phrase, or empty for the usual one
   * @param extraHeaders such as Retry-After or Warning; values with line breaks are left out
   */
  void reject(int code, String reason, Map<String, String> extraHeaders);
}
