package io.dialtree.server.dial;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Finds the address this machine uses towards another. */
final class LocalRoute {
  private LocalRoute() {}

  /** Asks the routing table; sends nothing. */
  static InetAddress towards(InetSocketAddress target) throws IOException {
    if (target.getAddress().isLoopbackAddress()) {
      return InetAddress.getByName(
          target.getAddress().getAddress().length == 4 ? "127.0.0.1" : "::1");
    }
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(target);
      return probe.getLocalAddress();
    }
  }
}
