package io.dialtree.config;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.model.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds flows that claim the same name or the same number. The first of them in reading order gets
 * it.
 */
final class FlowConflicts {
  private final Map<String, Flow> claims = new HashMap<>();
  private final List<Finding> findings;

  private FlowConflicts(List<Finding> findings) {
    this.findings = findings;
  }

  static void check(List<Flow> flows, List<Finding> findings) {
    FlowConflicts conflicts = new FlowConflicts(findings);
    for (Flow flow : flows) {
      conflicts.claim("id", flow.id(), flow);
      flow.numbers().forEach(number -> conflicts.claim("numbers", number, flow));
      flow.patterns().forEach(pattern -> conflicts.claim("patterns", pattern.regex(), flow));
      if (flow.catchAll() != Flow.CatchAll.NONE) {
        conflicts.claim("numbers", flow.catchAll() == Flow.CatchAll.ANY ? "*" : "no_match", flow);
      }
    }
  }

  private void claim(String key, String value, Flow flow) {
    Flow first = claims.putIfAbsent(key + " " + value, flow);
    if (first != null && !first.at().equals(flow.at())) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              "unique",
              flow.at(),
              key,
              "\""
                  + value
                  + "\" is already claimed by flow \""
                  + first.id()
                  + "\" in "
                  + first.at().file(),
              "",
              ""));
    }
  }
}
