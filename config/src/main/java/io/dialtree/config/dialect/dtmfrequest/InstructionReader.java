package io.dialtree.config.dialect.dtmfrequest;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Kind;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.DocNode.Scalar;
import io.dialtree.config.document.DocTree;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.E164;
import io.dialtree.config.model.GuardedPattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one instruction; with errors, what it gives is of no use. */
final class InstructionReader {
  private static final int ID_MAX = 64;
  private static final int NUMBER_MAX = 24;
  private static final int PROMPT_MAX = 1_000;
  private static final int DIGITS_MAX = 64;
  private static final int URL_MAX = 2_048;
  private static final int CALLEES_MAX = 1_000;

  private static final List<String> KEYS =
      List.of(
          "instruction-id",
          "callee",
          "callees",
          "disable-callees-validation",
          "caller",
          "anonymous",
          "callback-url",
          "max-ringing-timeout",
          "prompt",
          "prompt-type",
          "valid-prompt",
          "valid-prompt-type",
          "invalid-prompt",
          "invalid-prompt-type",
          "min-digits",
          "max-digits",
          "max-attempts",
          "timeout",
          "terminators",
          "regex",
          "voice",
          "voicemail-response");
  private static final String VOICE = "voice";
  private static final List<String> VOICE_KEYS =
      List.of("language", "gender", "number", "volume", "premium");

  private final Fields fields;
  private final Findings findings;

  InstructionReader(DocNode node, Findings findings) {
    this.fields = Fields.of(node, "", findings).withoutNulls();
    this.findings = findings;
  }

  /** The keys that are read of an instruction found good, without the numbers to call. */
  static Mapping withoutCallees(DocNode instruction) {
    Fields fields = Fields.of(instruction, "", new Findings()).withoutNulls();
    DocTree known = known(KEYS, fields).remove("callee").remove("callees");
    if (fields.has(VOICE)) {
      known.set(VOICE, known(VOICE_KEYS, fields.fields(VOICE).withoutNulls()).mapping());
    }
    return known.mapping();
  }

  private static DocTree known(List<String> keys, Fields fields) {
    DocTree known = DocTree.over(DocTree.empty());
    keys.forEach(key -> known.setIfAny(key, fields.node(key)));
    return known;
  }

  DtmfInstruction read() {
    fields.pointOutSlips(KEYS);
    int minDigits = fields.integer("min-digits", 1, DIGITS_MAX).orElse(1);
    int maxDigits = fields.integer("max-digits", 1, DIGITS_MAX).orElse(DIGITS_MAX);
    if (minDigits > maxDigits) {
      String message = "found " + minDigits + ", but max-digits is " + maxDigits;
      fields.error("maximum", "min-digits", message, "at most max-digits", "");
    }
    word("voicemail-response", List.of("Ignore", "Restart", "Stop"), "Ignore");
    return new DtmfInstruction(
        fields.text("instruction-id", 0, ID_MAX),
        callees(),
        caller(),
        fields.bool("anonymous").orElse(false),
        callbackUrl(),
        fields.integer("max-ringing-timeout", 10, 60).orElse(60),
        prompt("prompt", true).orElse(new DtmfPrompt("", PromptType.TTS)),
        prompt("valid-prompt", true).orElse(new DtmfPrompt("", PromptType.TTS)),
        prompt("invalid-prompt", false),
        minDigits,
        maxDigits,
        fields.integer("max-attempts", 1, 10).orElse(3),
        fields.integer("timeout", 1_000, 10_000).orElse(5_000),
        terminators(),
        regex(),
        voice());
  }

  private String caller() {
    String caller = fields.requiredText("caller", 1, NUMBER_MAX);
    if (fields.has("caller") && !caller.isEmpty() && !E164.isNumber(caller)) {
      fields.error("pattern", "caller", "\"" + caller + "\"", "an E.164 number", "");
    }
    return caller;
  }

  /** One bad number refuses the whole request, unless the client asks to have it left out. */
  private List<String> callees() {
    boolean lenient = fields.bool("disable-callees-validation").orElse(false);
    if (!fields.has("callee") && !fields.has("callees")) {
      fields.error("required", fields.at(), "callee", "there is nobody to call");
    }
    Map<String, String> callees = new LinkedHashMap<>();
    fields.node("callee").ifPresent(node -> callee("callee", node, false, callees));
    List<DocNode> items = fields.items("callees");
    if (items.size() > CALLEES_MAX) {
      fields.error("maxItems", "callees", items.size() + " numbers", "at most " + CALLEES_MAX, "");
    }
    for (int i = 0; i < Math.min(items.size(), CALLEES_MAX); i++) {
      callee("callees." + i, items.get(i), lenient, callees);
    }
    if (callees.isEmpty() && !findings.hasErrors()) {
      fields.error("minItems", "callees", "there is nobody to call", "at least one number", "");
    }
    return List.copyOf(callees.values());
  }

