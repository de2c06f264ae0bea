package io.dialtree.sip.endpoint;

import java.net.InetSocketAddress;

/**
 * The endpoint could not start; the message names the transport, the address and the cause in one
 * sentence.
 */
public final class SipStartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final SipTransport transport;
  private final transient InetSocketAddress address;
  private final boolean occupied;

  /** Says which socket could not be opened and whether somebody else holds it. */
  public SipStartFailure(
      SipTransport transport,
      InetSocketAddress address,
      boolean occupied,
      String message,
      Throwable cause) {
    super(message, cause);
    this.transport = transport;
    this.address = address;
    this.occupied = occupied;
  }

  /** The transport that failed. */
  public SipTransport transport() {
    return transport;
  }

  /** The address that was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  /** True when another program holds the port. */
  public boolean occupied() {
    return occupied;
  }
}
