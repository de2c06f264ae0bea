package io.dialtree.server.cli;

import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import io.dialtree.ivr.check.FlowCheck;
import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Override
  public Integer call() {
    LoadedConfig loaded = Configurations.load(folder, Map.of());
    List<Finding> findings = new ArrayList<>(loaded.findings());
    findings.addAll(FlowCheck.check(loaded.flows()));
    Configurations.print(findings, System.out);
    int broken = checkAudio(loaded.promptFiles());
    long errors = findings.stream().filter(Finding::isError).count() + broken;
    long warnings = findings.size() + broken - errors;
    System.out.printf(
        "%d flow(s), %d prompt(s): %d error(s), %d warning(s)%n",
        loaded.flows().flows().size(), loaded.promptFiles().size(), errors, warnings);
    return errors == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static int checkAudio(Map<String, Path> prompts) {
    int broken = 0;
    for (Map.Entry<String, Path> prompt : new TreeMap<>(prompts).entrySet()) {
      if (AudioFile.read(prompt.getValue()) instanceof AudioRead.Rejected rejected) {
        System.out.println(prompt.getValue() + ": error: " + rejected.reason() + " [audio]");
        broken++;
      }
    }
    return broken;
  }
}
