package io.dialtree.config.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with placeholders, taken apart. The value of a placeholder is spoken key by key from the
 * digit prompts: nothing has to be synthesised during a call, and nothing a caller typed gets into
 * the cache of spoken texts.
 */
public final class TextParts {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]{0,31})}");

  private TextParts() {}

  /** Names of the placeholders of a text, in order. */
  public static List<String> names(String template) {
    return PLACEHOLDER.matcher(template).results().map(result -> result.group(1)).toList();
  }

  /** The text with every placeholder replaced by its value. */
  public static String text(String template, Function<String, String> value) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(result -> Matcher.quoteReplacement(value.apply(result.group(1))));
  }

  /**
   * The prompts to play when {@code value} gives each placeholder's digits (empty text for an
   * unknown name).
   */
  public static List<Prompt> fill(Prompt.Text text, Function<String, String> value) {
    List<Prompt> parts = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text.text());
    int from = 0;
    while (matcher.find()) {
      addLiteral(parts, text, from, matcher.start());
      value
          .apply(matcher.group(1))
          .chars()
          .forEach(key -> parts.add(SystemPrompts.digit((char) key)));
      from = matcher.end();
    }
    addLiteral(parts, text, from, text.text().length());
    return parts;
  }

  /** The literal pieces, and the digit prompts when there is a placeholder. */
  public static List<Prompt> literals(Prompt.Text text) {
    List<Prompt> literal = fill(text, _ -> "");
    return names(text.text()).isEmpty()
        ? literal
        : Stream.concat(
                literal.stream(),
                DigitRules.ALL_KEYS.chars().mapToObj(key -> SystemPrompts.digit((char) key)))
            .toList();
  }

  private static void addLiteral(List<Prompt> parts, Prompt.Text text, int from, int to) {
    // A piece after a placeholder may begin with the mark that ended it, or be nothing else; no
    // voice can say that.
    String literal = text.text().substring(from, to).replaceFirst("^[.,;:!?\\s]+", "").strip();
    if (literal.chars().anyMatch(Character::isLetterOrDigit)) {
      parts.add(new Prompt.Text(literal, text.voice(), text.language()));
    }
  }
}
