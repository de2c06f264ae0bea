package io.dialtree.sip.dialog;

import gov.nist.javax.sip.ClientTransactionExt;
import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import io.dialtree.sip.endpoint.SipCounter;
import io.dialtree.sip.endpoint.SipCounters;
import io.dialtree.sip.endpoint.SipEndpointSettings;
import io.dialtree.sip.endpoint.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.address.Address;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.RouteHeader;
import javax.sip.header.ViaHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes messages, sends them, and keeps the clock of the module. Any thread. */
public final class Wire {
  private static final Logger log = LoggerFactory.getLogger(Wire.class);

  /** 96 random bits: a tag is what proves that a request belongs to the dialog. */
  private static final int TAG_BYTES = 12;

  private static final int MAX_FORWARDS = 70;
  private static final int DEFAULT_PORT = 5060;

  private final SipProvider provider;
  private final LocalAddress addresses;
  private final ScheduledExecutorService clock;
  private final HostNames names = new HostNames();
  private final SecureRandom random = new SecureRandom();
  private final MessageFactoryImpl messages = new MessageFactoryImpl();
  final HeaderFactoryImpl headers = new HeaderFactoryImpl();
  final AddressFactoryImpl uris = new AddressFactoryImpl();
  final SipEndpointSettings settings;
  final SipCounters counters;

  /** The wire of one started stack. */
  public Wire(
      SipProvider provider,
      LocalAddress addresses,
      ScheduledExecutorService clock,
      SipEndpointSettings settings,
      SipCounters counters) {
    this.provider = provider;
    this.addresses = addresses;
    this.clock = clock;
    this.settings = settings;
    this.counters = counters;
  }

