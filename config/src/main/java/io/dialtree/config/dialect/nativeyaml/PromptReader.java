package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SystemPrompts;
import io.dialtree.config.wording.LanguageTags;
import io.dialtree.config.wording.Languages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads prompts: a name, an object with {@code say}, {@code system} or {@code silence}, or a list
 * of those.
 */
final class PromptReader {
  private static final Map<String, Prompt.As> VALUES =
      new TreeMap<>(
          Map.of(
              "digits", Prompt.As.DIGITS,
              "number", Prompt.As.NUMBER,
              "ordinal", Prompt.As.ORDINAL,
              "amount", Prompt.As.AMOUNT,
              "date", Prompt.As.DATE,
              "time", Prompt.As.TIME));
  private static final List<String> KEYS =
      Stream.concat(
              Stream.of("say", "voice", "language", "system", "silence", "currency"),
              VALUES.keySet().stream())
          .toList();

  private final Fields parent;
  private final String key;
  private final Findings findings;

  private PromptReader(Fields parent, String key, Findings findings) {
    this.parent = parent;
    this.key = key;
    this.findings = findings;
  }

  static List<Prompt> prompts(Fields parent, String key, Findings findings) {
    List<Prompt> prompts = new ArrayList<>();
    PromptReader reader = new PromptReader(parent, key, findings);
    parent
        .node(key)
        .ifPresent(node -> {
          List<DocNode> items = node instanceof Items list ? list.items() : List.of(node);
          items.forEach(item -> reader.prompt(item).ifPresent(prompts::add));
        });
    return prompts;
  }

  private Optional<Prompt> prompt(DocNode node) {
    return node instanceof Mapping
        ? spoken(Fields.of(node, parent.path(key), findings))
        : parent.textOf(parent.path(key), node, 1, 256).map(Prompt.Named::new);
  }

  private Optional<Prompt> spoken(Fields fields) {
    fields.allowOnly(KEYS);
    if (fields.has("say")) {
      return fields.node("say").orElseThrow() instanceof Mapping
          ? translated(fields)
          : fields.text("say", 1, 4_000).map(text -> text(fields, text));
    }
    if (fields.has("system")) {
      return fields.text("system", 1, 64).flatMap(name -> system(fields, name));
    }
    if (fields.has("silence")) {
      return fields.text("silence", 1, 16).flatMap(length -> silence(fields, length));
    }
    for (Map.Entry<String, Prompt.As> value : VALUES.entrySet()) {
      if (fields.has(value.getKey())) {
        return fields
            .text(value.getKey(), 1, 200)
            .map(text -> value(fields, value.getValue(), text));
      }
    }
    String message =
        "one of say, system, silence, " + String.join(", ", VALUES.keySet()) + " is needed";
    fields.error("required", fields.at(), "say", message);
    return Optional.empty();
  }

  private static Prompt text(Fields fields, String text) {
    return new Prompt.Text(text, fields.text("voice", 1, 64).orElse(""), language(fields));
  }

  /** The language a mapping names, empty for none. */
  static String language(Fields fields) {
    String tag = fields.text("language", 2, 35).orElse("");
    if (!tag.isEmpty()) {
      checkLanguage(fields, "language", tag);
    }
    return tag;
  }

  static void checkLanguage(Fields fields, String key, String tag) {
    if (!LanguageTags.isTag(tag)) {
      String message = "found \"" + tag + "\"";
      fields.error("pattern", key, message, LanguageTags.ALLOWED, LanguageTags.nearest(tag));
    }
  }

  private static Optional<Prompt> translated(Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    Fields all = fields.fields("say");
    for (String tag : all.keys()) {
      checkLanguage(all, tag, tag);
      all.text(tag, 1, 4_000).ifPresent(text -> texts.put(tag.toLowerCase(Locale.ROOT), text));
    }
    if (texts.isEmpty()) {
      fields.error(
          "required", fields.at("say"), "say", "a text in at least one language is needed");
      return Optional.empty();
    }
    return Optional.of(new Prompt.Translated(texts, fields.text("voice", 1, 64).orElse("")));
  }

  private static Prompt value(Fields fields, Prompt.As as, String text) {
    String currency = "";
    if (as == Prompt.As.AMOUNT) {
      if (!fields.has("currency")) {
        fields.error("required", fields.at(), "currency", "the key is missing");
      }
      currency = fields.word("currency", Languages.CURRENCIES).orElse("");
    }
    return new Prompt.Value(as, text, currency, language(fields));
  }

  private static Optional<Prompt> system(Fields fields, String name) {
    if (SystemPrompts.text(name).isEmpty()) {
      String allowed = String.join(", ", SystemPrompts.names());
      String nearest = Spelling.nearest(name, SystemPrompts.names());
      fields.error("enum", "system", "found \"" + name + "\"", allowed, nearest);
    }
    return Optional.of(new Prompt.System(name));
  }

  private static Optional<Prompt> silence(Fields fields, String length) {
    Optional<Long> ms = Durations.parseMs(length).filter(it -> it >= 1 && it <= 60_000);
    if (ms.isEmpty()) {
      fields.error(
          "duration", "silence", "found \"" + length + "\"", "1ms to 60s, as 800ms or 1.5s", "");
    }
    return ms.map(Prompt.Silence::new);
  }
}
