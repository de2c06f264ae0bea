package io.dialtree.config.dialect.callflow;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.SourcePosition;
import java.util.Set;

/** What the modules of a flow must not say about each other. */
final class FlowGraph {
  private FlowGraph() {}

  static void check(CallFlow flow, Set<String> keys, SourcePosition at, Findings findings) {
    long starts =
        flow.modules().values().stream()
            .filter(step -> step.module() instanceof FlowModule.Start)
            .count();
    if (starts == 0) {
      findings.error("minContains", at, "flow", "there is no start module");
    } else if (starts > 1) {
      findings.error("maxContains", at, "flow", "there are " + starts + " start modules");
    }
    flow.modules()
        .forEach((key, step) -> {
          step.module()
              .exits()
              .forEach((exit, target) -> {
                if (!target.isEmpty() && !keys.contains(target)) {
                  findings.error(
                      "target",
                      step.at(),
                      "flow." + key + "." + exit,
                      "there is no module \"" + target + "\"",
                      "",
                      Spelling.nearest(target, keys));
                }
              });
          if (step.module() instanceof FlowModule.Fax && flow.modules().size() > 2) {
            findings.warning(
                "fax", step.at(), "flow." + key, "a fax should be the only module after start");
          }
        });
  }
}
