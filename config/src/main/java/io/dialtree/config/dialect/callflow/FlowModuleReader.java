package io.dialtree.config.dialect.callflow;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.E164;
import io.dialtree.config.model.GuardedPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one module. */
final class FlowModuleReader {
  static final String INVALID = "invalid";
  static final String TIMEOUT = "timeout";

  private static final List<String> CALLER_WORDS = List.of("anonymous", "unavailable");
  private static final int KEY_MAX = 128;
  private static final int LIST_MAX = 1_000;
  private static final int REGEX_MAX = 256;

  /** Nobody listens to a ringing tone or a busy tone for an hour. */
  private static final int SECONDS_MAX = 3_600;

  private final Fields fields;
  private final Findings findings;

  private FlowModuleReader(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  /** The module at this node; empty when it is none, or of an unknown kind. */
  static Optional<FlowModule> read(DocNode node, String path, Findings findings) {
    Fields fields = Fields.of(node, path, findings).withoutNulls();
    if (!(node instanceof DocNode.Mapping)) {
      return Optional.empty();
    }
    String name = fields.requiredText("module", 1, KEY_MAX);
    Optional<ModuleKind> kind = ModuleKind.of(name);
    if (kind.isEmpty() && !name.isEmpty()) {
      fields.error(
          "enum",
          "module",
          "found \"" + name + "\"",
          String.join(", ", ModuleKind.words()),
          Spelling.nearest(name, ModuleKind.words()));
    }
    kind.ifPresent(it -> fields.pointOutSlips(it.keys()));
    FlowModuleReader reader = new FlowModuleReader(fields, findings);
    return kind.map(reader::module);
  }

  private FlowModule module(ModuleKind kind) {
    return switch (kind) {
      case START -> new FlowModule.Start(next());
      case RECORDING -> new FlowModule.Recording(next());
      case MUSIC_ON_HOLD -> new FlowModule.MusicOnHold(key("class"), next());
      case CALLER_ID_MATCH ->
          new FlowModule.CallerIdMatch(patterns(), key("match"), key("nomatch"));
      case PLAY -> new FlowModule.Play(key("sound"), next());
      case EXTENSION -> extension();
      case PRESS_EXTENSION -> pressExtension();
      case DIAL_BY_EXTENSION -> dialByExtension();
      case BUSY -> new FlowModule.Busy(seconds("duration", FlowModule.Busy.DURATION_S));
      case VOICEMAIL -> new FlowModule.Voicemail(texts("mailboxes"));
      case CONFERENCE -> new FlowModule.Conference(option("announcement"), option("music"), pin());
      case TRUNK -> new FlowModule.Trunk(key("uuid"));
      case FAX -> new FlowModule.Fax();
    };
  }

  private FlowModule extension() {
    if (!fields.has("noanswer")) {
      fields.warning("noanswer", "noanswer", "nothing is said for a call that is not answered");
    }
    return new FlowModule.Extension(
        targets(),
        seconds("duration", FlowModule.Extension.DURATION_S),
        option("announcement"),
        option("ringtone"),
        option("noanswer"));
  }

  private FlowModule pressExtension() {
    Map<String, String> next = nextMap();
    for (String keys : next.keySet()) {
      if (!keys.equals(INVALID) && !keys.equals(TIMEOUT) && !keys.matches("[0-9*#A-D]{1,32}")) {
        String message = "\"" + keys + "\" cannot be pressed";
        fields.error(
            "propertyNames",
            "next",
            message,
            "keys, " + INVALID + " or " + TIMEOUT,
            Spelling.nearest(keys, List.of(INVALID, TIMEOUT)));
      }
    }
    return new FlowModule.PressExtension(
        next, seconds("duration", FlowModule.PressExtension.DURATION_S), option("sound"));
  }

  private FlowModule dialByExtension() {
    fields.fields("next").pointOutSlips(List.of(INVALID, TIMEOUT));
    for (String exit : List.of(INVALID, TIMEOUT)) {
      if (!fields.fields("next").has(exit)) {
        fields.warning(exit, "next", "nothing is said for " + exit);
      }
    }
    if (!fields.has("noanswer")) {
      fields.warning("noanswer", "noanswer", "nothing is said for a call that is not answered");
    }
    return new FlowModule.DialByExtension(
        fields.has("next") ? nextMap() : Map.of(),
        option("noanswer"),
        seconds("dial_duration", FlowModule.DialByExtension.DIAL_S),
        seconds("wait_duration", FlowModule.DialByExtension.WAIT_S),
        option("sound"),
        option("ringtone"));
  }

  private Map<String, String> nextMap() {
    required("next");
    Fields next = fields.fields("next").withoutNulls();
    Map<String, String> map = new LinkedHashMap<>();
    for (String keys : next.keys()) {
      next.text(keys, 1, KEY_MAX).ifPresent(target -> map.put(keys, target));
    }
    return map;
  }

  private List<RingTarget> targets() {
    required("extensions");
    List<RingTarget> targets = new ArrayList<>();
    List<DocNode> items = fields.items("extensions");
    for (int i = 0; i < Math.min(items.size(), LIST_MAX); i++) {
      String path = fields.path("extensions." + i);
      target(Fields.of(items.get(i), path, findings)).ifPresent(targets::add);
    }
    return targets;
  }

  private static Optional<RingTarget> target(Fields item) {
    item.pointOutSlips(List.of("type", item.has("number") ? "number" : "uuid"));
    if (!item.has("type")) {
      item.error("required", item.at(), "type", "the key is missing");
    }
    return item.word("type", List.of("sipuser", "huntgroup", "forward"))
        .map(type ->
            switch (type) {
              case "sipuser" -> new RingTarget.SipUser(item.requiredText("uuid", 1, KEY_MAX));
              case "huntgroup" -> new RingTarget.HuntGroup(item.requiredText("uuid", 1, KEY_MAX));
              default -> forward(item);
            });
  }

  private static RingTarget forward(Fields item) {
    String number = item.requiredText("number", 1, KEY_MAX);
    if (!number.isEmpty() && !E164.isNumber(number)) {
      item.error(
          "pattern", "number", "\"" + number + "\"", "an E.164 number, such as +441632960001", "");
    }
    return new RingTarget.Forward(number);
  }

  private List<String> patterns() {
    List<String> patterns = texts("patterns");
    for (String regex : patterns) {
      if (!CALLER_WORDS.contains(regex)
          && (regex.length() > REGEX_MAX || GuardedPattern.compile(regex).isEmpty())) {
        fields.error("pattern", "patterns", "\"" + regex + "\" is no regular expression", "", "");
      }
    }
    return patterns;
  }

  private Optional<String> pin() {
    Optional<String> pin = option("pin");
    pin.filter(digits -> !digits.matches("[0-9]{4}"))
        .ifPresent(_ -> fields.error("pattern", "pin", "this is no pin", "4 digits", ""));
    return pin;
  }

  private List<String> texts(String key) {
    required(key);
    List<String> texts = new ArrayList<>();
    fields.items(key).stream()
        .limit(LIST_MAX)
        .forEach(item -> fields.textOf(fields.path(key), item, 1, 1_000).ifPresent(texts::add));
    return texts;
  }

  private int seconds(String key, int otherwise) {
    return fields.integer(key, 1, SECONDS_MAX).orElse(otherwise);
  }

  private String next() {
    return key("next");
  }

  private String key(String key) {
    return fields.requiredText(key, 1, KEY_MAX);
  }

  private Optional<String> option(String key) {
    return fields.text(key, 1, KEY_MAX);
  }

  private void required(String key) {
    if (!fields.has(key)) {
      fields.error("required", fields.at(), key, "the key is missing");
    }
  }
}
