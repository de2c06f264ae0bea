package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree hangup CALL}: ends one call. */
@Command(name = "hangup", description = "Ends a running call.", mixinStandardHelpOptions = true)
final class HangupCommand extends ServerCommand {
  @Parameters(paramLabel = "CALL", description = "its SIP Call-ID, as \"dialtree calls\" has it")
  private String call = "";

  @Override
  JsonNode ask(ServerClient client) throws IOException, InterruptedException {
    return client.ask("DELETE", "/calls/" + ServerClient.segment(call));
  }

  @Override
  String text(JsonNode answer) {
    return "hanging up " + call + System.lineSeparator();
  }
}
