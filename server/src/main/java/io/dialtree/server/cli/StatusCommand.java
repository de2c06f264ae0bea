package io.dialtree.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.server.status.ServerStatus;
import io.dialtree.server.status.StatusPage;
import io.dialtree.server.status.StatusRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dialtree status}: asks a running server how it does. */
@Command(
    name = "status",
    description =
        "Asks a running server how it does. Exit code 0: it takes calls; 1: it does not; 2: nobody answers.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "one JSON object instead of a page")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    Optional<ServerAccess> access = server.access();
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
