package io.dialtree.sip.guard;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.dialtree.sip.endpoint.SipCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Set;

/**
 * One peer on the UDP socket. Immutable and made per message, so what it says about the source
 * stays true.
 */
final class GuardUdpChannel extends MessageChannel
    implements RawMessageChannel, ParseExceptionListener {
  /**
   * Headers without which a message has no meaning; a broken one of another kind is set aside
   * unread.
   */
  private static final Set<Class<?>> VITAL =
      Set.of(
          From.class,
          To.class,
          CSeq.class,
          Via.class,
          CallID.class,
          ContentLength.class,
          RequestLine.class,
          StatusLine.class);

  private final GuardUdpProcessor processor;
  private final InetSocketAddress peer;

  GuardUdpChannel(GuardUdpProcessor processor, InetSocketAddress peer) {
    this.processor = processor;
    this.messageProcessor = processor;
    this.peer = peer;
  }

  void receive(byte[] bytes, MessageParser parser) throws Exception {
    SIPMessage message = parser.parseSIPMessage(bytes, true, false, this);
    if (message == null
        || message.getTopmostVia() == null
        || message.getCSeq() == null
        || message.getCallId() == null) {
      return;
    }
    if (message instanceof SIPRequest) {
      Via via = message.getTopmostVia();
      if (!"UDP".equalsIgnoreCase(via.getTransport())) {
        // The answer would travel by the transport the Via names, to a port nobody listens on or to
        // a victim.
        processor.guard().counters().count(SipCounter.DROPPED_MALFORMED);
        return;
      }
      // RFC 3581 4: both parameters when rport was asked for. Received is always right, and keeps
      // the answer from a name look-up.
      via.setParameter(Via.RECEIVED, peer.getAddress().getHostAddress());
      if (via.hasParameter(Via.RPORT)) {
        via.setParameter(Via.RPORT, Integer.toString(peer.getPort()));
      }
    }
    processMessage(message);
  }

  @Override
  public void processMessage(SIPMessage message) throws Exception {
    message.setRemoteAddress(peer.getAddress());
    message.setRemotePort(peer.getPort());
    message.setLocalAddress(processor.getIpAddress());
    message.setLocalPort(processor.getPort());
    message.setPeerPacketSourceAddress(peer.getAddress());
    message.setPeerPacketSourcePort(peer.getPort());
    if (message instanceof SIPRequest request) {
      serve(request);
    } else if (message instanceof SIPResponse response) {
      hear(response);
    }
  }

  private void serve(SIPRequest request) {
    ServerRequestInterface server = getSIPStack().newSIPServerRequest(request, this);
    if (server == null) {
      return;
    }
    try {
      server.processRequest(request, this);
    } finally {
      release(server);
    }
  }

  private void hear(SIPResponse response) throws ParseException {
    response.checkHeaders();
    ServerResponseInterface client = getSIPStack().newSIPServerResponse(response, this);
    if (client == null) {
      return;
    }
    try {
      client.processResponse(response, this);
    } finally {
      release(client);
    }
  }

  /** JAIN-SIP holds a lock per transaction; it is ours to open when no listener was called. */
  private static void release(Object side) {
    if (side instanceof SIPTransaction transaction && !transaction.passToListener()) {
      transaction.releaseSem();
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // The signature is JAIN-SIP's.
  public void handleException(
      ParseException problem, SIPMessage message, Class headerClass, String header, String text)
      throws ParseException {
    if (headerClass != null && VITAL.contains(headerClass)) {
      throw problem;
    }
    message.addUnparsed(header);
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    if (message instanceof SIPResponse) {
      restoreBranch(message);
    }
    processor.send(message.encodeAsBytes("udp"), peer);
    message.setRemoteAddress(peer.getAddress());
    message.setRemotePort(peer.getPort());
  }

  private static void restoreBranch(SIPMessage response) throws IOException {
    try {
      OldBranch.restore(response.getTopmostVia());
    } catch (ParseException impossible) {
      throw new IOException(impossible);
    }
  }

  @Override
  protected void sendMessage(byte[] message, InetAddress receiver, int port, boolean reconnect)
      throws IOException {
    processor.send(message, new InetSocketAddress(receiver, port));
  }

  @Override
  public void close() {
    // The socket belongs to the processor.
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return processor.getSIPStack();
  }

  @Override
  public String getTransport() {
    return "udp";
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String getPeerAddress() {
    return peer.getAddress().getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return peer.getAddress();
  }

  @Override
  protected String getPeerProtocol() {
    return "udp";
  }

  @Override
  public int getPeerPort() {
    return peer.getPort();
  }

  @Override
  public int getPeerPacketSourcePort() {
    return peer.getPort();
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return peer.getAddress();
  }

  @Override
  public String getKey() {
    return getKey(peer.getAddress(), peer.getPort(), "udp");
  }

  @Override
  public String getViaHost() {
    return processor.getIpAddress().getHostAddress();
  }

  @Override
  public int getViaPort() {
    return processor.getPort();
  }
}
