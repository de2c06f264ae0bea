package io.dialtree.ivr.draw;

import io.dialtree.config.model.CallerMatchNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.Condition;
import io.dialtree.config.model.HoursNode;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SmsNode;
import io.dialtree.config.model.WhenNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a node leads and why. */
final class Exits {
  private final Map<String, List<String>> reasons = new LinkedHashMap<>();

  private Exits() {}

  /** Reasons by target, in the order of the document; a way without a reason has an empty list. */
  static Map<String, List<String>> of(Node node) {
    Exits exits = new Exits();
    switch (node) {
      case MenuNode menu -> exits.menu(menu);
      case CollectNode collect -> {
        exits.add(collect.next(), "answer");
        exits.question(collect.question());
      }
      case HoursNode hours -> {
        exits.add(hours.open(), "open");
        exits.add(hours.closed(), "closed");
        hours.holiday().ifPresent(it -> exits.add(it, "holiday"));
      }
      case WhenNode when -> {
        when.cases()
            .forEach(it -> exits.add(it.next(), it.variable() + " " + words(it.condition())));
        exits.add(when.otherwise(), "else");
      }
      case CallerMatchNode match -> {
        exits.add(match.match(), "match");
        exits.add(match.noMatch(), "no match");
      }
      case SmsNode sms -> {
        exits.add(sms.next(), "sent");
        exits.add(sms.withoutNumber(), "no number");
      }
      case HttpNode http -> {
        exits.add(http.next(), "answer");
        http.failure().ifPresent(it -> exits.add(it, "failure"));
      }
      default -> {}
    }
    // Kinds without reasons, and whatever a kind may do beside them.
    node.targets().forEach(it -> exits.reasons.computeIfAbsent(it, _ -> new ArrayList<>()));
    return exits.reasons;
  }

  private void menu(MenuNode menu) {
    menu.choices().forEach((keys, target) -> add(target, keys));
    menu.silence().ifPresent(it -> add(it, "silence"));
    question(menu.question());
  }

  private void question(Question question) {
    question.onNoInput().next().ifPresent(it -> add(it, "no input"));
    question.onNoMatch().next().ifPresent(it -> add(it, "no match"));
  }

  private void add(String target, String reason) {
    reasons.computeIfAbsent(target, _ -> new ArrayList<>()).add(reason);
  }

  private static String words(Condition condition) {
    return switch (condition) {
      case Condition.OneOf(List<String> texts) -> "= " + String.join(", ", texts);
      case Condition.StartsWith(List<String> texts) -> String.join(", ", texts) + "…";
      case Condition.Matches matches -> "~ " + matches.pattern().regex();
      case Condition.Less less -> "< " + less.than().toPlainString();
      case Condition.Greater greater -> "> " + greater.than().toPlainString();
      case Condition.Empty(boolean wanted) -> wanted ? "empty" : "not empty";
    };
  }
}
