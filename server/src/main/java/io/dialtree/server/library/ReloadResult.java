package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import java.util.List;

/**
 * What reading the configuration folder again brought.
 *
 * @param documents documents of the folder now
 * @param changed how many of them are new, different or gone
 * @param keptFiles files whose new version is broken; their last good version goes on
 * @param findings about the folder's documents, those of the broken versions included
 */
public record ReloadResult(
    int documents, int changed, List<String> keptFiles, List<Finding> findings) {
  /** Copies the lists. */
  public ReloadResult {
    keptFiles = List.copyOf(keptFiles);
    findings = List.copyOf(findings);
  }
}
