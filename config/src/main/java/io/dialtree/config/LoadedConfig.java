package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.CompileOptions;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.settings.Settings;
import java.util.List;

/**
 * A configuration that was read.
 *
 * @param settings complete: a refused value leaves its default here
 * @param settingsRefused true when a setting or the folder itself was wrong; a server must not
 *     start then
 * @param source where everything was read from, for reading it again
 * @param contents documents and audio files as they were found
 * @param options what the documents were compiled with
 * @param compiled every flow that can run
 * @param findings everything noticed, in order of files
 */
public record LoadedConfig(
    Settings settings,
    boolean settingsRefused,
    DocumentSource source,
    FolderContents contents,
    CompileOptions options,
    Compiled compiled,
    List<Finding> findings) {
  /** Copies the list. */
  public LoadedConfig {
    findings = List.copyOf(findings);
  }

  /** Every flow that can run. */
  public FlowBook flows() {
    return compiled.book();
  }

  /** Audio files, and whose they are. */
  public AudioFiles promptFiles() {
    return contents.promptFiles();
  }

  /** True when any finding is an error. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
