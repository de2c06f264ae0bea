package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.check.FlowCheck;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a change would bring: everything that is wrong with the document itself, and what would be
 * wrong elsewhere that is not wrong now.
 */
record Verdict(List<Finding> findings) {
  /** Audio and flows may come after the document that names them. */
  private static final Set<String> MAY_COME = Set.of("missing-prompt", FlowCheck.MISSING_FLOW);

  static Verdict of(DocumentKey key, Compiled before, Compiled after) {
    Set<Finding> known = new HashSet<>(before.findings());
    Set<Finding> found = new LinkedHashSet<>(after.findings(key));
    after.findings().stream().filter(finding -> !known.contains(finding)).forEach(found::add);
    List<Flow> changed =
        after.book().flows().stream().filter(flow -> isNew(flow, before.book())).toList();
    found.addAll(FlowCheck.check(after.book(), changed, after.places()));
    return new Verdict(List.copyOf(found));
  }

  private static boolean isNew(Flow flow, FlowBook before) {
    return !before.flow(flow.id()).equals(Optional.of(flow));
  }

  boolean refuses() {
    return findings.stream()
        .anyMatch(finding -> finding.isError() && !MAY_COME.contains(finding.rule()));
  }
}
