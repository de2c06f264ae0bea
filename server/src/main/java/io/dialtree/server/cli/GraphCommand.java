package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.draw.FlowPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dialtree graph DIR [FLOW]}: draws a flow. */
@Command(name = "graph", description = "Draws a flow as SVG.", mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {
  @Mixin private final FlowOptions which = new FlowOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to write it; standard output when absent")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = which.load();
    Optional<FlowChoice> choice = which.choose(loaded);
    if (choice.isEmpty()) {
      return ExitCode.USAGE;
    }
    Flow chosen = choice.get().flow();
    String svg = FlowPicture.svg(chosen);
    if (output == null) {
      System.out.print(svg);
    } else {
      Files.writeString(output, svg, StandardCharsets.UTF_8);
    }
    return ExitCode.OK;
  }
}
