package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.dialtree.sip.endpoint.CallEnd;
import io.dialtree.sip.endpoint.CallHandler;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.endpoint.OutgoingInvite;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.guard.LogText;
import io.dialtree.sip.guard.SourceGuard;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every message comes in: is it for a call we have, for a new one, or for nobody? Runs on the
 * UDP workers and the connection threads; the messages of one call come in order.
 */
public final class RequestDesk implements SipListener {
  private static final Logger log = LoggerFactory.getLogger(RequestDesk.class);

  private final Wire wire;
  private final SourceGuard guard;
  private final CallHandler handler;
  private final LegTable table = new LegTable();
  private volatile Optional<Integer> drainingRetryAfter = Optional.empty();
  private volatile boolean closed;

  /** A desk that gives new calls to the handler. */
  public RequestDesk(Wire wire, SourceGuard guard, CallHandler handler) {
    this.wire = wire;
    this.guard = guard;
    this.handler = handler;
  }

  /** Legs that are not freed yet, ended ones with a running BYE included. */
  public int legs() {
    return table.size();
  }

  /**
   * From now on new INVITEs and OPTIONS get 503 with this Retry-After; running calls are served.
   */
  public void drain(int retryAfterSeconds) {
    drainingRetryAfter = Optional.of(retryAfterSeconds);
  }

  /** Ends every call and hears nothing more. */
  public void stopAll() {
    closed = true;
    table.all().forEach(leg -> leg.stop(CallEnd.Kind.CLOSED));
  }

