package io.dialtree.server.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Which servers may be asked. An address inside one's own network is refused unless that was
 * allowed: an address in a flow must not become a way into machines that trust this one.
 *
 * @param privateNetworks whether loopback, link-local and private addresses are allowed
 */
public record Destinations(boolean privateNetworks) {
  /**
   * Empty when the server may be asked, else why not. Resolves the name, so it may block. The JDK
   * keeps what it resolved for some seconds, so the request that follows goes where this looked.
   */
  String refusal(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      return "the address has no host";
    }
    if (privateNetworks) {
      return "";
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return host
              + " is in a private network; the setting http-step-private: allow permits that";
        }
      }
      return "";
    } catch (UnknownHostException _) {
      return host + " cannot be resolved";
    }
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal(address.getAddress())
        || isShared(address.getAddress())
        || isTranslated(address.getAddress());
  }

  /** RFC 4193: fc00::/7. */
  private static boolean isUniqueLocal(byte[] bytes) {
    return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
  }

  /** RFC 6598: 100.64.0.0/10; and 0.0.0.0/8. */
  private static boolean isShared(byte[] bytes) {
    return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xC0) == 64));
  }

  /** RFC 6052: 64:ff9b::/96 leads to any IPv4 address, private ones too. */
  private static boolean isTranslated(byte[] bytes) {
    return bytes.length == 16
        && bytes[0] == 0
        && bytes[1] == 0x64
        && bytes[2] == (byte) 0xFF
        && bytes[3] == (byte) 0x9B;
  }
}
