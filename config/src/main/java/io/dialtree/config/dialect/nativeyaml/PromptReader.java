package io.dialtree.config.dialect.nativeyaml;

import io.dialtree.config.document.DocNode;
import io.dialtree.config.document.DocNode.Items;
import io.dialtree.config.document.DocNode.Mapping;
import io.dialtree.config.document.Fields;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SystemPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads prompts: a name, an object with {@code say}, {@code system} or {@code silence}, or a list
 * of those.
 */
final class PromptReader {
  private static final List<String> KEYS = List.of("say", "voice", "language", "system", "silence");

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
      return fields.text("say", 1, 4_000).map(text -> text(fields, text));
    }
    if (fields.has("system")) {
      return fields.text("system", 1, 64).flatMap(name -> system(fields, name));
    }
    if (fields.has("silence")) {
      return fields.text("silence", 1, 16).flatMap(length -> silence(fields, length));
    }
    fields.error("required", fields.at(), "say", "one of say, system and silence is needed");
    return Optional.empty();
  }

  private static Prompt text(Fields fields, String text) {
    return new Prompt.Text(
        text, fields.text("voice", 1, 64).orElse(""), fields.text("language", 2, 35).orElse(""));
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
