package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.endpoint.SipCounter;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/** A call of ours: INVITE, its answers, ACK; CANCEL while it is pending. */
final class OutgoingLeg extends Leg implements OutgoingCall, Exchange {
  private final Runnable onFreed;
  private final long inviteCseq;
  private @Nullable ClientTransaction transaction;
  private @Nullable SIPRequest ack;
  private boolean provisional;
  private boolean givenUp;
  private boolean cancelSent;
  private boolean freed;

  OutgoingLeg(Wire wire, LegTable table, Dialog dialog, Runnable onFreed) {
    super(wire, table, dialog);
    this.onFreed = onFreed;
    this.inviteCseq = dialog.nextCseq();
  }

  SIPRequest inviteTo(javax.sip.address.URI target) {
    return wire.request(dialog, "INVITE", inviteCseq, target);
  }

  void start(SIPRequest invite) {
    locked(() -> {
      Optional<ClientTransaction> sent = wire.send(invite, this);
      if (sent.isEmpty()) {
        onSilence(503);
      } else {
        transaction = sent.get();
      }
    });
  }

  @Override
  public void onResponse(SIPResponse response) {
    locked(() -> {
      int code = response.getStatusCode();
      if (code < 200) {
        onProvisional(response, code);
      } else if (code < 300) {
        onOk(response);
      } else if (phase == Phase.PENDING || givenUp) {
        refused(code, response.getReasonPhrase(), CallEnd.Kind.REFUSED);
      }
    });
  }

  private void onProvisional(SIPResponse response, int code) {
    provisional = true;
    if (givenUp) {
      sendCancel();
    } else if (code > 100 && phase == Phase.PENDING) {
      listener().onProgress(code, Bodies.sdp(response));
    }
  }

  private void onOk(SIPResponse response) {
    if (ack != null) {
      ackAgain(response, ack);
      return;
    }
    dialog.answeredBy(response);
    wire.prepare(dialog);
    ack = acknowledge(dialog);
    if (givenUp) {
      // RFC 3261 9.1: the 200 crossed our CANCEL.
      sendBye("");
    } else {
      phase = Phase.UP;
      wire.counters.count(SipCounter.CALLS_ANSWERED);
      listener().onAnswered(Bodies.sdp(response).orElse(""));
    }
  }

  private SIPRequest acknowledge(Dialog answered) {
    SIPRequest request = wire.request(answered, "ACK", inviteCseq);
    try {
      request.getTopmostVia().setBranch("z9hG4bK" + wire.newTag());
    } catch (java.text.ParseException impossible) {
      throw new IllegalStateException(impossible);
    }
    wire.sendAck((SIPRequest) request.clone());
    return request;
  }

  /**
   * A copy of the 200 gets a copy of the ACK; a 200 of another fork gets an ACK and a BYE (RFC 3261
   * 13.2.2.4).
   */
  private void ackAgain(SIPResponse response, SIPRequest first) {
    if (dialog.remoteTagIs(response.getToTag())) {
      wire.sendAck((SIPRequest) first.clone());
      return;
    }
    Dialog fork =
        Dialog.calling(
            dialog.callId,
            dialog.localTag,
            dialog.local,
            dialog.remote,
            dialog.transport,
            dialog.peer);
    fork.answeredBy(response);
    acknowledge(fork);
    wire.send(wire.request(fork, "BYE", inviteCseq + 1), IGNORED);
  }

  @Override
  public void onSilence(int code) {
    locked(() -> {
      if (phase == Phase.PENDING || (givenUp && ack == null)) {
        refused(code, "", code == 408 ? CallEnd.Kind.NO_RESPONSE : CallEnd.Kind.TRANSPORT);
      }
    });
  }

  private void refused(int code, String reason, CallEnd.Kind kind) {
    if (phase == Phase.PENDING) {
      listener().onRefused(code, reason);
    }
    end(new CallEnd(kind, code, reason));
    free();
  }

  @Override
  public void hangup(String reason) {
    locked(() -> hangup(reason, CallEnd.Kind.HANGUP));
  }

  private void hangup(String reason, CallEnd.Kind kind) {
    if (phase == Phase.UP) {
      endOpenTransactions();
      sendBye(reason);
      end(new CallEnd(kind, 200, reason));
    } else if (phase == Phase.PENDING) {
      givenUp = true;
      end(new CallEnd(kind, 487, reason));
      freeLater();
      if (provisional) {
        sendCancel();
      }
    }
  }

  /**
   * RFC 3261 9.1: not before a provisional answer, which shows that there is something to cancel.
   */
  private void sendCancel() {
    if (cancelSent || transaction == null) {
      return;
    }
    cancelSent = true;
    try {
      SIPRequest cancel = (SIPRequest) transaction.createCancel();
      Headers.add(cancel, "User-Agent", wire.settings.userAgent());
      wire.send(cancel, IGNORED);
    } catch (SipException answeredMeanwhile) {
      cancelSent = false;
    }
  }

  @Override
  void free() {
    super.free();
    locked(() -> {
      if (!freed) {
        freed = true;
        onFreed.run();
      }
    });
  }

  @Override
  void stop(CallEnd.Kind kind) {
    locked(() -> hangup("", kind));
  }
}
