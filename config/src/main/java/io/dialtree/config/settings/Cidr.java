package io.dialtree.config.settings;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 192.0.2.0/24}.
 *
 * @param network any address of the range
 * @param prefixBits 0 to 32, or to 128 for IPv6
 */
public record Cidr(InetAddress network, int prefixBits) {
  /** Two zero groups or more, with the colons round them. */
  private static final Pattern ZEROS = Pattern.compile("(?:^|(?<=[0-9a-f]):)0(?::0)+(?::|$)");

  /**
   * Reads a literal address with or without a prefix length; never asks a name server. Empty when
   * it is neither.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    if (slash >= 0 && !bits.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    return literal(address)
        .map(found ->
            new Cidr(found, slash < 0 ? found.getAddress().length * 8 : Integer.parseInt(bits)))
        .filter(cidr -> cidr.prefixBits <= cidr.network.getAddress().length * 8);
  }

  /**
   * True when the address lies in the range. An address of the other IP version never does.
   * Allocates the address.
   */
  public boolean contains(InetAddress address) {
    byte[] wanted = network.getAddress();
    byte[] found = address.getAddress();
    if (wanted.length != found.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((wanted[bit / 8] ^ found[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** As people write it; IPv6 in its short form (RFC 5952). */
  @Override
  public String toString() {
    return shortened(network.getHostAddress()) + "/" + prefixBits;
  }

  /** The JDK writes every group of IPv6; the longest run of zero groups becomes {@code ::}. */
  private static String shortened(String address) {
    String run =
        ZEROS
            .matcher(address)
            .results()
            .map(MatchResult::group)
            .reduce("", (one, other) -> other.length() > one.length() ? other : one);
    int at = address.indexOf(run);
    return run.isEmpty()
        ? address
        : address.substring(0, at) + "::" + address.substring(at + run.length());
  }

  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
