package io.dialtree.sip.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A block of source addresses in CIDR form, as {@code 192.0.2.0/24} or {@code ::1/128}.
 *
 * @param network the first address of the block; bits behind the prefix do not matter
 * @param prefixBits 0..32 for IPv4, 0..128 for IPv6
 */
public record SourceRange(InetAddress network, int prefixBits) {

  public SourceRange {
    if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix /" + prefixBits + " does not fit " + network.getHostAddress());
    }
  }

  /** Reads an address or a CIDR block; names are refused because they would need DNS. */
  public static Optional<SourceRange> parse(String text) {
    String[] parts = text.strip().split("/", 2);
    if (!parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(parts[0]);
      int bits = address.getAddress().length * 8;
      int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      return prefix < 0 || prefix > bits
          ? Optional.empty()
          : Optional.of(new SourceRange(address, prefix));
    } catch (UnknownHostException | NumberFormatException notARange) {
      return Optional.empty();
    }
  }

  /** True when the address lies in the block; addresses of the other family never do. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int mask = (0xFF00 >> (prefixBits % 8)) & 0xFF;
    return mask == 0 || (mine[whole] & mask) == (other[whole] & mask);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
