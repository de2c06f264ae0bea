package io.dialtree.ivr.check;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.BackNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Exit;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SkipNode;
import io.dialtree.ivr.run.AfterHangup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds parts of a flow that only the caller can end, by hanging up. */
final class WaysOut {
  private final Flow flow;
  private final Map<String, List<String>> comesFrom = new HashMap<>();

  private WaysOut(Flow flow) {
    this.flow = flow;
    for (Node node : flow.nodes().values()) {
      for (String target : node.targets()) {
        comesFrom.computeIfAbsent(target, _ -> new ArrayList<>()).add(node.id());
      }
    }
  }

  static void check(Flow flow, Findings findings) {
    WaysOut ways = new WaysOut(flow);
    Set<String> good = ways.leadToAnEnd();
    List<Node> stuck =
        flow.nodes().values().stream()
            .filter(node -> !good.contains(node.id()) && !(node instanceof BackNode))
            .toList();
    if (!stuck.isEmpty()) {
      Node first = stuck.getFirst();
      String others = stuck.size() == 1 ? "" : " (nor from " + (stuck.size() - 1) + " more nodes)";
      findings.warning(
          "no-way-out",
          first.at(),
          first.id(),
          "from here no way leads to an end of the call" + others + "; only hanging up ends it");
    }
    ways.afterHangup(findings);
  }

  private Set<String> leadToAnEnd() {
    Set<String> good = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    flow.nodes().values().stream()
        .filter(WaysOut::canEnd)
        .map(Node::id)
        .filter(good::add)
        .forEach(open::add);
    while (!open.isEmpty()) {
      comesFrom.getOrDefault(open.remove(), List.of()).stream()
          .filter(good::add)
          .forEach(open::add);
    }
    return good;
  }

  private static boolean canEnd(Node node) {
    return switch (node) {
      case MenuNode menu -> canEnd(menu.question());
      case CollectNode collect -> canEnd(collect.question());
      // Music without an end is meant to be left by hanging up.
      case PlayNode play -> play.next().isEmpty() || play.times() == 0;
      case SkipNode skip -> skip.next().isEmpty();
      case HttpNode http -> http.failure().isEmpty();
      case EnterFlowNode _ -> true;
      case BackNode _ -> false;
      default -> node.targets().isEmpty();
    };
  }

  private static boolean canEnd(Question question) {
    return endsThere(question.onNoInput()) || endsThere(question.onNoMatch());
  }

  private static boolean endsThere(Exit exit) {
    return exit.next().isEmpty();
  }

  /** In the way of {@code on-hangup} the first node with audio is the end. */
  private void afterHangup(Findings findings) {
    Set<String> known = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    flow.paths().onHangup().filter(known::add).ifPresent(open::add);
    while (!open.isEmpty()) {
      Node node = flow.node(open.remove()).orElse(null);
      if (node == null) {
        continue;
      }
      boolean quietEnd = node.targets().isEmpty() && node.prompts().isEmpty();
      if (!AfterHangup.runs(node) && !quietEnd) {
        String message =
            "reached after the caller has hung up: nobody hears it, and the flow ends here";
        findings.warning("after-hangup", node.at(), node.id(), message);
      } else {
        node.targets().stream().filter(known::add).forEach(open::add);
      }
    }
  }
}
