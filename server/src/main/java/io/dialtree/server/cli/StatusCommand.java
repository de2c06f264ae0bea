package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.server.status.ServerStatus;
import io.dialtree.server.status.StatusPage;
import io.dialtree.server.status.StatusRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the server's data folder, for admin.token; else the setting data")
  private @Nullable Path data;

  @Option(names = "--json", description = "one JSON object instead of a page")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    Optional<ServerAccess> access = ServerAccess.of(config, http, data);
    if (access.isEmpty()) {
      return ExitCode.USAGE;
    }
    try {
      ServerStatus status = StatusRequest.ask(access.get().url(), access.get().token());
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
}
