package io.dialtree.sip.endpoint;

import java.util.Optional;

/**
 * Hears what happens on one leg. Calls come in order, one at a time, on SIP or timer threads, and
 * must not block: hand them to the call's mailbox. {@link #onEnded} comes exactly once and last.
 */
public interface CallListener {

  /**
   * The first ACK for our 200. A call whose BYE overtakes its ACK gets {@link #onEnded} only.
   *
   * @param sdpAnswer the peer's answer when our 200 carried the offer; empty otherwise
   */
  default void onAck(Optional<String> sdpAnswer) {}

  /**
   * The peer wants to change the session. Accept or refuse, here or later; silence becomes a 500.
   */
  void onReinvite(Reinvite reinvite);

  /**
   * The ACK of a re-INVITE that had no offer.
   *
   * @param sdpAnswer the peer's answer to the offer in our 200; empty when it sent none
   */
  default void onReinviteAck(Optional<String> sdpAnswer) {}

  /**
   * A key by INFO.
   *
   * @param digit 0-9, star, hash, A-D or {@code !} for a hook flash
   * @param durationMs what the peer claims, 250 where it claims nothing
   */
  default void onInfoDigit(char digit, int durationMs) {}

  /** Outgoing calls: a provisional answer above 100, with its SDP when there is one. */
  default void onProgress(int code, Optional<String> sdp) {}

  /**
   * Outgoing calls: the 200; its ACK has been sent. The text is empty when the 200 carried no SDP.
   */
  default void onAnswered(String sdp) {}

  /**
   * Outgoing calls: a final refusal, 408 for silence and 503 for a transport that failed. {@link
   * #onEnded} follows.
   */
  default void onRefused(int code, String reason) {}

  /** The leg is over. */
  void onEnded(CallEnd end);
}
