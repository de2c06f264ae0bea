package io.dialtree.sip.guard;

import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.dialtree.sip.endpoint.SipCounters;

/** Gives every worker and connection its own {@link StrictParser}. */
public final class StrictParserFactory implements MessageParserFactory {
  private final SipCounters counters;

  /** A factory whose parsers count what they refuse. */
  public StrictParserFactory(SipCounters counters) {
    this.counters = counters;
  }

  @Override
  public MessageParser createMessageParser(SIPTransactionStack stack) {
    return new StrictParser(counters);
  }
}