  String newTag() {
    byte[] bytes = new byte[TAG_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** RFC 3261 14.2 asks for a random wait of 0 to 10 seconds. */
  String shortRetryAfter() {
    return Integer.toString(random.nextInt(11));
  }

  /** Runs the task later on a virtual thread, since sending may wait for a connection. */
  Future<?> after(Duration delay, Runnable task) {
    return clock.schedule(
        () -> Thread.ofVirtual().name("sip-timer").start(task),
        delay.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  // ---- answers

  /** An answer with our tag and our product name. */
  SIPResponse response(SIPRequest request, int code, String reason, String localTag) {
    SIPResponse response = request.createResponse(code, reason.isEmpty() ? null : reason);
    if (code > 100 && response.getToTag() == null) {
      response.setToTag(localTag);
    }
    Headers.add(response, "Server", settings.userAgent());
    return response;
  }

  /** Sends by the transaction; false when the peer cannot be reached any more. */
  boolean send(ServerTransaction transaction, SIPResponse response) {
    try {
      transaction.sendResponse(response);
      return true;
    } catch (SipException | InvalidArgumentException failed) {
      counters.count(SipCounter.SEND_FAILED);
      log.debug("answer {} was not sent: {}", response.getStatusCode(), failed.toString());
      return false;
    }
  }

  /** Sends a copy of a 2xx past its transaction, which ended with the first (RFC 3261 13.3.1.4). */
  void sendAgain(@Nullable MessageChannel connection, SIPResponse response) {
    try {
      if (connection != null) {
        connection.sendMessage(response);
      } else {
        provider.sendResponse(response);
      }
      counters.count(SipCounter.RETRANSMITTED_200);
    } catch (SipException | IOException failed) {
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  /** Answers a request that belongs to no call. */
  void refuse(SIPRequest request, @Nullable ServerTransaction known, Refusal refusal) {
    SIPResponse response = response(request, refusal.code(), refusal.reason(), newTag());
    Headers.addAll(response, refusal.headers());
    reply(request, known, response);
  }

  /**
   * Answers by the request's transaction, so that copies of the request get copies of the answer.
   */
  void reply(SIPRequest request, @Nullable ServerTransaction known, SIPResponse response) {
    try {
      send(serverTransaction(request, known), response);
    } catch (TransactionAlreadyExistsException answeredBefore) {
      log.debug("{} was answered before", request.getMethod());
    } catch (SipException incomplete) {
      // JAIN-SIP makes no transaction for a request that lacks a header of its method, such as
      // Refer-To.
      replyStatelessly(response);
    }
  }

  private void replyStatelessly(SIPResponse response) {
    try {
      provider.sendResponse(response);
    } catch (SipException failed) {
      counters.count(SipCounter.SEND_FAILED);
    }
  }

  ServerTransaction serverTransaction(SIPRequest request, @Nullable ServerTransaction known)
      throws SipException {
    return known != null ? known : provider.getNewServerTransaction(request);
  }

  // ---- requests

  /** Our address as peers of this dialog can reach it (RFC 3261 8.1.1.8). */
  ContactHeader contact(InetAddress peer, SipTransport transport) {
    try {
      SipURI uri = uris.createSipURI("dialtree", bracketed(addresses.facing(peer)));
      uri.setPort(addresses.port());
      if (transport != SipTransport.UDP) {
        uri.setTransportParam(transport.token());
      }
      return headers.createContactHeader(uris.createAddress(uri));
    } catch (ParseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String addressFacing(InetAddress peer) {
    return addresses.facing(peer);
  }

  static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** A request inside a dialog (RFC 3261 12.2.1.1); its route is the dialog's. */
  SIPRequest request(Dialog dialog, String method, long cseq) {
    SIPRequest request = request(dialog, method, cseq, dialog.remoteTarget());
    for (Address route : dialog.routes()) {
      request.addHeader((Header) headers.createRouteHeader(route));
    }
    // A route without lr is handled by the router: it becomes the Request-URI and the target goes
    // last.
    if (dialog.usesPeerConnection()) {
      request.setApplicationData(hop(dialog, dialog.peer.getAddress(), dialog.peer.getPort()));
    } else {
      dialog
          .nextHop()
          .filter(uri -> !isLiteral(uri.getHost()))
          .ifPresent(uri -> request.setApplicationData(hopByName(dialog, uri)));
    }
    return request;
  }

  /** Asks for the address of the dialog's next hop, so that it is known when we have to send. */
  void prepare(Dialog dialog) {
    dialog
        .nextHop()
        .ifPresent(uri -> {
          var _ = names.known(uri.getHost());
        });
  }

  /** A name nobody could tell us yet is taken for the host that speaks to us. */
  private Hop hopByName(Dialog dialog, SipURI uri) {
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return names
        .known(uri.getHost())
        .map(address -> hop(dialog, address, port))
        .orElseGet(() -> hop(dialog, dialog.peer.getAddress(), dialog.peer.getPort()));
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+") || host.contains(":");
  }

  private static Hop hop(Dialog dialog, InetAddress address, int port) {
    return new HopImpl(address.getHostAddress(), port, dialog.transport.token());
  }

  SIPRequest request(Dialog dialog, String method, long cseq, URI target) {
    try {
      ViaHeader via =
          headers.createViaHeader(
              bracketed(addresses.facing(dialog.peer.getAddress())),
              addresses.port(),
              dialog.transport.token(),
              null);
      via.setRPort();
      SIPRequest request =
          (SIPRequest)
              messages.createRequest(
                  (URI) target.clone(),
                  method,
                  headers.createCallIdHeader(dialog.callId),
                  headers.createCSeqHeader(cseq, method),
                  headers.createFromHeader(dialog.local, dialog.localTag),
                  headers.createToHeader(dialog.remote, dialog.remoteTag().orElse(null)),
                  List.of(via),
                  headers.createMaxForwardsHeader(MAX_FORWARDS));
      Headers.add(request, "User-Agent", settings.userAgent());
      return request;
    } catch (ParseException | InvalidArgumentException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Sends a request; the exchange hears of every answer. Tries the routed way when the peer's
   * connection is gone.
   */
  Optional<ClientTransaction> send(SIPRequest request, Exchange exchange) {
    try {
      return Optional.of(transmit(request, exchange));
    } catch (SipException failed) {
      if (request.getApplicationData() instanceof Hop tried && goesElsewhere(request, tried)) {
        request.getTopmostVia().removeParameter("branch");
        return send(request, exchange);
      }
      counters.count(SipCounter.SEND_FAILED);
      log.debug("{} was not sent: {}", request.getMethod(), failed.toString());
      return Optional.empty();
    }
  }

  /** Points the request to where its route leads; false when that was tried or is not known. */
  private boolean goesElsewhere(SIPRequest request, Hop tried) {
    URI next =
        request.getRouteHeaders() == null
            ? request.getRequestURI()
            : ((RouteHeader) request.getRouteHeaders().getFirst()).getAddress().getURI();
    if (!(next instanceof SipURI uri) || isLiteral(uri.getHost())) {
      request.setApplicationData(null);
      return true;
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    Optional<String> address = names.known(uri.getHost()).map(InetAddress::getHostAddress);
    address.ifPresent(
        host -> request.setApplicationData(new HopImpl(host, port, tried.getTransport())));
    return address.isPresent()
        && !(address.get().equals(tried.getHost()) && port == tried.getPort());
  }

  private ClientTransaction transmit(SIPRequest request, Exchange exchange) throws SipException {
    ClientTransaction transaction = provider.getNewClientTransaction(request);
    transaction.setApplicationData(exchange);
    if (transaction instanceof ClientTransactionExt ext) {
      ext.setNotifyOnRetransmit(false);
    }
    transaction.sendRequest();
    return transaction;
  }

  /** Sends an ACK to a 2xx, which is no transaction (RFC 3261 13.2.2.4). */
  void sendAck(SIPRequest ack) {
    try {
      provider.sendRequest(ack);
    } catch (SipException failed) {
      counters.count(SipCounter.SEND_FAILED);
    }
  }
}
