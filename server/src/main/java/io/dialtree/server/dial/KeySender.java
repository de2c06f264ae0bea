package io.dialtree.server.dial;

import io.dialtree.media.dtmf.Keypad;
import io.dialtree.media.engine.RtpSession;
import io.dialtree.media.play.Clip;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.sdp.MediaPlan;
import java.util.List;

/** Sends one key in the chosen way. */
final class KeySender {
  private static final double TONE_DBM0 = -9;
  private final DialPlan plan;
  private final OutgoingCall call;
  private final RtpSession session;
  private MediaPlan media;
  private long playId;

  KeySender(DialPlan plan, OutgoingCall call, RtpSession session, MediaPlan media) {
    this.plan = plan;
    this.call = call;
    this.session = session;
    this.media = media;
  }

  /** Goes on with what was agreed on anew. */
  void use(MediaPlan newest) {
    media = newest;
  }

  /** False when the far end did not agree on this way. */
  boolean send(char key) {
    return switch (plan.mode()) {
      case INFO -> call.sendInfoDigit(key, plan.keyMs());
      case INBAND -> {
        short[] tone =
            new ToneGenerator(8000)
                .dual(Keypad.lowHz(key), TONE_DBM0, Keypad.highHz(key), TONE_DBM0, plan.keyMs());
        session.play(++playId, List.of(Clip.encode("key " + key, tone)), "", 1);
        yield true;
      }
      case RFC4733 -> {
        if (media.sendEventPayloadType() < 0) {
          yield false;
        }
        var _ = session.sendEvent(key, plan.keyMs());
        yield true;
      }
    };
  }
}
