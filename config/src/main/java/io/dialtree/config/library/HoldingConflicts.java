package io.dialtree.config.library;

import io.dialtree.config.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what two documents of an account have, and only one may. */
final class HoldingConflicts {
  private final Map<Subject, List<Held>> held = new HashMap<>();
  private final List<Finding> findings;

  HoldingConflicts(List<Finding> findings) {
    this.findings = findings;
  }

  private record Subject(String key, String value) {}

  private record Held(String account, Holding holding) {
    /** Documents that belong to all are seen by every account. */
    boolean meets(String other) {
      return account.equals(other)
          || account.equals(DocumentKey.SHARED)
          || other.equals(DocumentKey.SHARED);
    }
  }

  void claim(DocumentKey document, Holding holding) {
    List<Held> others =
        held.computeIfAbsent(new Subject(holding.key(), holding.value()), _ -> new ArrayList<>());
    others.stream()
        .filter(other -> other.meets(document.account()))
        .findFirst()
        .ifPresent(first -> {
          String message =
              "%s is the %s of %s and of %s in %s"
                  .formatted(
                      holding.value(),
                      holding.key(),
                      holding.owner(),
                      first.holding().owner(),
                      first.holding().at().file());
          findings.add(
              new Finding(
                  Finding.Severity.ERROR, "unique", holding.at(), holding.key(), message, "", ""));
        });
    others.add(new Held(document.account(), holding));
  }
}
