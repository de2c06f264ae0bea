package io.dialtree.sip.endpoint;

/**
 * One leg between us and a peer. All methods may be called from any thread and after the end, where
 * they do nothing.
 */
public sealed interface Call permits IncomingCall, OutgoingCall {

  /** The Call-ID of the dialog. */
  String callId();

  /**
   * Ends the leg whatever its state: BYE when it is up, CANCEL when our INVITE is pending, 480 when
   * theirs is. The listener gets {@link CallEnd.Kind#HANGUP} before this returns.
   *
   * @param reason value of a Reason header (RFC 3326), such as {@code Q.850;cause=16}; empty for
   *     none
   */
  void hangup(String reason);

  /**
   * Sends one key by INFO with {@code application/dtmf-relay}.
   *
   * @param digit 0-9, star, hash or A-D
   * @param durationMs length the far end is told
   * @return false when the leg is not up or the character is no key
   */
  boolean sendInfoDigit(char digit, int durationMs);
}
