package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.simulate.Simulation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dialtree simulate DIR [FLOW]}: talks to a flow in the terminal. */
@Command(
    name = "simulate",
    description =
        "Talks to a flow in the terminal: prompts as text, keys typed, \"wait 5s\" steps the clock.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Mixin private final FlowOptions which = new FlowOptions();

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "writes the conversation as a test of the flow, such as main.test.yaml")
  private @Nullable Path save;

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = which.load();
    Optional<FlowChoice> choice = which.choose(loaded);
    if (choice.isEmpty()) {
      return ExitCode.USAGE;
    }
    Simulation simulation = new Simulation(loaded.flows(), System.out, System.currentTimeMillis());
    simulation.run(
        choice.get(),
        which.dialled(loaded),
        new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (save != null) {
      Files.writeString(save, simulation.asTest(), StandardCharsets.UTF_8);
    }
    return ExitCode.OK;
  }
}
