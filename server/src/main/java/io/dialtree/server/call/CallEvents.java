package io.dialtree.server.call;

import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.engine.MediaListener;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.Reinvite;
import java.util.Optional;

/**
 * The border of one call: what SIP threads and the media thread say is posted to the call's mailbox
 * and done there.
 */
final class CallEvents implements CallListener, MediaListener {
  private final CallMailbox mailbox;
  private final CallSession call;

  CallEvents(CallMailbox mailbox, CallSession call) {
    this.mailbox = mailbox;
    this.call = call;
  }

  @Override
  public void onAck(Optional<String> sdpAnswer) {
    mailbox.post(() -> call.acknowledged(sdpAnswer));
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    mailbox.post(() -> call.renegotiate(reinvite));
  }

  @Override
  public void onReinviteAck(Optional<String> sdpAnswer) {
    mailbox.post(() -> call.renegotiated(sdpAnswer));
  }

  @Override
  public void onInfoDigit(char digit, int durationMs) {
    mailbox.post(() -> call.infoDigit(digit, durationMs));
  }

  @Override
  public void onEnded(CallEnd how) {
    mailbox.post(() -> call.overBySignalling(how));
  }

  @Override
  public void onDigit(char digit, DigitSource source, int durationMs) {
    mailbox.post(() -> call.heard(digit, source));
  }

  @Override
  public void onPlayEnded(long playId, boolean cut) {
    mailbox.post(() -> call.run(new FlowEvent.PlayEnded(playId)));
  }

  @Override
  public void onMediaLost(Loss loss) {
    mailbox.post(() -> call.mediaLost(loss));
  }
}
