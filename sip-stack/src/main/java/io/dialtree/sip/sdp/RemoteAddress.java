package io.dialtree.sip.sdp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Finds out where a media line wants its packets, and whether they may go there. */
final class RemoteAddress {
  /** The address, or the reason why not. */
  sealed interface Result {
    record Usable(InetSocketAddress rtp, InetSocketAddress rtcp, boolean hold) implements Result {}

    record Refused(String slug, String why) implements Result {}
  }

  private final SessionDescription peer;
  private final SdpMedia line;
  private final LocalMedia local;
  private final MediaAddressPolicy policy;

  RemoteAddress(
      SessionDescription peer, SdpMedia line, LocalMedia local, MediaAddressPolicy policy) {
    this.peer = peer;
    this.line = line;
    this.local = local;
    this.policy = policy;
  }

  Result find() {
    Optional<SdpConnection> connection = peer.connection(line);
    if (connection.isEmpty()) {
      return new Result.Refused("no-media-address", "no c= line");
    }
    Optional<InetAddress> address = literal(connection.get().address());
    if (address.isEmpty()) {
      // A name would need a look-up, which blocks and can be pointed anywhere later.
      return new Result.Refused("media-address-is-a-name", "c= has to be an address");
    }
    if (address.get() instanceof Inet4Address == (local.address().indexOf(':') >= 0)) {
      return new Result.Refused(
          "address-family", "this side has no " + connection.get().addressType());
    }
    // RFC 3264 8.4: 0.0.0.0 is how old phones say hold.
    boolean hold = address.get().isAnyLocalAddress();
    Optional<String> problem = hold ? Optional.empty() : policy.problem(address.get(), line.port());
    return problem.isPresent()
        ? new Result.Refused("media-address-refused", problem.get())
        : usable(address.get(), hold);
  }

  private Result usable(InetAddress address, boolean hold) {
    InetSocketAddress next = new InetSocketAddress(address, Math.min(line.port() + 1, 65535));
    InetSocketAddress rtcp =
        line.attribute("rtcp").flatMap(value -> rtcp(value, address)).orElse(next);
    return new Result.Usable(new InetSocketAddress(address, line.port()), rtcp, hold);
  }

  /** RFC 3605: {@code a=rtcp:port} with an optional address, if it may be sent to. */
  private Optional<InetSocketAddress> rtcp(String value, InetAddress rtpAddress) {
    String[] words = value.split(" +", -1);
    if (!words[0].matches("[0-9]{1,5}") || Integer.parseInt(words[0]) > 65535) {
      return Optional.empty();
    }
    int port = Integer.parseInt(words[0]);
    Optional<InetAddress> address = words.length == 4 ? literal(words[3]) : Optional.of(rtpAddress);
    return address
        .filter(a -> a instanceof Inet4Address == rtpAddress instanceof Inet4Address)
        .filter(a -> a.isAnyLocalAddress() || policy.problem(a, port).isEmpty())
        .map(a -> new InetSocketAddress(a, port));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }
}
