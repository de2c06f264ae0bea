package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.Reinvite;
import io.dialtree.sip.endpoint.SipCounter;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One dialog and what both directions have in common: requests inside it, and its end. Everything
 * happens under the lock of the leg.
 */
abstract sealed class Leg permits IncomingLeg, OutgoingLeg {
  /** Where a leg stands. */
  enum Phase {
    /** The INVITE has no final answer. */
    PENDING,
    /** Our 200 waits for its ACK. */
    ANSWERED,
    /** Both sides agreed. */
    UP,
    /** The listener has been told; a last transaction may still run. */
    OVER
  }

  final Wire wire;
  final LegTable table;
  final Dialog dialog;
  final ReentrantLock lock = new ReentrantLock();
  Phase phase = Phase.PENDING;
  private CallListener listener = new NobodyListens();
  private @Nullable PendingReinvite reinvite;
  private @Nullable Future<?> freeing;

  Leg(Wire wire, LegTable table, Dialog dialog) {
    this.wire = wire;
    this.table = table;
    this.dialog = dialog;
  }

  public String callId() {
    return dialog.callId;
  }

  void hearAll(CallListener newListener) {
    locked(() -> listener = newListener);
  }

  CallListener listener() {
    return listener;
  }

  final void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  // ---- requests of the peer

  /** A request with our tag, from a source that may send it. */
  final void onRequest(SIPRequest request, ServerTransaction transaction) {
    locked(() -> dispatch(request, transaction));
  }

  private void dispatch(SIPRequest request, ServerTransaction transaction) {
    String method = request.getMethod();
    if (phase == Phase.OVER) {
      answer(request, transaction, method.equals("BYE") ? 200 : 481);
    } else if (!dialog.inOrder(request)) {
      answer(request, transaction, 500);
    } else {
      switch (method) {
        case "BYE" -> onBye(request, transaction);
        case "INVITE" -> onReinvite(request, transaction);
        case "INFO" -> onInfo(request, transaction);
        case "OPTIONS" -> onOptions(request, transaction);
        default ->
            refuse(request, transaction, Refusal.with(405, "", "Allow", RequestChecks.ALLOW));
      }
    }
  }

  private void onBye(SIPRequest request, ServerTransaction transaction) {
    answer(request, transaction, 200);
    endOpenTransactions();
    end(new CallEnd(CallEnd.Kind.BYE, 200, header(request, "Reason")));
    free();
  }

  /** Final answers for what the BYE overtook (RFC 3261 15.1.2), and an ACK taken as come. */
  void endOpenTransactions() {
    if (reinvite != null) {
      reinvite.endWith(487);
      reinvite = null;
    }
  }

  private void onReinvite(SIPRequest request, ServerTransaction transaction) {
    if (phase == Phase.PENDING || reinviteOpen()) {
      // RFC 3261 14.2: the first INVITE has no final answer yet.
      refuse(request, transaction, Refusal.with(500, "", "Retry-After", wire.shortRetryAfter()));
    } else if (phase == Phase.ANSWERED || reinvite != null) {
      // The ACK of the last 200 is still on its way; RFC 3261 14.2 names 491 for an offer that
      // crosses.
      refuse(request, transaction, Refusal.of(491, ""));
    } else {
      dialog.refreshTarget(request);
      wire.prepare(dialog);
      reinvite = new PendingReinvite(this, request, transaction);
      reinvite.start();
      listener.onReinvite(reinvite);
    }
  }

  private boolean reinviteOpen() {
    return reinvite != null && reinvite.unanswered();
  }

