package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import java.util.List;

/**
 * What reading the configuration folder again brought.
 *
 * @param documents documents of the folder now
 * @param changed how many of them are new, different or gone
 * @param keptFiles files whose new version is broken; their last good version goes on
 * @param fresh of the findings, those that were not there before
 * @param findings about the folder's documents, those of the broken versions included
 */
public record ReloadResult(
    int documents,
    int changed,
    List<String> keptFiles,
    List<Finding> fresh,
    List<Finding> findings) {
  /** Copies the lists. */
  public ReloadResult {
    keptFiles = List.copyOf(keptFiles);
    fresh = List.copyOf(fresh);
    findings = List.copyOf(findings);
  }
}
