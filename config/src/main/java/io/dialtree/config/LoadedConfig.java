package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration that was read.
 *
 * @param settings complete: a refused value leaves its default here
 * @param settingsRefused true when a setting or the folder itself was wrong; a server must not
 *     start then
 * @param flows every flow that can run
 * @param promptFiles audio files by prompt name
 * @param findings everything noticed, in order of files
 */
public record LoadedConfig(
    Settings settings,
    boolean settingsRefused,
    FlowBook flows,
    Map<String, Path> promptFiles,
    List<Finding> findings) {
  /** Copies the collections. */
  public LoadedConfig {
    promptFiles = Map.copyOf(promptFiles);
    findings = List.copyOf(findings);
  }

  /** True when any finding is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
