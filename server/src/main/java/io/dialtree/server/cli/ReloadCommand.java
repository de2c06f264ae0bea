package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code dialtree reload}: has the configuration folder read again. */
@Command(
    name = "reload",
    description = "Has a running server read its configuration folder again.",
    mixinStandardHelpOptions = true)
final class ReloadCommand extends ServerCommand {
  @Override
  JsonNode ask(ServerClient client) throws IOException, InterruptedException {
    return client.ask("POST", "/server/reload");
  }

  @Override
  String text(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    for (JsonNode finding : answer.path("findings")) {
      text.append(finding.path("file").asText())
          .append(finding.has("line") ? ":" + finding.path("line").asInt() : "")
          .append(": ")
          .append(finding.path("severity").asText())
          .append(": ")
          .append(finding.path("key").asText())
          .append(": ")
          .append(finding.path("message").asText())
          .append(System.lineSeparator());
    }
    for (JsonNode file : answer.path("kept_files")) {
      text.append(file.asText())
          .append(": its last good version goes on")
          .append(System.lineSeparator());
    }
    return text.append(answer.path("documents").asInt())
        .append(" document(s), ")
        .append(answer.path("changed").asInt())
        .append(" changed")
        .append(System.lineSeparator())
        .toString();
  }
}
