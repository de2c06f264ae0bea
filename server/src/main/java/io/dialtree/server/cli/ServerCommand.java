package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks a running server and prints the answer. */
abstract class ServerCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "the server's own JSON instead of lines for people")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Optional<ServerAccess> access = server.access();
    if (access.isEmpty()) {
      return ExitCode.USAGE;
    }
    try {
      JsonNode answer = ask(new ServerClient(access.get()));
      System.out.print(json ? answer.toPrettyString() + System.lineSeparator() : text(answer));
      return ExitCode.OK;
    } catch (IOException e) {
      System.err.println("dialtree: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  /** Asks the server. */
  abstract JsonNode ask(ServerClient client) throws IOException, InterruptedException;

  /** The answer for people, each line ended. */
  abstract String text(JsonNode answer);
}
