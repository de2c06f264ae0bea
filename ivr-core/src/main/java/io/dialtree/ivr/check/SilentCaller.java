package io.dialtree.ivr.check;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.BackNode;
import io.dialtree.config.model.BusyNode;
import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HoldMusicNode;
import io.dialtree.config.model.HoursNode;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.RecordCallNode;
import io.dialtree.config.model.RecordGreetingNode;
import io.dialtree.config.model.ResponseNode;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.SkipNode;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.TagNode;
import io.dialtree.config.model.WhenNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks as a caller does who never presses a key, along every way the hour, a variable or a web
 * service can send them. A forgotten telephone must not go round for hours.
 */
final class SilentCaller {
  private final Flow flow;
  private final Findings findings;
  private final Set<String> done = new HashSet<>();
  private final List<String> way = new ArrayList<>();
  private final Set<String> onWay = new HashSet<>();
  private final Deque<Iterator<String>> open = new ArrayDeque<>();

  private SilentCaller(Flow flow, Findings findings) {
    this.flow = flow;
    this.findings = findings;
  }

  static void check(Flow flow, Findings findings) {
    SilentCaller caller = new SilentCaller(flow, findings);
    flow.nodes().keySet().forEach(caller::walk);
  }

  /** Depth first, without recursion: a flow may be a chain of thousands of nodes. */
  private void walk(String start) {
    step(start);
    while (!open.isEmpty()) {
      Iterator<String> ways = open.peek();
      if (ways.hasNext()) {
        step(ways.next());
      } else {
        open.pop();
        onWay.remove(way.removeLast());
      }
    }
  }

  private void step(String id) {
    if (onWay.contains(id)) {
      report(way.subList(way.indexOf(id), way.size()));
    } else if (done.add(id)) {
      way.add(id);
      onWay.add(id);
      open.push(flow.node(id).map(SilentCaller::next).orElse(List.of()).iterator());
    }
  }

  private void report(List<String> circle) {
    List<Node> nodes = circle.stream().flatMap(id -> flow.node(id).stream()).toList();
    Node first = nodes.getFirst();
    String ways = String.join(" -> ", circle) + " -> " + first.id();
    if (nodes.stream().anyMatch(SilentCaller::takesTime)) {
      findings.warning(
          "endless", first.at(), first.id(), "a caller who presses nothing goes round: " + ways);
    } else {
      findings.error(
          "endless", first.at(), first.id(), "goes round without a prompt or a question: " + ways);
    }
  }

  private static boolean takesTime(Node node) {
    return !node.prompts().isEmpty()
        || node instanceof MenuNode
        || node instanceof CollectNode
        || node instanceof HttpNode;
  }

  private static List<String> next(Node node) {
    return switch (node) {
      case PlayNode play -> play.times() == 0 ? List.of() : list(play.next());
      case MenuNode menu -> list(menu.silence().or(() -> menu.question().onNoInput().next()));
      case CollectNode collect -> list(collect.question().onNoInput().next());
      case GotoNode jump -> List.of(jump.next());
      case EnterFlowNode enter -> list(enter.returnTo());
      case SkipNode skip -> list(skip.next());
      case NotAvailableNode missing -> list(missing.instead());
      case TagNode tag -> List.of(tag.next());
      case SmsNode sms -> List.of(sms.next());
      case CallerMatchNode match -> List.of(match.noMatch());
      case RecordCallNode recording -> List.of(recording.next());
      case HoldMusicNode music -> List.of(music.next());
      case HoursNode _, SetNode _, WhenNode _, HttpNode _ -> node.targets();
      case HangupNode _, ResponseNode _, BusyNode _, BackNode _, RecordGreetingNode _ -> List.of();
    };
  }

  private static List<String> list(Optional<String> next) {
    return next.stream().toList();
  }
}
