package io.dialtree.server.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.Reading;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.ivr.check.FlowCheck;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a change would bring: everything that is wrong with the document itself, and what would be
 * wrong elsewhere that is not wrong now.
 */
record Verdict(List<Finding> findings) {
  /** Audio and flows may come after the document that names them. */
  private static final Set<String> MAY_COME = Set.of("missing-prompt", FlowCheck.MISSING_FLOW);

  static Verdict of(DocumentKey key, Compiled before, Compiled after) {
    Set<Finding> known = new HashSet<>();
    before.findings().forEach(finding -> known.add(bare(finding)));
    before.across().forEach(it -> before.turned(it).ifPresent(other -> known.add(bare(other))));
    Set<Finding> found = new LinkedHashSet<>(after.findings(key));
    String own = after.library().get(key).map(it -> it.at().file()).orElse("");
    Set<String> changed =
        after.changedSince(before).stream().map(it -> it.at().file()).collect(Collectors.toSet());
    after.findings().stream()
        .map(finding -> seenBy(changed, finding, after))
        .filter(finding -> finding.at().file().equals(own) || !known.contains(bare(finding)))
        .forEach(found::add);
    List<Flow> flows =
        after.book().flows().stream().filter(flow -> isNew(flow, before.book())).toList();
    found.addAll(FlowCheck.check(after.book(), flows, after.places()));
    List<Flow> drafts = after.reading(key).map(Reading::drafts).orElse(List.of());
    found.addAll(FlowCheck.drafts(after.book(), drafts, after.places()));
    return new Verdict(found.stream().map(Verdict::ofSaving).toList());
  }

  /** A conflict is told to the one who changes something, naming the one who does not. */
  private static Finding seenBy(Set<String> changed, Finding finding, Compiled after) {
    return changed.contains(finding.at().file())
        ? finding
        : after
            .turned(finding)
            .filter(other -> changed.contains(other.at().file()))
            .orElse(finding);
  }

  /** What is allowed changes with every flow that comes and goes; the error stays the same. */
  private static Finding bare(Finding finding) {
    return new Finding(
        finding.severity(), finding.rule(), finding.at(), finding.key(), finding.message(), "", "");
  }

  /** What may come refuses nothing, so it is a warning here. */
  private static Finding ofSaving(Finding finding) {
    return MAY_COME.contains(finding.rule())
        ? new Finding(
            Finding.Severity.WARNING,
            finding.rule(),
            finding.at(),
            finding.key(),
            finding.message(),
            finding.allowed(),
            finding.nearest())
        : finding;
  }

  private static boolean isNew(Flow flow, FlowBook before) {
    return !before.flow(flow.id()).equals(Optional.of(flow));
  }

  boolean refuses() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
