package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.Library;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a configuration folder besides the settings.
 *
 * @param documents all documents; none of them is looked into yet
 * @param promptFiles audio files, and whose they are
 * @param findings files that could not be taken, or that stand where nobody reads them
 */
public record FolderContents(Library documents, AudioFiles promptFiles, List<Finding> findings) {
  /** Copies the list. */
  public FolderContents {
    findings = List.copyOf(findings);
  }

  /** Reads a folder. */
  public static FolderContents read(DocumentSource source) {
    List<Finding> findings = new ArrayList<>();
    AudioFiles prompts = PromptFolder.read(source, findings);
    LibraryFolder folder = LibraryFolder.read(source);
    findings.addAll(folder.findings());
    return new FolderContents(folder.library(), prompts, findings);
  }
}
