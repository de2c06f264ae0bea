package io.dialtree.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command speaks to. */
final class ServerOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the folder the server runs with, for its http address and data folder")
  private @Nullable Path config;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "where the server's HTTP listens; else the setting http, 127.0.0.1:8080")
  private @Nullable String http;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the server's data folder, for admin.token; else the setting data")
  private @Nullable Path data;

  /** Empty after telling what is wrong with the settings. */
  Optional<ServerAccess> access() {
    return ServerAccess.of(config, http, data);
  }
}
