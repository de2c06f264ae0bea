package io.dialtree.sip.endpoint;

import java.util.Locale;

/**
 * Everything the module counts, each with a sentence. Metrics and documentation are made from this
 * list.
 */
public enum SipCounter {
  RECEIVED_UDP("Datagrams that reached the SIP socket"),
  DROPPED_UNTRUSTED("Messages from sources nobody trusts; they get no answer"),
  DROPPED_OVERSIZE("Datagrams longer than the limit"),
  DROPPED_KEEPALIVE("Datagrams that are no SIP message: keepalives, STUN, garbage"),
  DROPPED_NO_CALL_ID("Datagrams without a Call-ID"),
  DROPPED_QUEUE_FULL("Datagrams refused because the workers are behind"),
  DROPPED_STALE("Datagrams that waited too long in the queue to be worth an answer"),
  DROPPED_MALFORMED("Messages that did not parse"),
  WORKER_ERRORS("Errors a UDP worker survived"),
  TCP_REFUSED("TCP connections closed at once because of their source or their number"),
  SEND_FAILED("Messages that could not be sent"),
  CALLS_IN("INVITEs that became a call"),
  CALLS_OUT("Calls we made"),
  CALLS_ANSWERED("Calls that got a 200 from either side"),
  CALLS_REFUSED_OVERLOAD("INVITEs refused with 503 while full or draining"),
  MERGED("INVITEs that came twice by different ways and got 482"),
  ACK_TIMEOUTS("Calls ended because the ACK never came"),
  RETRANSMITTED_200("Copies of a 200 sent because its ACK was late"),
  STRAY_IN_DIALOG("In-dialog requests for calls we do not have, or from a third address"),
  INTERNAL_ERRORS("Exceptions in a handler, answered with 500");

  private final String meaning;

  SipCounter(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The stable name in metrics, as {@code dropped_untrusted}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
