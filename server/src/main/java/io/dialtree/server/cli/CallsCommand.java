package io.dialtree.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code dialtree calls}: the calls that run. */
@Command(
    name = "calls",
    description = "Lists the calls of a running server.",
    mixinStandardHelpOptions = true)
final class CallsCommand extends ServerCommand {
  @Override
  JsonNode ask(ServerClient client) throws IOException, InterruptedException {
    return client.ask("GET", "/calls");
  }

  @Override
  String text(JsonNode answer) {
    JsonNode calls = answer.path("calls");
    StringBuilder text = new StringBuilder();
    for (JsonNode call : calls) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24.24s  %-16s -> %-16s  %-24s  %s%n",
              call.path("start").asText(),
              call.path("from").asText(),
              call.path("to").asText(),
              call.path("node").asText(),
              call.path("call_id").asText()));
    }
    return text.append(calls.size()).append(" call(s)").append(System.lineSeparator()).toString();
  }
}
