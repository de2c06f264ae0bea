package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.FlowChoice;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which flow of which folder a command is about. */
final class FlowOptions {
  @Parameters(index = "0", paramLabel = "DIR", description = "the config folder")
  private Path folder = Path.of(".");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FLOW",
      description = "flow id or number; needed when there are several flows")
  private @Nullable String flow;

  /** The folder, after what is wrong with it was told. */
  LoadedConfig load() {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    Configurations.print(loaded.findings(), System.err);
    return loaded;
  }

  /** The flow; when it is empty, the user was told what there is. */
  Optional<FlowChoice> choose(LoadedConfig loaded) {
    Optional<FlowChoice> choice = Configurations.choose(loaded, flow);
    if (choice.isEmpty()) {
      System.err.println("dialtree: " + Configurations.flowsOf(loaded, flow));
    }
    return choice;
  }

  /** The number as it was given; a flow that was named by its id was not dialled. */
  String dialled(LoadedConfig loaded) {
    return flow == null || loaded.flows().flow(flow).isPresent() ? "" : flow;
  }
}
