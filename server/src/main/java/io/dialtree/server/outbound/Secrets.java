package io.dialtree.server.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets of the server by name: {@code crm-token} is the environment variable {@code
 * DIALTREE_SECRET_CRM_TOKEN}.
 */
public final class Secrets {
  private static final String PREFIX = "DIALTREE_SECRET_";

  private final Map<String, String> environment;

  /** Secrets of this environment. */
  public Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The variable that holds a secret. */
  static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(variable(name)))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }

  @Override
  public String toString() {
    return "Secrets";
  }
}
