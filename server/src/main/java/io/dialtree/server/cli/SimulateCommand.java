package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.simulate.Simulation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree simulate DIR [FLOW]}: talks to a flow in the terminal. */
@Command(
    name = "simulate",
    description =
        "Talks to a flow in the terminal: prompts as text, keys typed, \"wait 5s\" steps the clock.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "the config folder")
  private Path folder = Path.of(".");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FLOW",
      description = "flow id or number; needed when there are several flows")
  private @Nullable String flow;

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    Configurations.print(loaded.findings(), System.err);
    Optional<FlowChoice> choice = choose(loaded);
    if (choice.isEmpty()) {
      System.err.println(
          "dialtree: "
              + (flow == null ? "name one of the flows" : "there is no flow " + flow)
              + ": "
              + String.join(", ", loaded.flows().flows().stream().map(f -> f.id()).toList()));
      return ExitCode.USAGE;
    }
    new Simulation(loaded.flows(), System.out)
        .run(
            choice.get(),
            flow == null ? "" : flow,
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return ExitCode.OK;
  }

  private Optional<FlowChoice> choose(LoadedConfig loaded) {
    if (flow != null) {
      String wanted = flow;
      return loaded
          .flows()
          .flow(wanted)
          .map(f -> new FlowChoice(f, List.of()))
          .or(() -> loaded.flows().choose(wanted));
    }
    return loaded.flows().flows().size() == 1
        ? Optional.of(new FlowChoice(loaded.flows().flows().iterator().next(), List.of()))
        : Optional.empty();
  }
}
