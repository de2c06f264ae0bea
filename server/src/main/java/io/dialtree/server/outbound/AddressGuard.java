package io.dialtree.server.outbound;

import io.dialtree.config.settings.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether a URL that somebody else wrote may be asked, and at which address. Whoever may write
 * such a URL could otherwise make this server talk to its own neighbours, so only public addresses
 * are allowed, and those the operator lists. What is allowed is an address, not a name: whoever
 * connects goes there and looks nothing up again, so that no spelling of an address and no change
 * of a name gets round this. Thread-safe; asks the name server, so it may block.
 */
public final class AddressGuard {
  /** Special purpose addresses (RFC 6890) that the Java library has no question for. */
  private static final List<Cidr> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7")
          .map(text -> Cidr.parse(text).orElseThrow())
          .toList();

  private final List<Cidr> allowed;
  private final String setting;
  private final NameService names;

  /**
   * A guard.
   *
   * @param allowed ranges that may be asked although they are not public
   * @param setting the key that lists them, for messages
   */
  public AddressGuard(List<Cidr> allowed, String setting, NameService names) {
    this.allowed = List.copyOf(allowed);
    this.setting = setting;
    this.names = names;
  }

  /** Looks names up. */
  @FunctionalInterface
  public interface NameService {
    /** All addresses of a name or of a literal. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** What the guard says. */
  public sealed interface Verdict {
    /** It may be asked, there. */
    record Allowed(InetAddress address) implements Verdict {}

    /** It must not be asked. */
    record Blocked(String reason) implements Verdict {}

    /** Nobody knows the name, perhaps for a moment only. */
    record Unknown(String reason) implements Verdict {}
  }

  /** Whether this URL may be asked now. All addresses of its host must be allowed. */
  public Verdict check(URI url) {
    Optional<String> wrong = wrongShape(url);
    if (wrong.isPresent()) {
      return new Verdict.Blocked(wrong.get());
    }
    try {
      return check(names.addresses(url.getHost()));
    } catch (UnknownHostException _) {
      return new Verdict.Unknown("nobody knows the host " + url.getHost());
    }
  }

  /** Why this URL can never be asked, as far as that is known without asking anybody. */
  public Optional<String> objection(URI url) {
    return wrongShape(url)
        .or(() ->
            isLiteral(url.getHost()) && check(url) instanceof Verdict.Blocked(String reason)
                ? Optional.of(reason)
                : Optional.empty());
  }

  private static Optional<String> wrongShape(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      return Optional.of("only http and https URLs with a host are asked");
    }
    return url.getRawUserInfo() == null
        ? Optional.empty()
        : Optional.of("a URL must not carry a user");
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+") || host.equalsIgnoreCase("localhost");
  }

  private Verdict check(InetAddress[] addresses) {
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        return new Verdict.Blocked(
            address.getHostAddress()
                + " is no public address; the setting "
                + setting
                + " lists the others that may be asked");
      }
    }
    return new Verdict.Allowed(addresses[0]);
  }

  private boolean isAllowed(InetAddress address) {
    return isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && SPECIAL.stream().noneMatch(range -> range.contains(address));
  }
}
