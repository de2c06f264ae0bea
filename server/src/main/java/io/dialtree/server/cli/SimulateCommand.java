package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.simulate.Simulation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "writes the conversation as a test of the flow, such as main.test.yaml")
  private @Nullable Path save;

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    Configurations.print(loaded.findings(), System.err);
    Optional<FlowChoice> choice = Configurations.choose(loaded, flow);
    if (choice.isEmpty()) {
      System.err.println("dialtree: " + Configurations.flowsOf(loaded, flow));
      return ExitCode.USAGE;
    }
    Simulation simulation = new Simulation(loaded.flows(), System.out, System.currentTimeMillis());
    simulation.run(
        choice.get(), dialled(loaded), new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (save != null) {
      Files.writeString(save, simulation.asTest(), StandardCharsets.UTF_8);
    }
    return ExitCode.OK;
  }

  /** A flow that was named by its id was not dialled. */
  private String dialled(LoadedConfig loaded) {
    return flow == null || loaded.flows().flow(flow).isPresent() ? "" : flow;
  }
}
