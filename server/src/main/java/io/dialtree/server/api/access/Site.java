package io.dialtree.server.api.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What counts as one client where clients are limited by their addresses. */
public final class Site {
  private static final int IPV6_BYTES = 16;
  private static final int SITE_BYTES = 8;

  private Site() {}

  /**
   * The address itself for IPv4, its /64 for IPv6: one customer of an IPv6 network has that many
   * addresses at least (RFC 6177).
   */
  public static InetAddress of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(
          Arrays.copyOf(Arrays.copyOf(address.getAddress(), SITE_BYTES), IPV6_BYTES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