  /** With and without its plus a number is one telephone, called as it is written first. */
  private void callee(String path, DocNode node, boolean lenient, Map<String, String> callees) {
    Findings own = lenient ? new Findings() : findings;
    Optional<String> number =
        Fields.of(node, path, new Findings()).textOf(path, node, 1, NUMBER_MAX);
    if (number.isPresent() && E164.isNumber(number.get())) {
      callees.putIfAbsent(number.get().replace("+", ""), number.get());
    } else {
      own.error("pattern", node.at(), path, "found " + node.describe(), "an E.164 number", "");
    }
  }

  private Optional<String> callbackUrl() {
    Optional<String> url = fields.text("callback-url", 1, URL_MAX);
    url.filter(text -> !isHttp(text))
        .ifPresent(text ->
            fields.error("format", "callback-url", "\"" + text + "\"", "an http or https URL", ""));
    return url;
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private Optional<DtmfPrompt> prompt(String key, boolean required) {
    List<String> words = Arrays.stream(PromptType.values()).map(PromptType::word).toList();
    String word = word(key + "-type", words, PromptType.TTS.word());
    PromptType type =
        Arrays.stream(PromptType.values())
            .filter(it -> it.word().equals(word))
            .findFirst()
            .orElse(PromptType.TTS);
    Optional<String> text =
        required
            ? Optional.of(fields.requiredText(key, 1, PROMPT_MAX))
            : fields.text(key, 0, PROMPT_MAX).filter(it -> !it.isEmpty());
    text.filter(it -> type == PromptType.FILE && it.matches(".*(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$).*"))
        .ifPresent(_ -> fields.error("pattern", key, "a path must not leave its folder", "", ""));
    return text.map(it -> new DtmfPrompt(it, type));
  }

  private String terminators() {
    String keys = fields.text("terminators", 0, DigitRules.ALL_KEYS.length()).orElse("#");
    boolean known = keys.chars().allMatch(key -> DigitRules.ALL_KEYS.indexOf(key) >= 0);
    if (!known) {
      fields.error("pattern", "terminators", "\"" + keys + "\"", "0 to 9, *, #, A to D", "");
    }
    return keys;
  }

  private GuardedPattern regex() {
    String regex = fields.text("regex", 0, PROMPT_MAX).filter(it -> !it.isEmpty()).orElse("[0-9]*");
    return GuardedPattern.compile(regex)
        .orElseGet(() -> {
          fields.error("pattern", "regex", "this is no regular expression", "", "");
          return GuardedPattern.compile("").orElseThrow();
        });
  }

  private DtmfVoice voice() {
    DtmfVoice base = DtmfVoice.DEFAULT;
    InstructionReader voice = new InstructionReader(fields.fields(VOICE).withoutNulls(), findings);
    voice.fields.pointOutSlips(VOICE_KEYS);
    return new DtmfVoice(
        voice.fields.text("language", 5, 5).orElse(base.language()),
        voice.word("gender", List.of("Male", "Female"), base.gender()),
        voice.fields.integer("number", 0, 1_000).orElse(base.number()),
        voice.fields.integer("volume", -4, 4).orElse(base.volume()),
        voice.fields.bool("premium").orElse(base.premium()));
  }

  private InstructionReader(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  /** One of some words, in any case, or its number. */
  private String word(String key, List<String> words, String otherwise) {
    DocNode node = fields.node(key).orElse(null);
    if (node == null) {
      return otherwise;
    }
    Optional<String> found =
        node instanceof Scalar scalar ? wordOf(scalar, words) : Optional.empty();
    if (found.isEmpty()) {
      String near = node instanceof Scalar scalar ? Spelling.nearest(scalar.text(), words) : "";
      String allowed = String.join(", ", words) + ", or 0 to " + (words.size() - 1);
      fields.error("enum", key, "found " + node.describe(), allowed, near);
    }
    return found.orElse(otherwise);
  }

  private static Optional<String> wordOf(Scalar scalar, List<String> words) {
    boolean number = scalar.kind() == Kind.INTEGER && scalar.text().length() == 1;
    if (number) {
      int index = Integer.parseInt(scalar.text());
      return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }
    return scalar.kind() == Kind.TEXT
        ? words.stream().filter(scalar.text()::equalsIgnoreCase).findFirst()
        : Optional.empty();
  }
}
