package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code dialtree drain}: stops a server in its own time. */
@Command(
    name = "drain",
    description = "Has a running server take no new calls, let the running ones end, and stop.",
    mixinStandardHelpOptions = true)
final class DrainCommand extends ServerCommand {
  @Override
  JsonNode ask(ServerClient client) throws IOException, InterruptedException {
    return client.ask("POST", "/server/drain");
  }

  @Override
  String text(JsonNode answer) {
    return "draining; " + answer.path("calls").asInt() + " call(s) run" + System.lineSeparator();
  }
}
