package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.IncomingCall;
import io.dialtree.sip.endpoint.InviteFacts;
import io.dialtree.sip.endpoint.SipCounter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** A call to us, from its INVITE on. */
final class IncomingLeg extends Leg implements IncomingCall {
  private static final int UNANSWERED_MAX_T1 = 360; // three minutes at the usual T1 of 500 ms

  final String inviteKey;
  private final SIPRequest invite;
  private final ServerTransaction transaction;
  private final @Nullable MessageChannel connection;
  private final InviteFacts facts;
  private final Optional<String> offer;
  private @Nullable ReliableAnswer answer;
  private Optional<String> byeWanted = Optional.empty();
  private @Nullable Future<?> unanswered;

  IncomingLeg(
      Wire wire, LegTable table, Dialog dialog, SIPRequest invite, ServerTransaction transaction) {
    super(wire, table, dialog);
    this.inviteKey = LegTable.inviteKey(invite);
    this.invite = invite;
    this.transaction = transaction;
    this.connection = PendingReinvite.connection(invite, dialog.transport);
    this.facts = FactsReader.read(invite, dialog);
    this.offer = Bodies.sdp(invite);
  }

  /**
   * Proxies give up on a silent called side after three minutes (RFC 3261 16.6); so does a
   * handler's forgotten call.
   */
  void start() {
    unanswered =
        wire.after(
            wire.settings.t1().multipliedBy(UNANSWERED_MAX_T1), () -> reject(480, "", Map.of()));
  }

  @Override
  public InviteFacts facts() {
    return facts;
  }

  @Override
  public Optional<String> offer() {
    return offer;
  }

  @Override
  public void listen(CallListener listener) {
    hearAll(listener);
  }

  /** True for the INVITE itself, false for a copy that took another way (RFC 3261 8.2.2.2). */
  boolean cameBy(SIPRequest request) {
    return String.valueOf(invite.getTopmostVia().getBranch())
        .equals(String.valueOf(request.getTopmostVia().getBranch()));
  }

  @Override
  public void ring() {
    locked(() -> {
      if (phase == Phase.PENDING) {
        SIPResponse ringing = wire.response(invite, 180, "", dialog.localTag);
        ringing.setHeader(wire.contact(dialog.peer.getAddress(), dialog.transport));
        wire.send(transaction, ringing);
      }
    });
  }

  @Override
  public void progress(String sdp) {
    locked(() -> {
      if (phase == Phase.PENDING) {
        SIPResponse progress = wire.response(invite, 183, "", dialog.localTag);
        progress.setHeader(wire.contact(dialog.peer.getAddress(), dialog.transport));
        Headers.setSdp(progress, sdp);
        wire.send(transaction, progress);
      }
    });
  }

  @Override
  public void answer(String sdp) {
    locked(() -> {
      if (phase == Phase.PENDING) {
        sendOk(sdp);
      }
    });
  }

  private void stopWaiting() {
    if (unanswered != null) {
      unanswered.cancel(false);
    }
  }

  private void sendOk(String sdp) {
    stopWaiting();
    SIPResponse ok = wire.response(invite, 200, "", dialog.localTag);
    ok.setHeader(wire.contact(dialog.peer.getAddress(), dialog.transport));
    describe(ok);
    Headers.setSdp(ok, sdp);
    answer = new ReliableAnswer(wire, ok, connection, this::ackNeverComes);
    phase = Phase.ANSWERED;
    wire.counters.count(SipCounter.CALLS_ANSWERED);
    wire.send(transaction, ok);
    answer.start();
  }

  private void ackNeverComes() {
    locked(() -> {
      if (byeWanted.isPresent()) {
        sendBye(byeWanted.get());
      } else {
        ackNeverCame();
      }
    });
  }

  @Override
  void onInviteAck(SIPRequest ack) {
    if (answer == null || ack.getCSeq().getSeqNumber() != answer.cseq || !answer.acknowledged()) {
      return;
    }
    if (byeWanted.isPresent()) {
      sendBye(byeWanted.get());
    } else if (phase == Phase.ANSWERED) {
      phase = Phase.UP;
      agreed(Bodies.sdp(ack));
    }
  }

  /** RFC 3261 13.2.2.4: a 200 that carried an offer needs an answer in its ACK. */
  private void agreed(Optional<String> sdpAnswer) {
    if (offer.isEmpty() && sdpAnswer.isEmpty()) {
      sendBye("SIP;cause=488;text=\"no SDP answer in ACK\"");
      end(new CallEnd(CallEnd.Kind.NO_SDP_ANSWER, 488, ""));
    } else {
      listener().onAck(offer.isPresent() ? Optional.empty() : sdpAnswer);
    }
  }

  @Override
  public void reject(int code, String reason, Map<String, String> extraHeaders) {
    locked(() -> refuseWith(new Refusal(code, reason, extraHeaders), CallEnd.Kind.REJECTED));
  }

  private void refuseWith(Refusal refusal, CallEnd.Kind kind) {
    if (phase == Phase.PENDING) {
      stopWaiting();
      refuse(invite, transaction, refusal);
      end(new CallEnd(kind, refusal.code(), refusal.reason()));
      free();
    }
  }

  /** CANCEL for this INVITE: 487 ends it unless it was answered before (RFC 3261 9.2). */
  void onCancel(SIPRequest cancel, ServerTransaction cancelTransaction) {
    locked(() -> {
      answer(cancel, cancelTransaction, 200);
      refuseWith(Refusal.of(487, ""), CallEnd.Kind.CANCELLED);
    });
  }

  @Override
  void endOpenTransactions() {
    stopWaiting();
    super.endOpenTransactions();
    if (phase == Phase.PENDING) {
      answer(invite, transaction, 487);
    }
    if (answer != null) {
      answer.acknowledged();
    }
  }

  @Override
  public void hangup(String reason) {
    locked(() -> hangup(reason, CallEnd.Kind.HANGUP));
  }

  private void hangup(String reason, CallEnd.Kind kind) {
    switch (phase) {
      case PENDING -> refuseWith(Refusal.of(480, ""), kind);
      case ANSWERED -> {
        // RFC 3261 15: no BYE before the ACK came or was given up.
        byeWanted = Optional.of(reason);
        end(new CallEnd(kind, 200, reason));
      }
      case UP -> {
        super.endOpenTransactions();
        sendBye(reason);
        end(new CallEnd(kind, 200, reason));
      }
      case OVER -> {}
    }
  }

  @Override
  void stop(CallEnd.Kind kind) {
    locked(() -> {
      if (phase == Phase.PENDING) {
        refuseWith(Refusal.of(kind == CallEnd.Kind.INTERNAL ? 500 : 503, ""), kind);
      } else if (phase == Phase.ANSWERED) {
        phase = Phase.UP;
      }
      boolean waitedForAck = answer != null && answer.acknowledged();
      if (waitedForAck && phase == Phase.OVER && byeWanted.isPresent()) {
        sendBye(byeWanted.get()); // nobody will be here when the ACK comes
      }
      hangup("", kind);
    });
  }
}
