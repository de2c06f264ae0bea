package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree show CALL}: everything about one call. */
@Command(
    name = "show",
    description = "Shows a call that runs, or ended lately.",
    mixinStandardHelpOptions = true)
final class ShowCommand extends ServerCommand {
  @Parameters(paramLabel = "CALL", description = "its SIP Call-ID, as \"dialtree calls\" has it")
  private String call = "";

  @Override
  JsonNode ask(ServerClient client) throws IOException, InterruptedException {
    return client.ask("GET", "/calls/" + ServerClient.segment(call));
  }

  @Override
  String text(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    answer
        .properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          text.append(String.format(Locale.ROOT, "%-12s  ", entry.getKey()))
              .append(value.isValueNode() ? value.asText() : value.toString())
              .append(System.lineSeparator());
        });
    return text.toString();
  }
}
