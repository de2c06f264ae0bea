package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import io.dialtree.sip.endpoint.CallListener;
import io.dialtree.sip.endpoint.OutgoingCall;
import io.dialtree.sip.endpoint.OutgoingInvite;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipTransport;
import io.dialtree.sip.guard.SourceGuard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;

/** Turns a request to call into an INVITE on its way. */
final class Dialler {
  private static final int DEFAULT_PORT = 5060;

  private final Wire wire;
  private final LegTable table;
  private final SourceGuard guard;

  Dialler(Wire wire, LegTable table, SourceGuard guard) {
    this.wire = wire;
    this.table = table;
    this.guard = guard;
  }

  OutgoingCall call(OutgoingInvite wanted, CallListener listener) {
    try {
      SipURI target = target(wanted.requestUri());
      InetSocketAddress peer = resolve(target);
      SipTransport transport = SipTransport.of(target.getTransportParam());
      OutgoingLeg leg = leg(wanted, target, peer, transport);
      leg.hearAll(listener);
      SIPRequest invite = invite(leg, wanted, target, transport, peer);
      guard.expect(peer.getAddress());
      table.add(leg);
      wire.counters.count(SipCounter.CALLS_OUT);
      leg.start(invite);
      return leg;
    } catch (ParseException | UnknownHostException wrong) {
      throw new IllegalArgumentException(
          "cannot call " + wanted.requestUri() + ": " + wrong.getMessage(), wrong);
    }
  }

  private SipURI target(String uri) throws ParseException {
    if (wire.uris.createURI(uri) instanceof SipURI sip && !sip.isSecure()) {
      return sip;
    }
    throw new ParseException("only sip: addresses can be called", 0);
  }

  private static InetSocketAddress resolve(SipURI target) throws UnknownHostException {
    String host = target.getHost().replace("[", "").replace("]", "");
    return new InetSocketAddress(
        InetAddress.getByName(host), target.getPort() < 0 ? DEFAULT_PORT : target.getPort());
  }

  private OutgoingLeg leg(
      OutgoingInvite wanted, SipURI target, InetSocketAddress peer, SipTransport transport)
      throws ParseException {
    String host = wire.addressFacing(peer.getAddress());
    Address from =
        wire.uris.createAddress(wire.uris.createSipURI(wanted.fromUser(), Wire.bracketed(host)));
    if (!wanted.fromDisplay().isEmpty()) {
      from.setDisplayName(wanted.fromDisplay());
    }
    Dialog dialog =
        Dialog.calling(
            wire.newTag(),
            wire.newTag(),
            from,
            wire.uris.createAddress(bare(target)),
            transport,
            peer);
    return new OutgoingLeg(wire, table, dialog, () -> guard.forget(peer.getAddress()));
  }

  /** RFC 3261 19.1.1: a To address carries no transport. */
  private static SipURI bare(SipURI target) {
    SipURI to = (SipURI) target.clone();
    to.removeParameter("transport");
    return to;
  }

  private SIPRequest invite(
      OutgoingLeg leg,
      OutgoingInvite wanted,
      SipURI target,
      SipTransport transport,
      InetSocketAddress peer) {
    SIPRequest invite = leg.inviteTo(target);
    invite.setHeader(wire.contact(peer.getAddress(), transport));
    Headers.add(invite, "Allow", RequestChecks.ALLOW);
    Headers.addAll(invite, wanted.extraHeaders());
    if (!wanted.sdp().isEmpty()) {
      Headers.setSdp(invite, wanted.sdp());
    }
    return invite;
  }
}
