package io.dialtree.server.cli;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.finding.Finding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the folder that was named, or the demo inside the jar. */
final class Configurations {
  private Configurations() {}

  static LoadedConfig load(@Nullable Path folder, Map<String, List<String>> overrides) {
    return folder == null
        ? ConfigFolder.loadDemo(System.getenv(), overrides)
        : ConfigFolder.load(folder, System.getenv(), overrides);
  }

  static void print(List<Finding> findings, PrintStream out) {
    findings.forEach(finding -> out.println(finding.line()));
  }
}
