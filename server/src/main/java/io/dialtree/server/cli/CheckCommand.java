package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.ivr.check.FlowCheck;
import io.dialtree.server.flowcode.AudioCheck;
import io.dialtree.server.flowcode.FindingsFormat;
import io.dialtree.server.flowcode.FlowTests;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dialtree check DIR}: loads a folder as {@code serve} would and prints every finding. */
@Command(
    name = "check",
    description =
        "Loads a config folder as serve would and prints every finding; exit code 1 if any is an error.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "the config folder")
  private Path folder = Path.of(".");

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      description = "form of the findings (default: ${DEFAULT-VALUE})")
  private FindingsFormat format = FindingsFormat.TEXT;

  @Override
  public Integer call() throws IOException {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    List<Finding> findings = new ArrayList<>(loaded.findings());
    findings.addAll(FlowCheck.check(loaded.compiled()));
    findings.addAll(AudioCheck.check(loaded.promptFiles().files(), loaded.flows()));
    if (Files.isDirectory(folder)) {
      findings.addAll(FlowTests.in(folder).findings());
    }
    System.out.print(format.write(findings, new Version().number()));
    long errors = findings.stream().filter(Finding::isError).count();
    // Machines read standard output; the summary is for people.
    PrintStream summary = format == FindingsFormat.TEXT ? System.out : System.err;
    summary.printf(
        "%d flow(s), %d prompt(s): %d error(s), %d warning(s)%n",
        loaded.flows().flows().size(),
        loaded.promptFiles().files().size(),
        errors,
        findings.size() - errors);
    return errors == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }
}
