package io.dialtree.config.dialect.kazoo;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import io.dialtree.config.model.PlayNode;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.ResponseNode;
import io.dialtree.config.model.SkipNode;
import io.dialtree.config.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Turns one module of a callflow into a node. A module this server does not run is passed over. */
final class ModuleReader {
  private static final int DEFAULT_RESPONSE = 486;
  private static final String TERMINATORS = "terminators";

  /** One key; what is a little longer is told which keys there are. */
  private static final int TERMINATOR_MAX = 64;

  private static final List<String> KEYS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#");
  private static final Map<String, Function<ModuleReader, Node>> MODULES = modules();

  private final String id;
  private final SourcePosition at;
  private final Fields data;
  private final Map<String, String> children;
  private final BiFunction<String, Fields, KazooMenu> menus;
  private final DigitRules.Match match;
  private final Findings findings;
  private final Consumer<Node> more;

  ModuleReader(
      String id,
      SourcePosition at,
      Fields data,
      Map<String, String> children,
      BiFunction<String, Fields, KazooMenu> menus,
      DigitRules.Match match,
      Findings findings,
      Consumer<Node> more) {
    this.id = id;
    this.at = at;
    this.data = data;
    this.children = children;
    this.menus = menus;
    this.match = match;
    this.findings = findings;
    this.more = more;
  }

  Node read(String module) {
    return Optional.ofNullable(MODULES.get(module))
        .orElse(reader -> reader.unknown(module))
        .apply(this);
  }

  private static Map<String, Function<ModuleReader, Node>> modules() {
    Map<String, Function<ModuleReader, Node>> modules = new LinkedHashMap<>();
    modules.put("menu", ModuleReader::menu);
    modules.put("play", ModuleReader::play);
    modules.put("tts", ModuleReader::tts);
    modules.put("callflow", ModuleReader::callflow);
    modules.put("response", ModuleReader::response);
    modules.put("hangup", ModuleReader::hangup);
    modules.put("device", reader -> reader.ring("device"));
    modules.put("user", ModuleReader::user);
    modules.put("voicemail", ModuleReader::voicemail);
    return modules;
  }

  private Node unknown(String module) {
    String nearest = Spelling.nearest(module, MODULES.keySet());
    String hint = nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?";
    String message =
        "the module \"" + module + "\" is not run here; the call goes on at \"_\"" + hint;
    findings.warning("module", at, "module", message);
    return new SkipNode(id, at, module, next());
  }

  private Node menu() {
    KazooMenu menu = menus.apply(data.text("id", 0, 128).orElse(""), data);
    MenuJoin join =
        new MenuJoin(
            id, at, menu, children, data.integer("interdigit_timeout", 1, 10_000), match, findings);
    join.recording().ifPresent(more);
    return join.node();
  }

  /** Nobody answers, so the call goes on as it does then. */
  private Node ring(String what) {
    data.integer("timeout", 0, 3_600);
    return NotAvailableNode.of(id, at, ("a call to " + what + " " + name()).strip(), next());
  }

  private Node user() {
    data.word("strategy", List.of("simultaneous", "single"));
    return ring("user");
  }

  private Node voicemail() {
    String what =
        data.word("action", List.of("compose", "check")).orElse("compose").equals("check")
            ? "listening to mailbox "
            : "a message for mailbox ";
    data.integer("max_message_length", 1, 86_400);
    return NotAvailableNode.of(id, at, (what + name()).strip(), Optional.empty());
  }

  private String name() {
    return data.text("id", 0, 128).orElse("");
  }

  private Node play() {
    List<Prompt> prompts =
        KazooMedia.prompts(data, "id", data.requiredText("id", 1, KazooMedia.ID_MAX), findings);
    return played(prompts, !data.bool("answer").orElse(true));
  }

  private Node tts() {
    // Braces mean placeholders in this server's own format; here they are only text, and nobody can
    // say them.
    String text = data.requiredText("text", 1, 4_000).replace('{', ' ').replace('}', ' ');
    String voice = data.text("voice", 0, 64).orElse("");
    return played(
        List.of(new Prompt.Text(text, voice, data.text("language", 0, 35).orElse(""))), false);
  }

  private Node played(List<Prompt> prompts, boolean early) {
    int loops = data.integer("loop_count", 1, 1_000).orElse(1);
    int times = data.bool("endless_playback").orElse(false) ? 0 : loops;
    return new PlayNode(id, at, prompts, terminators(), times, 0, next(), early);
  }

  private String terminators() {
    if (!data.has(TERMINATORS)) {
      return DigitRules.ALL_KEYS;
    }
    List<DocNode> items = data.items(TERMINATORS);
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      terminator(data.path(TERMINATORS) + "." + i, items.get(i)).ifPresent(keys::append);
    }
    return keys.toString();
  }

  private Optional<String> terminator(String path, DocNode item) {
    Optional<String> key = data.textOf(path, item, 0, TERMINATOR_MAX);
    key.filter(it -> !KEYS.contains(it))
        .ifPresent(it ->
            findings.error(
                "enum", item.at(), path, "found \"" + it + "\"", String.join(", ", KEYS), ""));
    return key.filter(KEYS::contains);
  }

  private Node callflow() {
    return new EnterFlowNode(id, at, data.requiredText("id", 1, 128), next(), true);
  }

  private Node response() {
    int code = data.integer("code", 400, 699).orElse(DEFAULT_RESPONSE);
    List<Prompt> prompts =
        data.text("media", 1, KazooMedia.ID_MAX)
            .map(media -> KazooMedia.prompts(data, "media", media, findings))
            .orElse(List.of());
    return new ResponseNode(id, at, code, data.text("message", 0, 128).orElse(""), prompts);
  }

  private Node hangup() {
    return new HangupNode(id, at, List.of(), HangupNode.DEFAULT_SIP_CODE);
  }

  private Optional<String> next() {
    return Optional.ofNullable(children.get("_"));
  }
}
