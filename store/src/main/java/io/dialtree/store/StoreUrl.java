package io.dialtree.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a PostgreSQL store is. Its text form never shows the password.
 *
 * @param jdbcUrl without user and password
 * @param user empty when the URL names none
 * @param password empty when the URL names none
 */
public record StoreUrl(String jdbcUrl, String user, String password) {
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads {@code postgresql://user:password@host:port/database?parameters}; empty when it is not of
   * that form.
   */
  public static Optional<StoreUrl> parse(String text) {
    try {
      URI uri = new URI(text.replaceFirst("^postgres:", "postgresql:"));
      String path = uri.getPath();
      if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || path.length() < 2) {
        return Optional.empty();
      }
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
      String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
      return Optional.of(
          new StoreUrl(jdbc, decoded(login[0]), login.length > 1 ? decoded(login[1]) : ""));
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("\\?.*", "");
  }
}
