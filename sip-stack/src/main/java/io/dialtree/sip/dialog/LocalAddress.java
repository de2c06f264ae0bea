package io.dialtree.sip.dialog;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Which of our addresses a peer can reach. Any thread.
 *
 * @param bound what the sockets are bound to
 * @param advertise what the operator wants peers on other machines to see
 */
public record LocalAddress(InetSocketAddress bound, Optional<String> advertise) {

  /** The port of Contact and Via. */
  public int port() {
    return bound.getPort();
  }

  /** The host to name towards this peer: a peer on this machine never needs the advertised one. */
  public String facing(InetAddress peer) {
    InetAddress mine = bound.getAddress();
    if (!peer.isLoopbackAddress() && advertise.isPresent()) {
      return advertise.get();
    }
    return mine.isAnyLocalAddress() ? routeTo(peer).getHostAddress() : mine.getHostAddress();
  }

  /**
   * Asks the kernel which address it would send from; connecting a datagram socket sends nothing.
   */
  private InetAddress routeTo(InetAddress peer) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(peer, 5060));
      return probe.getLocalAddress();
    } catch (IOException | java.io.UncheckedIOException noRoute) {
      return bound.getAddress();
    }
  }
}
