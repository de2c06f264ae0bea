package io.dialtree.server.api.access;

import io.dialtree.server.api.Params;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** How headers say who comes. */
public final class Schemes {
  private static final String TOKEN_ENDING = "/token";

  private Schemes() {}

  /** A header whose whole value is the token. */
  public static Optional<Presented> header(Params headers, String name) {
    return headers.first(name).map(String::strip).filter(it -> !it.isEmpty()).map(Presented::token);
  }

  /** {@code Authorization: Bearer TOKEN} (RFC 6750 2.1). */
  public static Optional<Presented> bearer(Params headers) {
    return authorization(headers, "bearer").map(Presented::token);
  }

  /**
   * {@code Authorization: Basic …} (RFC 7617): {@code user:password}, or {@code user/token:TOKEN}.
   */
  public static Optional<Presented> basic(Params headers) {
    return authorization(headers, "basic").flatMap(Schemes::decoded).flatMap(Schemes::pair);
  }

  /** Two headers with name and password. */
  public static Optional<Presented> headers(Params headers, String user, String password) {
    return headers
        .first(password)
        .filter(it -> !it.isEmpty())
        .map(secret -> new Presented(headers.first(user).orElse("").strip(), secret));
  }

  private static Optional<String> authorization(Params headers, String scheme) {
    return headers
        .first("Authorization")
        .map(String::strip)
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(scheme + " "))
        .map(value -> value.substring(scheme.length() + 1).strip());
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Presented> pair(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String name = text.substring(0, colon);
    String secret = text.substring(colon + 1);
    return Optional.of(
        name.endsWith(TOKEN_ENDING)
            ? new Presented(name.substring(0, name.length() - TOKEN_ENDING.length()), secret)
            : new Presented(name, secret));
  }
}
