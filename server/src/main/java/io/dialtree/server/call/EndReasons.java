package io.dialtree.server.call;

import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.EndReason.Who;
import io.dialtree.media.engine.MediaListener.Loss;
import io.dialtree.sip.endpoint.CallEnd;

/** The end reasons of the server itself, each with its slug in one place. Pure. */
final class EndReasons {
  static final EndReason NO_SDP_ANSWER = new EndReason(Who.CALLER, "no-sdp-answer", 488);
  static final EndReason NO_RTP_PORT = new EndReason(Who.US, "no-rtp-port", 503);
  static final EndReason INTERNAL_ERROR = new EndReason(Who.US, "internal-error", 500);
  static final EndReason OPERATOR = new EndReason(Who.US, "operator-hangup", 200);
  static final EndReason SHUTDOWN = new EndReason(Who.US, "shutdown", 200);

  private EndReasons() {}

  /**
   * How a call ended that signalling ended; a BYE may also take back an INVITE (RFC 3261 15.1.2).
   */
  static EndReason of(CallEnd how, boolean answered) {
    return switch (how.kind()) {
      case BYE, CANCELLED ->
          answered
              ? new EndReason(Who.CALLER, EndReason.CALLER_HANGUP, 200)
              : new EndReason(Who.CALLER, EndReason.CALLER_CANCEL, 487);
      case ACK_TIMEOUT -> new EndReason(Who.CALLER, "ack-timeout", 408);
      case NO_SDP_ANSWER -> NO_SDP_ANSWER;
      case TRANSPORT -> new EndReason(Who.UPSTREAM, "transport-failure", 503);
      case CLOSED -> SHUTDOWN;
      case INTERNAL -> INTERNAL_ERROR;
      case HANGUP, REJECTED, REFUSED, NO_RESPONSE ->
          new EndReason(Who.UNKNOWN, "ended", how.sipCode());
    };
  }

  /** How a call ended whose media went away. */
  static EndReason of(Loss loss) {
    return switch (loss) {
      case RTP_TIMEOUT -> new EndReason(Who.CALLER, "rtp-timeout", 200);
      case FAULT -> new EndReason(Who.US, "media-fault", 500);
    };
  }

  /** A call that no program runs: the number is unknown, or we take none. */
  static EndReason refused(int status, CallDesk.State state) {
    return status == 404
        ? new EndReason(Who.CALLER, "unknown-number", status)
        : new EndReason(
            Who.US,
            switch (state) {
              case STARTING -> "starting";
              case OPEN -> "too-many-calls";
              case DRAINING -> "draining";
            },
            status);
  }
}
