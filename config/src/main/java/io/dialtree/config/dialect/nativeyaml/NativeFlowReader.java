package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.document.Place;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowPaths;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.HttpNode;
import io.dialtree.config.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one native document. */
public final class NativeFlowReader {
  static final String ANY_NUMBER = "*";
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "numbers",
          "patterns",
          "start",
          "max-call-seconds",
          "language",
          "keys",
          "operator",
          "on-error",
          "on-hangup",
          "nodes");

  private final DocNode document;
  private final Fields fields;
  private final Calendars calendars;
  private final Findings findings;

  private NativeFlowReader(
      DocNode document, Fields fields, Calendars calendars, Findings findings) {
    this.document = document;
    this.fields = fields;
    this.calendars = calendars;
    this.findings = findings;
  }

  /**
   * The flow in this document, a draft when the findings have an error.
   *
   * @param fallbackId id of a document that names none
   * @param revision the document's own revision
   * @param calendars the opening hours it may name
   */
  public static Flow read(
      DocNode document,
      String fallbackId,
      String revision,
      Calendars calendars,
      Findings findings) {
    Fields fields = Fields.of(document, "", findings);
    return new NativeFlowReader(document, fields, calendars, findings).flow(fallbackId, revision);
  }

  private Flow flow(String fallbackId, String revision) {
    fields.allowOnly(KEYS);
    String id = fields.text("id", 1, 64).orElse(fallbackId);
    List<String> numbers = numbers();
    Map<String, Node> nodes = nodes();
    String start = fields.requiredText("start", 1, 64);
    FlowPaths paths =
        new FlowPaths(
            PromptReader.language(fields),
            fields.text("on-error", 1, 64),
            fields.text("on-hangup", 1, 64));
    for (String key : List.of("start", "on-error", "on-hangup", "operator")) {
      checkTarget(key, nodes.keySet());
    }
    checkTargets(nodes);
    checkFailures(paths, nodes);
    return new Flow(
        id,
        fields.text("name", 1, 128).orElse(id),
        revision,
        fields.at(),
        numbers.stream()
            .filter(number -> !number.equals(ANY_NUMBER))
            .map(FlowBook::normalise)
            .toList(),
        patterns(),
        numbers.contains(ANY_NUMBER) ? Flow.CatchAll.ANY : Flow.CatchAll.NONE,
        start,
        nodes,
        fields.integer("max-call-seconds", 1, 86_400).orElse(0) * 1000L,
        paths);
  }

  private List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (DocNode item : fields.items("numbers")) {
      // A number written without quotes is read as it stands, leading zeros included.
      if (item instanceof Scalar scalar
          && FlowBook.normalise(scalar.text()).matches("[^\\s@]{1,36}")) {
        numbers.add(scalar.text());
      } else {
        String allowed = "a number of 1 to 36 characters, or \"*\" for any";
        findings.error(
            "type", item.at(), fields.path("numbers"), "found " + item.describe(), allowed, "");
      }
    }
    return numbers;
  }

  private List<GuardedPattern> patterns() {
    List<GuardedPattern> patterns = new ArrayList<>();
    for (DocNode item : fields.items("patterns")) {
      String path = fields.path("patterns");
      Optional<String> regex = fields.textOf(path, item, 1, 256);
      Optional<GuardedPattern> pattern = regex.flatMap(GuardedPattern::compile);
      pattern.ifPresent(patterns::add);
      if (regex.isPresent() && pattern.isEmpty()) {
        findings.error(
            "pattern", item.at(), path, "\"" + regex.get() + "\" is no regular expression");
      }
    }
    return patterns;
  }

  private Map<String, Node> nodes() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    Fields all = fields.fields("nodes");
    MenuKeys keys = MenuKeys.of(fields);
    if (all.keys().isEmpty()) {
      fields.error("required", fields.at("nodes"), "nodes", "a flow needs at least one node");
    }
    for (String id : all.keys()) {
      if (!id.matches(NAME)) {
        all.error("pattern", all.at(id), id, "a node's name has letters, digits, - and _");
      }
      NodeReader reader = new NodeReader(id, all.fields(id), keys, calendars, findings);
      reader.read().ifPresent(node -> nodes.put(id, node));
      reader.back().ifPresent(node -> nodes.put(node.id(), node));
    }
    return nodes;
  }

  private void checkTarget(String key, Set<String> read) {
    Set<String> names = names(read);
    String target = fields.text(key, 1, 64).orElse("");
    if (!target.isEmpty() && !names.contains(target)) {
      String message = "there is no node \"" + target + "\"";
      fields.error(
          "target", key, message, String.join(", ", names), Spelling.nearest(target, names));
    }
  }

  private void checkTargets(Map<String, Node> nodes) {
    Set<String> names = names(nodes.keySet());
    for (Node node : nodes.values()) {
      for (String target : node.targets()) {
        if (!target.isEmpty() && !names.contains(target)) {
          findings.error(
              "target",
              Place.find(document, node.at(), "", target),
              "nodes." + node.id(),
              "there is no node \"" + target + "\"",
              String.join(", ", names),
              Spelling.nearest(target, names));
        }
      }
    }
  }

  /** Nodes with a mistake have their own findings; they are there all the same. */
  private Set<String> names(Set<String> read) {
    Set<String> names = new LinkedHashSet<>(fields.fields("nodes").keys());
    names.addAll(read);
    return names;
  }

  private void checkFailures(FlowPaths paths, Map<String, Node> nodes) {
    for (Node node : nodes.values()) {
      if (node instanceof HttpNode http && http.failure().isEmpty() && paths.onError().isEmpty()) {
        String message = "nothing says where a failed request leads";
        findings.error(
            "required",
            node.at(),
            "nodes." + node.id(),
            message,
            "failure: NODE here, or on-error: NODE beside nodes",
            "");
      }
    }
  }
}
