package io.dialtree.config.library;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Places;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds flows that claim the same name or the same number. The first to claim it gets it. A number
 * in E.164 form is of one flow on the whole server; any other number, a pattern and "the rest" are
 * once in each account, and what belongs to all counts in every account.
 */
final class FlowConflicts {
  private static final String ID = "id";
  private static final String NUMBERS = "numbers";
  private static final String PATTERNS = "patterns";

  private final Map<Subject, List<Claim>> claims = new HashMap<>();
  private final Places places;
  private final List<Finding> findings;
  private final Map<Finding, Finding> turned;

  /**
   * Conflicts to be noted.
   *
   * @param turned gets, by its finding, each conflict as the document that came first sees it
   */
  FlowConflicts(Places places, List<Finding> findings, Map<Finding, Finding> turned) {
    this.places = places;
    this.findings = findings;
    this.turned = turned;
  }

  private record Subject(String key, String value) {
    boolean isOneOnTheServer() {
      return key.equals(ID) || value.startsWith("+");
    }
  }

  /**
   * Who claims.
   *
   * @param listed said by a row of numbers, not by the flow itself
   */
  private record Claim(SourcePosition at, Flow flow, boolean listed) {
    /** A flow may be told of a number it has itself, once. */
    boolean agreesWith(Claim other, Subject subject) {
      return at.equals(other.at)
          || (!subject.key().equals(ID)
              && flow.id().equals(other.flow.id())
              && !(listed && other.listed));
    }

    boolean meets(Claim other, Subject subject) {
      return subject.isOneOnTheServer() || flow.isOpenTo(other.flow.account());
    }

    /** What another account has is not told. */
    String shownTo(Claim other) {
      return flow.isOpenTo(other.flow.account())
          ? "flow \"%s\" in %s".formatted(flow.id(), at.file())
          : "another account";
    }
  }

  /** What a flow says of itself. */
  void claimAll(Flow flow) {
    claim(ID, flow.id(), flow);
    flow.numbers().forEach(number -> claim(NUMBERS, number, flow));
    flow.patterns().forEach(pattern -> claim(PATTERNS, pattern.regex(), flow));
    if (flow.catchAll() != Flow.CatchAll.NONE) {
      claim(NUMBERS, flow.catchAll() == Flow.CatchAll.ANY ? "*" : "no_match", flow);
    }
  }

  /** What another document says of a flow; false when the number has already been given away. */
  boolean claim(NumberClaim claim, Flow flow) {
    String key = claim.pattern().isPresent() ? PATTERNS : NUMBERS;
    return claim(new Subject(key, claim.label()), new Claim(claim.at(), flow, true));
  }

  private void claim(String key, String value, Flow flow) {
    claim(new Subject(key, value), new Claim(flow.at(), flow, false));
  }

  private boolean claim(Subject subject, Claim claim) {
    List<Claim> before = claims.computeIfAbsent(subject, _ -> new ArrayList<>(1));
    Optional<Claim> clash =
        before.stream()
            .filter(first -> first.meets(claim, subject) && !first.agreesWith(claim, subject))
            .findFirst();
    clash.ifPresent(first -> {
      Finding finding = finding(subject, claim, first);
      findings.add(finding);
      turned.put(finding, finding(subject, first, claim));
    });
    before.add(claim);
    return clash.isEmpty();
  }

  private Finding finding(Subject subject, Claim claim, Claim owner) {
    String message =
        "\"%s\" is already claimed by %s".formatted(subject.value(), owner.shownTo(claim));
    return new Finding(
        Finding.Severity.ERROR,
        "unique",
        places.find(claim.at(), subject.key(), subject.value()),
        subject.key(),
        message,
        "",
        "");
  }
}
