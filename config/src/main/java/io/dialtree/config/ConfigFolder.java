package io.dialtree.config;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a configuration. Never throws for what somebody wrote: every problem is a finding. */
public final class ConfigFolder {
  private ConfigFolder() {}

  /**
   * Reads a folder with {@code dialtree.yaml} (optional), {@code flows/} and {@code prompts/}.
   *
   * @param environment as {@link System#getenv()} gives it; only names beginning with {@code
   *     DIALTREE_} count
   * @param overrides values of command line options by key without dashes; they win over everything
   */
  public static LoadedConfig load(
      Path folder, Map<String, String> environment, Map<String, List<String>> overrides) {
    if (Files.isDirectory(folder)) {
      return load(new FolderSource(folder), environment, overrides);
    }
    Findings findings = new Findings();
    String message = Files.exists(folder) ? "this is no folder" : "there is no such folder";
    findings.error("folder", SourcePosition.of(folder.toString()), "", message);
    LoadedConfig empty = load(MemorySource.of(Map.of()), environment, overrides);
    empty.findings().forEach(findings::add);
    return new LoadedConfig(
        empty.settings(),
        true,
        empty.source(),
        empty.contents(),
        empty.options(),
        empty.compiled(),
        findings.list());
  }

  /** As {@link #load}, from any source of documents. */
  public static LoadedConfig load(
      DocumentSource source, Map<String, String> environment, Map<String, List<String>> overrides) {
    return new ConfigReader(source).read(environment, overrides);
  }

  /** The demo inside the jar: any number reaches its menu. */
  public static LoadedConfig loadDemo(
      Map<String, String> environment, Map<String, List<String>> overrides) {
    try {
      return load(MemorySource.demo(), environment, overrides);
    } catch (IOException e) {
      throw new IllegalStateException("the jar is damaged", e);
    }
  }
}
