package io.dialtree.config.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Places;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.SourcePosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds flows that claim the same name or the same number. The first to claim it gets it. */
final class FlowConflicts {
  private final Map<Subject, Claim> claims = new HashMap<>();
  private final Places places;
  private final List<Finding> findings;

  FlowConflicts(Places places, List<Finding> findings) {
    this.places = places;
    this.findings = findings;
  }

  private record Subject(String key, String value) {}

  private record Claim(SourcePosition at, String flow) {}

  /** What a flow says of itself. */
  void claimAll(Flow flow) {
    claim("id", flow.id(), flow);
    flow.numbers().forEach(number -> claim("numbers", number, flow));
    flow.patterns().forEach(pattern -> claim("patterns", pattern.regex(), flow));
    if (flow.catchAll() != Flow.CatchAll.NONE) {
      claim("numbers", flow.catchAll() == Flow.CatchAll.ANY ? "*" : "no_match", flow);
    }
  }

  /** What another document says of a flow; false when the number has already been given away. */
  boolean claim(NumberClaim claim, Flow flow) {
    String key = claim.pattern().isPresent() ? "patterns" : "numbers";
    return claim(new Subject(key, claim.label()), new Claim(claim.at(), flow.id()));
  }

  private void claim(String key, String value, Flow flow) {
    claim(new Subject(key, value), new Claim(flow.at(), flow.id()));
  }

  private boolean claim(Subject subject, Claim claim) {
    Claim first = claims.putIfAbsent(subject, claim);
    boolean same =
        first == null
            || first.at().equals(claim.at())
            || (first.flow().equals(claim.flow()) && !subject.key().equals("id"));
    if (!same) {
      String message =
          "\"%s\" is already claimed by flow \"%s\" in %s"
              .formatted(subject.value(), first.flow(), first.at().file());
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              "unique",
              places.find(claim.at(), subject.key(), subject.value()),
              subject.key(),
              message,
              "",
              ""));
    }
    return first == null;
  }
}
