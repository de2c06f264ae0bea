package io.dialtree.config.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages values can be said in. A new one is a line here. */
public final class Languages {
  private static final String FALLBACK = "en";
  private static final Map<String, Grammar> GRAMMARS =
      Map.of(FALLBACK, new English(), "de", new German());

  /** Currencies every language has words for. */
  public static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF");

  private Languages() {}

  /** The tag and its more general forms: {@code de-at}, {@code de}. */
  public static List<String> fallbacks(String tag) {
    List<String> tags = new ArrayList<>();
    String rest = tag.toLowerCase(Locale.ROOT);
    while (!rest.isEmpty()) {
      tags.add(rest);
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('-')));
    }
    return tags;
  }

  /** The words of a system prompt in exactly this language or a more general form of it. */
  public static Optional<String> text(String name, String tag) {
    return fallbacks(tag).stream()
        .flatMap(it -> Optional.ofNullable(GRAMMARS.get(it)).stream())
        .flatMap(grammar -> Optional.ofNullable(grammar.words().get(name)).stream())
        .findFirst();
  }

  /** The words of a system prompt in English. */
  public static Optional<String> text(String name) {
    return text(name, FALLBACK);
  }

  /** The grammar of a language; English for one that has none. */
  static Grammar grammar(String tag) {
    Grammar english = GRAMMARS.getOrDefault(FALLBACK, new English());
    return fallbacks(tag).stream()
        .flatMap(it -> Optional.ofNullable(GRAMMARS.get(it)).stream())
        .findFirst()
        .orElse(english);
  }
}
