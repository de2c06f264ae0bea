package io.dialtree.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a configuration. Never throws for what somebody wrote: every problem is a finding. */
@SuppressWarnings("DoNotCallSuggester")
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
    throw new UnsupportedOperationException("not read yet: " + folder + environment + overrides);
  }

  /** As {@link #load}, from any source of documents. */
  public static LoadedConfig load(
      DocumentSource source, Map<String, String> environment, Map<String, List<String>> overrides) {
    throw new UnsupportedOperationException("not read yet: " + source + environment + overrides);
  }

  /** The demo inside the jar: any number reaches its menu. */
  public static LoadedConfig loadDemo(
      Map<String, String> environment, Map<String, List<String>> overrides) {
    throw new UnsupportedOperationException("not read yet: " + environment + overrides);
  }
}
