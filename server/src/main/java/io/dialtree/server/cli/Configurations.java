package io.dialtree.server.cli;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads the folder that was named, or the demo inside the jar. */
final class Configurations {
  private Configurations() {}

  static LoadedConfig load(@Nullable Path folder, Map<String, List<String>> overrides) {
    return folder == null
        ? ConfigFolder.loadDemo(System.getenv(), overrides)
        : ConfigFolder.load(folder, System.getenv(), overrides);
  }

  /** The flow of that id or number, or the only one. */
  static Optional<FlowChoice> choose(LoadedConfig loaded, @Nullable String flow) {
    FlowBook book = loaded.flows();
    if (flow != null) {
      return book.flow(flow).map(it -> new FlowChoice(it, List.of())).or(() -> book.choose(flow));
    }
    return book.flows().size() == 1
        ? Optional.of(new FlowChoice(book.flows().iterator().next(), List.of()))
        : Optional.empty();
  }

  /** A sentence for somebody who has named none of them. */
  static String flowsOf(LoadedConfig loaded, @Nullable String flow) {
    return (flow == null ? "name one of the flows" : "there is no flow " + flow)
        + ": "
        + String.join(", ", loaded.flows().flows().stream().map(Flow::id).toList());
  }

  static void print(List<Finding> findings, PrintStream out) {
    findings.forEach(finding -> out.println(finding.line()));
  }
}
