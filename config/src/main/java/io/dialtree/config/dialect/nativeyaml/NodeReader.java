package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.BackNode;
import io.dialtree.config.model.CollectNode;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.GotoNode;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Question;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one node: a mapping with a single key that says what it does. */
final class NodeReader {
  private static final Map<String, Function<NodeReader, Node>> KINDS = kinds();

  private final String id;
  private final Fields node;
  private final Findings findings;
  private final MenuKeys flowKeys;
  private final Calendars calendars;
  private Optional<Node> back = Optional.empty();

  NodeReader(String id, Fields node, MenuKeys flowKeys, Calendars calendars, Findings findings) {
    this.id = id;
    this.node = node;
    this.flowKeys = flowKeys;
    this.calendars = calendars;
    this.findings = findings;
  }

  /** The node that the key {@code back} of this menu leads to. */
  Optional<Node> back() {
    return back;
  }

  Optional<Node> read() {
    node.allowOnly(KINDS.keySet());
    List<String> kinds = node.keys().stream().filter(KINDS::containsKey).toList();
    if (kinds.size() == 1) {
      return Optional.ofNullable(KINDS.get(kinds.getFirst())).map(kind -> kind.apply(this));
    }
    if (kinds.size() > 1 || node.keys().isEmpty()) {
      String allowed = "exactly one of " + String.join(", ", KINDS.keySet());
      findings.error(
          "kind", node.at(), "nodes." + id, "found " + kinds.size() + " kinds", allowed, "");
    }
    return Optional.empty();
  }

  private static Map<String, Function<NodeReader, Node>> kinds() {
    Map<String, Function<NodeReader, Node>> kinds = new LinkedHashMap<>();
    kinds.put("play", reader -> reader.play(reader.node.fields("play")));
    kinds.put("menu", reader -> reader.menu(reader.node.fields("menu")));
    kinds.put("collect", reader -> reader.collect(reader.node.fields("collect")));
    kinds.put("hangup", NodeReader::hangup);
    kinds.put("goto", NodeReader::jump);
    kinds.put("hours", it -> it.routing().hours(it.node.fields("hours"), it.calendars));
    kinds.put("when", it -> it.routing().when(it.node.fields("when")));
    kinds.put("set", it -> it.routing().set(it.node.fields("set")));
    kinds.put("language", it -> it.routing().language(it.node.fields("language")));
    kinds.put(
        "http", it -> new HttpReader(it.node.fields("http"), it.findings).read(it.id, it.at()));
    return kinds;
  }

  private RoutingReader routing() {
    return new RoutingReader(id, at(), findings);
  }

  private Node jump() {
    if (node.node("goto").orElseThrow() instanceof Mapping) {
      Fields fields = node.fields("goto");
      fields.allowOnly(List.of("flow"));
      return new EnterFlowNode(
          id, at(), fields.requiredText("flow", 1, 64), Optional.empty(), false);
    }
    return new GotoNode(id, at(), node.requiredText("goto", 1, 64));
  }

  private Node play(Fields fields) {
    fields.allowOnly(List.of("prompt", "barge-in", "times", "volume", "then"));
    if (!fields.has("prompt")) {
      fields.error("required", fields.at(), "prompt", "the key is missing");
    }
    boolean bargeIn = fields.bool("barge-in").orElse(true);
    return new PlayNode(
        id,
        at(),
        PromptReader.prompts(fields, "prompt", findings),
        bargeIn ? DigitRules.ALL_KEYS : "",
        fields.integer("times", 1, 100).orElse(1),
        fields.integer("volume", PlayNode.VOLUME_MIN_DB, PlayNode.VOLUME_MAX_DB).orElse(0),
        Optional.of(fields.requiredText("then", 1, 64)));
  }

  private Node menu(Fields fields) {
    Map<String, String> choices = choices(fields);
    QuestionReader reader = new QuestionReader(fields, findings);
    Question question = reader.menu(choices.keySet());
    boolean masked = fields.bool("mask").orElse(false);
    return new MenuNode(
        id, at(), question, choices, Optional.empty(), Optional.empty(), Optional.empty(), masked);
  }

  private Map<String, String> choices(Fields fields) {
    Map<String, String> choices = new LinkedHashMap<>();
    Fields all = fields.fields("choices");
    if (all.keys().isEmpty()) {
      fields.error("required", fields.at(), "choices", "a menu needs at least one choice");
    }
    for (String keys : all.keys()) {
      if (!keys.matches("[0-9*#A-D]{1,64}")) {
        all.error(
            "pattern", keys, "found \"" + keys + "\"", "keys of a telephone: 0-9 * # A-D", "");
      }
      choices.put(keys, all.requiredText(keys, 1, 64));
    }
    MenuKeys keys = flowKeys.with(fields);
    keys.byRole().forEach((role, key) -> addKey(role, key, keys, choices, fields));
    return choices;
  }

  /** A choice of the menu's own wins over a key of the whole flow. */
  private void addKey(
      String role, String key, MenuKeys keys, Map<String, String> choices, Fields fields) {
    if (choices.containsKey(key)) {
      if (fields.fields("keys").has(role) && fields.fields("choices").has(key)) {
        String message = "the key \"" + key + "\" is a choice of this menu as well";
        fields.error("unique", "keys", message, "", "");
      }
    } else {
      choices.put(
          key,
          switch (role) {
            case MenuKeys.REPEAT -> id;
            case MenuKeys.BACK -> {
              BackNode node = new BackNode(id + "~back", at());
              back = Optional.of(node);
              yield node.id();
            }
            default -> keys.operator();
          });
    }
  }

  private Node collect(Fields fields) {
    String variable = fields.text("store", 1, 32).orElse("digits");
    if (!variable.matches("[a-z][a-z0-9-]*")) {
      String allowed = "small letters, digits and -, beginning with a letter";
      fields.error("pattern", "store", "found \"" + variable + "\"", allowed, "");
    }
    return new CollectNode(
        id,
        at(),
        new QuestionReader(fields, findings).collect(),
        variable,
        pattern(fields),
        fields.bool("mask").orElse(false),
        fields.requiredText("then", 1, 64));
  }

  private Optional<GuardedPattern> pattern(Fields fields) {
    Optional<String> regex = fields.text("pattern", 1, 256);
    Optional<GuardedPattern> pattern = regex.flatMap(GuardedPattern::compile);
    if (regex.isPresent() && pattern.isEmpty()) {
      fields.error(
          "pattern", "pattern", "\"" + regex.get() + "\" is no regular expression", "", "");
    }
    return pattern;
  }

  private Node hangup() {
    // "hangup:" with nothing after it is the usual way to write it.
    boolean bare =
        node.node("hangup").orElseThrow() instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    Fields fields = bare ? node.fields("") : node.fields("hangup");
    fields.allowOnly(List.of("prompt", "sip-code"));
    return new HangupNode(
        id,
        at(),
        PromptReader.prompts(fields, "prompt", findings),
        fields.integer("sip-code", 400, 699).orElse(HangupNode.DEFAULT_SIP_CODE));
  }

  private SourcePosition at() {
    return node.at();
  }
}
