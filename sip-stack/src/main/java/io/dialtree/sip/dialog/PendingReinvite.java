package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.Reinvite;
import io.dialtree.sip.endpoint.SipTransport;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** A re-INVITE from its arrival to the ACK of its 200. Guarded by the lock of its leg. */
final class PendingReinvite implements Reinvite {
  private final Leg leg;
  private final SIPRequest request;
  private final ServerTransaction transaction;
  private final @Nullable MessageChannel connection;
  private final Optional<String> offer;
  private @Nullable ReliableAnswer accepted;
  private @Nullable Future<?> limit;
  private boolean refused;

  PendingReinvite(Leg leg, SIPRequest request, ServerTransaction transaction) {
    this.leg = leg;
    this.request = request;
    this.transaction = transaction;
    this.connection = connection(request, leg.dialog.transport);
    this.offer = Bodies.sdp(request);
  }

  /**
   * The connection a request came by; empty for datagrams, whose answers find their way by the Via.
   */
  static @Nullable MessageChannel connection(SIPRequest request, SipTransport transport) {
    return transport == SipTransport.TCP
            && request.getMessageChannel() instanceof MessageChannel channel
        ? channel
        : null;
  }

  /** An application that forgets to answer must not hold the peer for ever. */
  void start() {
    limit = leg.wire.after(leg.wire.settings.giveUpAfter().dividedBy(2), () -> refuse(500));
  }

  boolean unanswered() {
    return accepted == null && !refused;
  }

  boolean isCancelledBy(SIPRequest cancel) {
    return unanswered() && cancel.getCSeq().getSeqNumber() == request.getCSeq().getSeqNumber();
  }

  boolean acknowledgedBy(SIPRequest ack) {
    return accepted != null
        && ack.getCSeq().getSeqNumber() == accepted.cseq
        && accepted.acknowledged();
  }

  void tell(CallListener listener, Optional<String> sdpAnswer) {
    if (offer.isEmpty()) {
      listener.onReinviteAck(sdpAnswer);
    }
  }

  @Override
  public Optional<String> offer() {
    return offer;
  }

  @Override
  public boolean accept(String sdp) {
    AtomicBoolean sent = new AtomicBoolean();
    leg.locked(() -> sent.set(acceptLocked(sdp)));
    return sent.get();
  }

  private boolean acceptLocked(String sdp) {
    if (!unanswered() || leg.phase == Leg.Phase.OVER) {
      return false;
    }
    stopLimit();
    SIPResponse ok = leg.wire.response(request, 200, "", leg.dialog.localTag);
    ok.setHeader(leg.wire.contact(leg.dialog.peer.getAddress(), leg.dialog.transport));
    leg.describe(ok);
    Headers.setSdp(ok, sdp);
    accepted = new ReliableAnswer(leg.wire, ok, connection, leg::ackNeverCame);
    leg.wire.send(transaction, ok);
    accepted.start();
    return true;
  }

  @Override
  public void refuse(int code) {
    leg.locked(() -> {
      if (unanswered() && leg.phase != Leg.Phase.OVER) {
        endWith(code);
        leg.reinviteDone(this);
      }
    });
  }

  /** Gives the request its final answer, or stops the copies of the one it has. */
  void endWith(int code) {
    stopLimit();
    if (accepted != null) {
      accepted.acknowledged();
    } else if (!refused) {
      refused = true;
      leg.answer(request, transaction, code);
    }
  }

  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
    }
  }
}
