package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.HostPort;
import io.dialtree.server.api.access.AdminToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a command reaches the running server.
 *
 * @param url without a slash at its end
 * @param token the administrator's, from the environment or the data folder; empty when there is
 *     none
 */
record ServerAccess(String url, Optional<String> token) {
  /**
   * As the folder's settings say, where the options do not; empty after telling what is wrong with
   * them.
   */
  static Optional<ServerAccess> of(
      @Nullable Path config, @Nullable String http, @Nullable Path data) {
    Map<String, List<String>> overrides = new LinkedHashMap<>();
    if (http != null) {
      overrides.put("http", List.of(http));
    }
    if (data != null) {
      overrides.put("data", List.of(data.toString()));
    }
    LoadedConfig loaded = Configurations.load(config, overrides);
    if (loaded.settingsRefused()) {
      Configurations.print(loaded.findings(), System.err);
      return Optional.empty();
    }
    return Optional.of(
        new ServerAccess(url(loaded.settings().http().listen()), token(loaded.settings().data())));
  }

  /** A server that listens on every address is asked on this machine's own. */
  private static String url(HostPort listen) {
    String host =
        switch (listen.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> listen.host();
        };
    return "http://" + new HostPort(host, listen.port());
  }

  private static Optional<String> token(Path data) {
    Optional<String> given =
        Optional.ofNullable(System.getenv(AdminToken.VARIABLE))
            .map(String::strip)
            .filter(token -> !token.isEmpty());
    try {
      return given.isPresent() ? given : AdminToken.read(data);
    } catch (IOException e) {
      System.err.println("dialtree: " + e.getMessage() + ": cannot be read");
      return Optional.empty();
    }
  }
}