  /**
   * CANCEL for a re-INVITE: 487 ends it, the call goes on (RFC 3261 9.2). False when none is open.
   */
  final boolean cancelReinvite(SIPRequest cancel, ServerTransaction transaction) {
    lock.lock();
    try {
      if (reinvite == null || !reinvite.isCancelledBy(cancel)) {
        return false;
      }
      answer(cancel, transaction, 200);
      reinvite.refuse(487);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Called by the re-INVITE when it is done, whichever way. */
  void reinviteDone(Reinvite done) {
    if (reinvite == done) {
      reinvite = null;
    }
  }

  private void onInfo(SIPRequest request, ServerTransaction transaction) {
    switch (InfoBody.read(request)) {
      case InfoBody.Nothing _ -> answer(request, transaction, 200);
      case InfoBody.Unwelcome no -> refuse(request, transaction, no.refusal());
      case InfoBody.Pressed key -> {
        answer(request, transaction, 200);
        listener.onInfoDigit(key.key().digit(), key.key().durationMs());
      }
    }
  }

  private void onOptions(SIPRequest request, ServerTransaction transaction) {
    SIPResponse response = wire.response(request, 200, "", dialog.localTag);
    describe(response);
    wire.send(transaction, response);
  }

  /** What this endpoint understands, for OPTIONS and 2xx (RFC 3261 11.2, 13.3.1.4). */
  final void describe(SIPResponse response) {
    Headers.add(response, "Allow", RequestChecks.ALLOW);
    Headers.add(response, "Accept", RequestChecks.ACCEPT);
    Headers.add(response, "Supported", "");
  }

  final void answer(SIPRequest request, ServerTransaction transaction, int code) {
    wire.send(transaction, wire.response(request, code, "", dialog.localTag));
  }

  final void refuse(SIPRequest request, ServerTransaction transaction, Refusal refusal) {
    SIPResponse response =
        wire.response(request, refusal.code(), refusal.reason(), dialog.localTag);
    Headers.addAll(response, refusal.headers());
    wire.send(transaction, response);
  }

  /** An ACK with our tag. */
  final void onAck(SIPRequest ack) {
    locked(() -> {
      if (reinvite != null && reinvite.acknowledgedBy(ack)) {
        PendingReinvite done = reinvite;
        reinvite = null;
        done.tell(listener, Bodies.sdp(ack));
      } else {
        onInviteAck(ack);
      }
    });
  }

  /** The ACK of the INVITE that made the dialog. */
  void onInviteAck(SIPRequest ack) {}

  // ---- requests of ours

  public boolean sendInfoDigit(char digit, int durationMs) {
    lock.lock();
    try {
      if (phase != Phase.UP || "0123456789*#ABCD".indexOf(Character.toUpperCase(digit)) < 0) {
        return false;
      }
      SIPRequest info = wire.request(dialog, "INFO", dialog.nextCseq());
      Headers.setBody(
          info, "dtmf-relay", "Signal=" + digit + "\r\nDuration=" + durationMs + "\r\n");
      return wire.send(info, Exchange.IGNORED).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Sends BYE and frees the leg when it is answered, or after 64 times T1 when it never is. */
  final void sendBye(String reason) {
    SIPRequest bye = wire.request(dialog, "BYE", dialog.nextCseq());
    if (!reason.isEmpty()) {
      Headers.add(bye, "Reason", reason);
    }
    freeLater();
    boolean sent =
        wire.send(
                bye,
                response -> {
                  if (response.getStatusCode() >= 200) {
                    free();
                  }
                })
            .isPresent();
    if (!sent) {
      free();
    }
  }

  // ---- the end

  /** Tells the listener, once. */
  final void end(CallEnd end) {
    if (phase != Phase.OVER) {
      phase = Phase.OVER;
      listener.onEnded(end);
    }
  }

  final void freeLater() {
    freeing = wire.after(wire.settings.giveUpAfter(), this::free);
  }

  /** Forgets the leg; any thread, any number of times. */
  void free() {
    locked(() -> {
      if (freeing != null) {
        freeing.cancel(false);
      }
      table.remove(this);
    });
  }

  /**
   * A peer that stopped acknowledging: BYE in case it can still hear us, then the end (RFC 3261
   * 13.3.1.4).
   */
  final void ackNeverCame() {
    locked(() -> {
      wire.counters.count(SipCounter.ACK_TIMEOUTS);
      sendBye("SIP;cause=408;text=\"ACK missing\"");
      end(new CallEnd(CallEnd.Kind.ACK_TIMEOUT, 408, ""));
    });
  }

  /** The endpoint closes, or a handler failed: end it now, whatever it takes. */
  abstract void stop(CallEnd.Kind kind);

  static String header(SIPRequest request, String name) {
    return request.getHeader(name) instanceof gov.nist.javax.sip.header.SIPHeader header
        ? header.getHeaderValue()
        : "";
  }
}
