package io.dialtree.server.serve;

import java.util.Optional;

/**
 * How a server is started, besides its configuration.
 *
 * @param demo true adds the demo's own numbers
 * @param adminToken the administrator's, empty to keep one in the data folder
 * @param stop ends the program in its own time, as a signal would; returns at once
 */
public record Startup(boolean demo, Optional<String> adminToken, Runnable stop) {
  /** Without the token. */
  @Override
  public String toString() {
    return "Startup[demo=" + demo + "]";
  }
}
