package io.dialtree.sip.guard;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Puts our UDP processor in front of JAIN-SIP; connections keep the stack's blocking processors
 * behind {@link GuardNetworkLayer}.
 */
public final class GuardFactory implements MessageProcessorFactory {
  private final SourceGuard guard;
  private final OIOMessageProcessorFactory connections = new OIOMessageProcessorFactory();

  /** A factory whose processors ask this guard. */
  public GuardFactory(SourceGuard guard) {
    this.guard = guard;
  }

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    return transport.equalsIgnoreCase("udp")
        ? new GuardUdpProcessor(stack, address, port, guard)
        : connections.createMessageProcessor(stack, address, port, transport);
  }
}
