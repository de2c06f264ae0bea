package io.dialtree.sip.endpoint;

import java.util.Locale;

/** How a SIP message travels. */
public enum SipTransport {
  /** Datagrams; lost messages are sent again by the SIP layer. */
  UDP,
  /** A connection; only 2xx answers are repeated (RFC 3261 13.3.1.4). */
  TCP;

  /** The lower-case word used in URIs and logs. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The transport of a Via or URI parameter; anything unknown counts as UDP, the default of RFC
   * 3261 19.1.1.
   */
  public static SipTransport of(String token) {
    return "tcp".equalsIgnoreCase(token) ? TCP : UDP;
  }
}
