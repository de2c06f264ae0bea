package io.dialtree.ivr.check;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.BusyNode;
import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.HoldMusicNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.RecordCallNode;
import io.dialtree.config.model.ResponseNode;
import io.dialtree.config.model.SkipNode;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.TagNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks as a caller does who never presses a key. From each node there is one way, so a circle is
 * found by walking. A forgotten telephone must not go round for hours.
 */
final class SilentCaller {
  private SilentCaller() {}

  static void check(Flow flow, Findings findings) {
    Set<String> known = new HashSet<>();
    for (String start : flow.nodes().keySet()) {
      walk(flow, start, known, findings);
    }
  }

  private static void walk(Flow flow, String start, Set<String> known, Findings findings) {
    Set<String> way = new LinkedHashSet<>();
    Optional<String> here = Optional.of(start);
    while (here.isPresent() && known.add(here.get())) {
      way.add(here.get());
      here = flow.node(here.get()).flatMap(SilentCaller::next);
    }
    if (here.isPresent() && way.contains(here.get())) {
      List<String> ids = List.copyOf(way);
      report(flow, ids.subList(ids.indexOf(here.get()), ids.size()), findings);
    }
  }

  private static void report(Flow flow, List<String> circle, Findings findings) {
    List<Node> nodes = circle.stream().flatMap(id -> flow.node(id).stream()).toList();
    Node first = nodes.getFirst();
    String way = String.join(" -> ", circle) + " -> " + first.id();
    boolean heard = nodes.stream().anyMatch(node -> !node.prompts().isEmpty() || asks(node));
    if (heard) {
      findings.warning(
          "endless", first.at(), first.id(), "a caller who presses nothing goes round: " + way);
    } else {
      findings.error(
          "endless", first.at(), first.id(), "goes round without a prompt or a question: " + way);
    }
  }

  private static boolean asks(Node node) {
    return node instanceof MenuNode || node instanceof CollectNode;
  }

  private static Optional<String> next(Node node) {
    return switch (node) {
      case PlayNode play -> play.times() == 0 ? Optional.empty() : play.next();
      case MenuNode menu -> menu.silence().or(() -> menu.question().onNoInput().next());
      case CollectNode collect -> collect.question().onNoInput().next();
      case GotoNode jump -> Optional.of(jump.next());
      case EnterFlowNode enter -> enter.returnTo();
      case SkipNode skip -> skip.next();
      case NotAvailableNode missing -> missing.instead();
      case TagNode tag -> Optional.of(tag.next());
      case SmsNode sms -> Optional.of(sms.next());
      case CallerMatchNode match -> Optional.of(match.noMatch());
      case RecordCallNode recording -> Optional.of(recording.next());
      case HoldMusicNode music -> Optional.of(music.next());
      case HangupNode _, ResponseNode _, BusyNode _ -> Optional.empty();
    };
  }
}
