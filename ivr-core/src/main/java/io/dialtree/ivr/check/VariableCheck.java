package io.dialtree.ivr.check;

import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Places;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.Condition;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.TextParts;
import io.dialtree.config.model.WhenNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for variables that are used and that nothing sets, and for masked ones that are spoken. */
final class VariableCheck {
  private static final List<String> EVERY_CALL =
      List.of(
          "caller",
          "dialled",
          "call-id",
          "language",
          "error",
          "capture-1",
          "capture-2",
          "capture-3",
          "capture-4",
          "capture-5",
          "capture-6",
          "capture-7",
          "capture-8",
          "capture-9");

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private final Set<String> known;
  private final Set<String> masked;
  private final Places places;
  private final Findings findings;

  private VariableCheck(Set<String> known, Set<String> masked, Places places, Findings findings) {
    this.known = known;
    this.masked = masked;
    this.places = places;
    this.findings = findings;
  }

  /**
   * Checks a flow.
   *
   * @param sources the flow and those that lead to it: what they have stored is still there
   */
  static void check(Collection<Flow> sources, Flow flow, Places places, Findings findings) {
    Set<String> known = new HashSet<>(EVERY_CALL);
    Set<String> masked = new HashSet<>();
    for (Flow source : sources) {
      for (Node node : source.nodes().values()) {
        known.addAll(stored(node));
        if (node instanceof CollectNode collect && collect.masked()) {
          masked.add(collect.variable());
        }
      }
    }
    VariableCheck check = new VariableCheck(known, masked, places, findings);
    flow.nodes().values().forEach(check::node);
  }

  private static List<String> stored(Node node) {
    return switch (node) {
      case CollectNode collect -> List.of(collect.variable());
      case SetNode set -> List.copyOf(set.values().keySet());
      case HttpNode http ->
          Stream.concat(http.store().keySet().stream(), Stream.of("http-status")).toList();
      default -> List.of();
    };
  }

  private void node(Node node) {
    for (String name : spoken(node)) {
      if (masked.contains(name)) {
        warn("masked", node, "{" + name + "}", "{" + name + "} is masked, but is spoken here");
      }
      unknown(node, name, "so nothing is said there");
    }
    misspelt(node)
        .forEach(name -> {
          String message = "{" + name + "} is no placeholder: small letters, digits and - make one";
          warn(
              "placeholder",
              node,
              "{" + name + "}",
              message + meant(name.toLowerCase(Locale.ROOT)));
        });
    filled(node).forEach(name -> unknown(node, name, "so nothing stands there"));
    if (node instanceof WhenNode when) {
      when.cases().stream()
          .map(WhenNode.Case::variable)
          .filter(name -> !name.isEmpty() && !known.contains(name))
          .forEach(name -> {
            String message = "nothing in this flow stores \"" + name + "\", so it is always empty";
            warn("placeholder", node, name, message + meant(name));
          });
    }
  }

  private void unknown(Node node, String name, String effect) {
    if (!known.contains(name)) {
      String what = "nothing in this flow stores {" + name + "}, ";
      warn("placeholder", node, "{" + name + "}", what + effect + meant(name));
    }
  }

  private String meant(String name) {
    String nearest = Spelling.nearest(name, known);
    return nearest.isEmpty() ? "" : "; did you mean {" + nearest + "}?";
  }

  private void warn(String rule, Node node, String words, String message) {
    findings.warning(rule, places.find(node.at(), words), node.id(), message);
  }

  private static List<String> spoken(Node node) {
    return spokenTexts(node).flatMap(text -> TextParts.names(text).stream()).toList();
  }

  /** What stands in braces and is spoken as it stands, which nobody wants. */
  private static List<String> misspelt(Node node) {
    return spokenTexts(node)
        .flatMap(text -> BRACES.matcher(text).results())
        .filter(found -> TextParts.names(found.group()).isEmpty())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static Stream<String> spokenTexts(Node node) {
    return node.prompts().stream()
        .flatMap(prompt ->
            switch (prompt) {
              case Prompt.Text text -> Stream.of(text.text());
              case Prompt.Translated(Map<String, String> texts, _) -> texts.values().stream();
              case Prompt.Value value -> Stream.of(value.value());
              default -> Stream.of();
            });
  }

  /** Placeholders of texts that nobody hears. */
  private static List<String> filled(Node node) {
    Stream<String> texts =
        switch (node) {
          case SetNode set -> set.values().values().stream();
          case HttpNode http -> texts(http.request());
          case WhenNode when -> when.cases().stream().flatMap(it -> texts(it.condition()));
          default -> Stream.of();
        };
    return texts.flatMap(text -> TextParts.names(text).stream()).distinct().toList();
  }

  private static Stream<String> texts(HttpTemplate request) {
    return Stream.concat(
        Stream.of(request.url(), request.body()),
        request.headers().stream().map(HttpTemplate.Header::value));
  }

  private static Stream<String> texts(Condition condition) {
    return switch (condition) {
      case Condition.OneOf(List<String> texts) -> texts.stream();
      case Condition.StartsWith(List<String> texts) -> texts.stream();
      case Condition.Matches _, Condition.Less _, Condition.Greater _, Condition.Empty _ ->
          Stream.of();
    };
  }
}
