package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.settings.HostPort;
import io.dialtree.server.status.ServerStatus;
import io.dialtree.server.status.StatusPage;
import io.dialtree.server.status.StatusRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dialtree status}: asks a running server how it does. */
@Command(
    name = "status",
    description =
        "Asks a running server how it does. Exit code 0: it takes calls; 1: it does not; 2: nobody answers.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the folder the server runs with, for its http address")
  private @Nullable Path config;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "where the server's HTTP listens; else the setting http, 127.0.0.1:8080")
  private @Nullable String http;

  @Option(names = "--json", description = "one JSON object instead of a page")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    LoadedConfig loaded =
        Configurations.load(config, http == null ? Map.of() : Map.of("http", List.of(http)));
    if (loaded.settingsRefused()) {
      Configurations.print(loaded.findings(), System.err);
      return ExitCode.USAGE;
    }
    try {
      ServerStatus status = StatusRequest.ask(url(loaded.settings().http().listen()));
      System.out.print(
          json ? new ObjectMapper().writeValueAsString(status) + "\n" : StatusPage.of(status));
      return status.ready() ? ExitCode.OK : ExitCode.FAILURE;
    } catch (JsonProcessingException bug) {
      throw bug;
    } catch (IOException unreachable) {
      System.err.println("dialtree: " + unreachable.getMessage());
      return ExitCode.USAGE;
    }
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
}
