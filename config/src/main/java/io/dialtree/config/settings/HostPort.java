package io.dialtree.config.settings;

import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host literal address or name, without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
public record HostPort(String host, int port) {
  /** Reads {@code host:port} or {@code [v6]:port}; empty when it is neither. */
  public static Optional<HostPort> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    boolean valid = bracketed ? bare.matches("[0-9A-Fa-f:.]+") : bare.matches("[A-Za-z0-9.-]+");
    return valid && port <= 65535 ? Optional.of(new HostPort(bare, port)) : Optional.empty();
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
