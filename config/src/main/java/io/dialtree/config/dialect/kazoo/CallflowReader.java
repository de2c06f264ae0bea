package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.dialect.Revision;
import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.model.DigitRules.Match;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.SkipNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one callflow document. Its tree becomes a graph whose node ids are the path of keys from
 * the top: {@code flow}, {@code flow/1}, {@code flow/1/_}.
 */
public final class CallflowReader {
  static final String ROOT = "flow";
  private static final String CATCH_ALL = "no_match";
  private static final int NUMBER_MAX = 36;
  private static final int NAME_MAX = 128;
  private static final int FLAG_MAX = 256;

  private final Menus menus;
  private final Match match;
  private final Findings findings;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> usedMenus = new LinkedHashSet<>();

  private CallflowReader(Menus menus, Match match, Findings findings) {
    this.menus = menus;
    this.match = match;
    this.findings = findings;
  }

  /** Menus by id. Their revisions are part of the revision of a callflow that uses them. */
  public interface Menus {
    /** The menu of that id. */
    Optional<KazooMenu> menu(String id);

    /** The revision of that menu's document, empty when there is none. */
    String revision(String id);
  }

  /**
   * The flow in this document, a draft when the findings have an error.
   *
   * @param id the document's own id or its file name without ending
   * @param match when its menus compare what was pressed with their children
   */
  public static Flow read(
      DocNode document, String id, String revision, Menus menus, Match match, Findings findings) {
    Fields fields = Fields.of(document, "", findings).withEscapedDots();
    return new CallflowReader(menus, match, findings).flow(fields, id, revision);
  }

  private Flow flow(Fields fields, String id, String revision) {
    fields.pointOutSlips(
        List.of(
            "name", "numbers", "patterns", "flow", "flags", "ringback", "featurecode", "metaflow"));
    List<String> numbers = distinct(fields, "numbers", NUMBER_MAX);
    List<GuardedPattern> patterns = patterns(fields);
    if (fields.items("numbers").isEmpty() && fields.items("patterns").isEmpty()) {
      findings.error("required", fields.at(), "numbers", "a callflow needs a number or a pattern");
    }
    if (!fields.has(ROOT)) {
      findings.error("required", fields.at(), ROOT, "the key is missing");
    }
    checkUnread(fields);
    fields.node(ROOT).ifPresent(_ -> read(fields.fields(ROOT), ROOT));
    return new Flow(
        id,
        fields.text("name", 1, NAME_MAX).orElse(id),
        joined(revision),
        fields.at(),
        numbers.stream()
            .filter(number -> !number.equals(CATCH_ALL))
            .map(FlowBook::normalise)
            .toList(),
        patterns,
        numbers.contains(CATCH_ALL) ? Flow.CatchAll.DIGITS : Flow.CatchAll.NONE,
        ROOT,
        nodes,
        0);
  }

  /** Nobody here runs these, yet they have a shape. */
  private static void checkUnread(Fields fields) {
    texts(fields, "flags", FLAG_MAX);
    Fields ringback = fields.fields("ringback");
    ringback.text("early", 1, KazooMedia.ID_MAX);
    ringback.text("transfer", 1, KazooMedia.ID_MAX);
    Fields code = fields.fields("featurecode");
    code.text("name", 1, NAME_MAX);
    code.text("number", 1, NUMBER_MAX);
    fields.fields("metaflow");
  }

  private String joined(String revision) {
    List<String> documents = new ArrayList<>(List.of(revision));
    usedMenus.forEach(id -> documents.add(menus.revision(id)));
    return Revision.join(documents);
  }

  /** Reads a node and everything below it. The depth is bounded by the reader of documents. */
  private void read(Fields node, String id) {
    Map<String, String> children = new LinkedHashMap<>();
    Fields all = node.fields("children");
    for (String key : all.keys()) {
      // An empty object is no child: the way Kazoo's editors remove one.
      if (!(all.node(key).orElse(null) instanceof Mapping mapping)
          || !mapping.entries().isEmpty()) {
        children.put(key, id + "/" + key);
      }
    }
    nodes.put(id, node(node, id, children));
    children.forEach((key, childId) -> read(all.fields(key), childId));
  }

  private Node node(Fields node, String id, Map<String, String> children) {
    Optional<String> next = Optional.ofNullable(children.get("_"));
    node.pointOutSlips(List.of("module", "data", "children"));
    String module = node.requiredText("module", 1, 64);
    Fields data = node.fields("data");
    if (!node.has("data")) {
      node.error("required", node.at(), "data", "the key is missing");
    }
    boolean skipped = data.bool("skip_module").orElse(false);
    return skipped
        ? new SkipNode(id, node.at(), module, next)
        : new ModuleReader(id, node.at(), data, children, this::menu, match, findings, this::add)
            .read(module);
  }

  private void add(Node node) {
    nodes.put(node.id(), node);
  }

  private KazooMenu menu(String id, Fields data) {
    usedMenus.add(id);
    Optional<KazooMenu> menu = menus.menu(id);
    if (menu.isEmpty()) {
      String message =
          "there is no menu \"" + id + "\" that can be run; its keys work, with default limits";
      data.warning("menu", "id", message);
    }
    return menu.orElseGet(() -> KazooMenu.missing(id));
  }

  private List<GuardedPattern> patterns(Fields fields) {
    List<GuardedPattern> patterns = new ArrayList<>();
    for (String regex : distinct(fields, "patterns", 256)) {
      Optional<GuardedPattern> pattern = GuardedPattern.compile(regex);
      pattern.ifPresent(patterns::add);
      if (pattern.isEmpty()) {
        fields.error("pattern", "patterns", "\"" + regex + "\" is no regular expression", "", "");
      }
    }
    return patterns;
  }

  private static List<String> distinct(Fields fields, String key, int max) {
    List<String> texts = texts(fields, key, max);
    Set<String> seen = new LinkedHashSet<>();
    texts.stream()
        .filter(text -> !seen.add(text))
        .findFirst()
        .ifPresent(twin ->
            fields.error("uniqueItems", key, "\"" + twin + "\" stands there twice", "", ""));
    return texts;
  }

  private static List<String> texts(Fields fields, String key, int max) {
    List<String> texts = new ArrayList<>();
    List<DocNode> items = fields.items(key);
    for (int i = 0; i < items.size(); i++) {
      fields.textOf(fields.path(key) + "." + i, items.get(i), 1, max).ifPresent(texts::add);
    }
    return texts;
  }
}
