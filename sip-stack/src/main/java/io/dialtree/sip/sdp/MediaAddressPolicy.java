package io.dialtree.sip.sdp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Where media may be sent. An SDP can name any address, and an audio stream to a stranger is an
 * attack on him.
 */
public interface MediaAddressPolicy {
  /** Below this are services of the operating system. */
  int LOWEST_PORT = 1024;

  /** Why nothing may be sent there, or empty. */
  Optional<String> problem(InetAddress address, int port);

  /**
   * The policy for a call that was signalled from this source.
   *
   * @param signallingSource loopback media is accepted from loopback signalling only
   * @param forbiddenPorts our own SIP and HTTP ports
   */
  static MediaAddressPolicy forSource(InetAddress signallingSource, Set<Integer> forbiddenPorts) {
    Set<Integer> forbidden = Set.copyOf(forbiddenPorts);
    return (address, port) -> {
      if (port < LOWEST_PORT || forbidden.contains(port)) {
        return Optional.of("port " + port + " is not for media");
      }
      return addressProblem(address, signallingSource.isLoopbackAddress())
          .map(why -> address.getHostAddress() + " " + why);
    };
  }

  private static Optional<String> addressProblem(InetAddress address, boolean loopbackAllowed) {
    if (address.isLoopbackAddress() && !loopbackAllowed) {
      return Optional.of("is a loopback address");
    }
    if (address.isMulticastAddress() || isBroadcast(address)) {
      return Optional.of("is a group address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("is a link-local address");
    }
    if (address.isAnyLocalAddress() || isThisNetwork(address)) {
      return Optional.of("is no host");
    }
    return Optional.empty();
  }

  private static boolean isBroadcast(InetAddress address) {
    return address instanceof Inet4Address && address.getHostAddress().equals("255.255.255.255");
  }

  private static boolean isThisNetwork(InetAddress address) {
    return address instanceof Inet4Address && address.getAddress()[0] == 0;
  }
}
