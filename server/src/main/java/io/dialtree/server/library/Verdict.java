package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.DocumentKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change would bring: everything that is wrong with the document itself, and what would be
 * wrong elsewhere that is not wrong now.
 */
record Verdict(List<Finding> findings) {
  /** Audio may be uploaded after the document that names it, so its absence refuses nothing. */
  private static final String MISSING_PROMPT = "missing-prompt";

  static Verdict of(DocumentKey key, Compiled before, Compiled after) {
    Set<Finding> known = new HashSet<>(before.findings());
    Set<Finding> found = new LinkedHashSet<>(after.findings(key));
    after.findings().stream().filter(finding -> !known.contains(finding)).forEach(found::add);
    return new Verdict(List.copyOf(found));
  }

  boolean refuses() {
    return findings.stream()
        .anyMatch(finding -> finding.isError() && !finding.rule().equals(MISSING_PROMPT));
  }
}
