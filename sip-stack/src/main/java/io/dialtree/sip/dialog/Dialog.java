package io.dialtree.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.dialtree.sip.endpoint.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.RecordRouteHeader;

/** The state of a dialog (RFC 3261 12). Guarded by the lock of its leg. */
final class Dialog {
  /** More hops than any real network has. */
  private static final int ROUTES_MAX = 32;

  final String callId;
  final String localTag;
  final Address local;
  final Address remote;
  final SipTransport transport;

  /** Where the INVITE came from, or went to. */
  final InetSocketAddress peer;

  /** True when an accepted connection to {@link #peer} may be used for our requests. */
  final boolean peerConnected;

  private Optional<String> remoteTag;
  private URI remoteTarget;
  private List<Address> routes = List.of();
  private long localCseq;
  private long remoteCseq;

  private Dialog(
      String callId,
      String localTag,
      Address local,
      Address remote,
      Optional<String> remoteTag,
      URI remoteTarget,
      SipTransport transport,
      InetSocketAddress peer,
      boolean peerConnected) {
    this.callId = callId;
    this.localTag = localTag;
    this.local = local;
    this.remote = remote;
    this.remoteTag = remoteTag;
    this.remoteTarget = remoteTarget;
    this.transport = transport;
    this.peer = peer;
    this.peerConnected = peerConnected;
  }

  /** RFC 3261 12.1.1: the side that is called. */
  static Dialog called(SIPRequest invite, String localTag, InetSocketAddress source) {
    SipTransport transport = SipTransport.of(invite.getTopmostVia().getTransport());
    Dialog dialog =
        new Dialog(
            invite.getCallId().getCallId(),
            localTag,
            invite.getTo().getAddress(),
            invite.getFrom().getAddress(),
            Optional.ofNullable(invite.getFromTag()),
            target(invite).orElse(invite.getFrom().getAddress().getURI()),
            transport,
            source,
            transport == SipTransport.TCP);
    dialog.routes = recordRoutes(invite);
    dialog.remoteCseq = invite.getCSeq().getSeqNumber();
    return dialog;
  }

  /** The side that calls; the peer fills it in with its answers. */
  static Dialog calling(
      String callId,
      String localTag,
      Address local,
      Address remote,
      SipTransport transport,
      InetSocketAddress peer) {
    return new Dialog(
        callId, localTag, local, remote, Optional.empty(), remote.getURI(), transport, peer, false);
  }

  /** RFC 3261 12.1.2: the 2xx fixes tag, target and the reversed route set. */
  void answeredBy(SIPResponse response) {
    remoteTag = Optional.ofNullable(response.getToTag());
    target(response).ifPresent(t -> remoteTarget = t);
    routes = recordRoutes(response).reversed();
  }

  /** RFC 3261 12.2.2: a new Contact moves the target; the route set stays. */
  void refreshTarget(SIPRequest request) {
    target(request).ifPresent(t -> remoteTarget = t);
  }

  /** False when the request is older than the last one (RFC 3261 12.2.2). */
  boolean inOrder(SIPRequest request) {
    long cseq = request.getCSeq().getSeqNumber();
    if (cseq < remoteCseq) {
      return false;
    }
    remoteCseq = cseq;
    return true;
  }

  boolean remoteTagIs(String tag) {
    return remoteTag.equals(Optional.ofNullable(tag));
  }

  /**
   * True when an in-dialog request may come from there: the address that set the dialog up, or one
   * the peer named as its Contact or a proxy named as a route. Tags can leak; addresses of
   * connections and routed answers cannot be taken as easily.
   */
  boolean mayComeFrom(InetAddress source) {
    return source.equals(peer.getAddress())
        || names(remoteTarget, source)
        || routes.stream().anyMatch(r -> names(r.getURI(), source));
  }

  private static boolean names(URI uri, InetAddress source) {
    if (!(uri instanceof SipURI sip)) {
      return false;
    }
    String host = sip.getHost().replace("[", "").replace("]", "");
    try {
      return InetAddress.ofLiteral(host).equals(source);
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  Optional<String> remoteTag() {
    return remoteTag;
  }

  URI remoteTarget() {
    return remoteTarget;
  }

  /** Where our next request goes: the first route, else the target (RFC 3261 12.2.1.1). */
  Optional<SipURI> nextHop() {
    URI uri = routes.isEmpty() ? remoteTarget : routes.getFirst().getURI();
    return uri instanceof SipURI sip ? Optional.of(sip) : Optional.empty();
  }

  List<Address> routes() {
    return routes;
  }

  /** True when our requests of this dialog belong on the connection the INVITE came by. */
  boolean usesPeerConnection() {
    return peerConnected
        && (routes.isEmpty() || names(routes.getFirst().getURI(), peer.getAddress()));
  }

  long nextCseq() {
    return ++localCseq;
  }

  private static Optional<URI> target(SIPMessage message) {
    return message.getContactHeaders() != null
            && message.getContactHeaders().getFirst() instanceof ContactHeader contact
        ? Optional.ofNullable(contact.getAddress()).map(Address::getURI)
        : Optional.empty();
  }

  private static List<Address> recordRoutes(SIPMessage message) {
    List<Address> all = new ArrayList<>();
    for (Iterator<?> i = message.getHeaders(RecordRouteHeader.NAME);
        i.hasNext() && all.size() < ROUTES_MAX; ) {
      if (i.next() instanceof RecordRouteHeader route) {
        all.add(route.getAddress());
      }
    }
    return List.copyOf(all);
  }
}