  /** Makes a call; see {@code SipEndpoint.call}. */
  public OutgoingCall call(OutgoingInvite invite, CallListener listener) {
    return new Dialler(wire, table, guard).call(invite, listener);
  }

  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest request = (SIPRequest) event.getRequest();
    if (closed) {
      return;
    }
    try {
      sort(request, event.getServerTransaction());
    } catch (RuntimeException | SipException bug) {
      wire.counters.count(SipCounter.INTERNAL_ERRORS);
      log.error(
          "{} of call {} failed",
          request.getMethod(),
          LogText.escape(request.getCallId().getCallId()),
          bug);
      if (!request.getMethod().equals("ACK")) {
        wire.refuse(request, event.getServerTransaction(), Refusal.of(500, ""));
      }
    }
  }

  private void sort(SIPRequest request, @Nullable ServerTransaction known) throws SipException {
    String method = request.getMethod();
    Optional<Leg> leg = legOf(request);
    if (method.equals("ACK")) {
      // RFC 3261 17: an ACK is never answered, not even a stray one.
      leg.ifPresent(l -> l.onAck(request));
      return;
    }
    if (leg.isEmpty() && !guard.trusts(source(request).getAddress())) {
      wire.counters.count(SipCounter.DROPPED_UNTRUSTED);
      return;
    }
    Optional<Refusal> problem = RequestChecks.problem(request);
    if (problem.isPresent()) {
      wire.refuse(request, known, problem.get());
    } else if (method.equals("CANCEL")) {
      onCancel(request, known);
    } else if (leg.isPresent()) {
      leg.get().onRequest(request, wire.serverTransaction(request, known));
    } else {
      onStranger(request, known, method);
    }
  }

  /** The leg of an in-dialog request that also comes from where it may. */
  private Optional<Leg> legOf(SIPRequest request) {
    Optional<Leg> leg =
        table
            .find(request.getCallId().getCallId(), request.getToTag())
            .filter(l -> l.dialog.remoteTagIs(request.getFromTag()))
            .filter(l -> l.dialog.mayComeFrom(source(request).getAddress()));
    if (leg.isEmpty() && request.getToTag() != null) {
      wire.counters.count(SipCounter.STRAY_IN_DIALOG);
    }
    return leg;
  }

  private void onStranger(SIPRequest request, @Nullable ServerTransaction known, String method)
      throws SipException {
    if (request.getToTag() != null || method.equals("BYE") || method.equals("INFO")) {
      // RFC 3261 12.2.2: the peer shall forget a call we do not know, as after our restart.
      wire.refuse(request, known, Refusal.of(481, ""));
    } else if (method.equals("OPTIONS")) {
      onOptions(request, known);
    } else {
      onInvite(request, known);
    }
  }

  private void onInvite(SIPRequest request, @Nullable ServerTransaction known) throws SipException {
    Optional<IncomingLeg> same = table.findByInvite(request);
    if (same.isPresent()) {
      if (!same.get().cameBy(request)) {
        wire.counters.count(SipCounter.MERGED);
        wire.refuse(request, known, Refusal.of(482, "Loop Detected"));
      }
    } else if (drainingRetryAfter.isPresent() || table.size() >= wire.settings.maxCalls()) {
      wire.counters.count(SipCounter.CALLS_REFUSED_OVERLOAD);
      wire.refuse(request, known, unavailable());
    } else {
      begin(request, wire.serverTransaction(request, known));
    }
  }

  private Refusal unavailable() {
    int seconds = drainingRetryAfter.orElse(RETRY_AFTER_WHEN_FULL_S);
    return Refusal.with(503, "", "Retry-After", Integer.toString(seconds));
  }

  private void begin(SIPRequest request, ServerTransaction transaction) {
    Dialog dialog = Dialog.called(request, wire.newTag(), source(request));
    wire.prepare(dialog);
    IncomingLeg leg = new IncomingLeg(wire, table, dialog, request, transaction);
    wire.send(transaction, wire.response(request, 100, "", ""));
    table.add(leg);
    leg.start();
    wire.counters.count(SipCounter.CALLS_IN);
    try {
      handler.onInvite(leg);
    } catch (RuntimeException bug) {
      wire.counters.count(SipCounter.INTERNAL_ERRORS);
      log.error("the handler of call {} failed", LogText.escape(dialog.callId), bug);
      leg.stop(CallEnd.Kind.INTERNAL);
    }
  }

  private void onOptions(SIPRequest request, @Nullable ServerTransaction known) {
    if (drainingRetryAfter.isPresent()) {
      wire.refuse(request, known, unavailable());
      return;
    }
    int code =
        handler.optionsStatus(
            PhoneUser.of(request.getRequestURI().toString()), source(request).getAddress());
    SIPResponse response = wire.response(request, code, "", wire.newTag());
    Headers.addAll(
        response,
        Map.of("Allow", RequestChecks.ALLOW, "Accept", RequestChecks.ACCEPT, "Supported", ""));
    wire.reply(request, known, response);
  }

  private void onCancel(SIPRequest cancel, @Nullable ServerTransaction known) throws SipException {
    Optional<IncomingLeg> leg = table.findByInvite(cancel).filter(l -> l.cameBy(cancel));
    if (leg.isPresent()) {
      leg.get().onCancel(cancel, wire.serverTransaction(cancel, known));
      return;
    }
    Optional<Leg> running = legOf(cancel);
    if (running.isEmpty()
        || !running.get().cancelReinvite(cancel, wire.serverTransaction(cancel, known))) {
      wire.refuse(cancel, known, Refusal.of(481, ""));
    }
  }

  private static InetSocketAddress source(SIPRequest request) {
    return new InetSocketAddress(
        request.getPeerPacketSourceAddress(), request.getPeerPacketSourcePort());
  }

  @Override
  public void processResponse(ResponseEvent event) {
    SIPResponse response = (SIPResponse) event.getResponse();
    try {
      if (event.getClientTransaction() != null
          && event.getClientTransaction().getApplicationData() instanceof Exchange exchange) {
        exchange.onResponse(response);
      } else if (response.getCSeq().getMethod().equals("INVITE")
          && response.getStatusCode() / 100 == 2) {
        table
            .find(response.getCallId().getCallId(), response.getFromTag())
            .ifPresent(leg -> ackCopy(leg, response));
      }
    } catch (RuntimeException bug) {
      wire.counters.count(SipCounter.INTERNAL_ERRORS);
      log.error(
          "answer {} of call {} failed",
          response.getStatusCode(),
          LogText.escape(response.getCallId().getCallId()),
          bug);
    }
  }

  private static void ackCopy(Leg leg, SIPResponse response) {
    if (leg instanceof OutgoingLeg outgoing) {
      outgoing.onResponse(response);
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()
        && event.getClientTransaction().getApplicationData() instanceof Exchange exchange) {
      exchange.onSilence(408);
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    wire.counters.count(SipCounter.SEND_FAILED);
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}

  /** Long enough for some calls to end, short enough for a trunk to come back. */
  private static final int RETRY_AFTER_WHEN_FULL_S = 10;
}
