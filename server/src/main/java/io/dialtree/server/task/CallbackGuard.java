package io.dialtree.server.task;

import io.dialtree.config.settings.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether a URL that a client gave may be called. Whoever may write such a URL could otherwise
 * make this server talk to its own neighbours, so only public addresses are allowed, and those the
 * operator lists. Thread-safe; asks the name server.
 */
public final class CallbackGuard {
  /** Special purpose addresses (RFC 6890) that the Java library has no question for. */
  private static final List<Cidr> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7")
          .map(text -> Cidr.parse(text).orElseThrow())
          .toList();

  private final List<Cidr> allowed;
  private final NameService names;

  /**
   * A guard.
   *
   * @param allowed ranges that may be called although they are not public
   */
  public CallbackGuard(List<Cidr> allowed, NameService names) {
    this.allowed = List.copyOf(allowed);
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
    /** It may be called, there. */
    record Allowed(InetAddress address) implements Verdict {}

    /** It must not be called. */
    record Blocked(String reason) implements Verdict {}

    /** Nobody knows the name, perhaps for a moment only. */
    record Unknown(String reason) implements Verdict {}
  }

  /** Whether this URL may be called now. All addresses of its host must be allowed. */
  public Verdict check(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (!(scheme.equals("http") || scheme.equals("https")) || host == null) {
      return new Verdict.Blocked("only http and https URLs are called");
    }
    if (url.getRawUserInfo() != null) {
      return new Verdict.Blocked("a URL must not carry a user");
    }
    try {
      return check(names.addresses(host));
    } catch (UnknownHostException _) {
      return new Verdict.Unknown("nobody knows the host " + host);
    }
  }

  /** Why this URL can never be called, as far as that is known without asking anybody. */
  public Optional<String> objection(URI url) {
    String host = url.getHost();
    boolean isLiteral =
        host != null && (host.startsWith("[") || host.matches("[0-9.]+") || isLocalName(host));
    return isLiteral && check(url) instanceof Verdict.Blocked(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private static boolean isLocalName(String host) {
    return host.equalsIgnoreCase("localhost");
  }

  private Verdict check(InetAddress[] addresses) {
    for (InetAddress address : addresses) {
      if (!isAllowed(address)) {
        return new Verdict.Blocked(
            address.getHostAddress()
                + " is no public address; the setting callbacks-allow lists"
                + " the others that may be called");
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
