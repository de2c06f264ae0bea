package io.dialtree.config.wording;

import io.dialtree.config.model.DigitRules;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.Prompt.InLanguage;
import io.dialtree.config.model.SetNode;
import io.dialtree.config.model.TextParts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes of a prompt as it was written the prompts that are played: texts without placeholders,
 * names, and silence.
 */
public final class Wording {
  /** The variable that holds the language of a call. */
  public static final String LANGUAGE = "language";

  private final String language;
  private final String textLanguage;

  /**
   * For one language.
   *
   * @param language of the call, empty for none in particular; what is no tag is none
   * @param textLanguage of texts that name none: that of their flow, may be empty
   */
  public Wording(String language, String textLanguage) {
    // Variables hold what callers type and services answer.
    this.language = LanguageTags.isTag(language) ? language : "";
    this.textLanguage = textLanguage;
  }

  /**
   * What is played of a prompt.
   *
   * @param value gives the value of a placeholder, empty for an unknown one
   */
  public List<Prompt> literal(Prompt prompt, UnaryOperator<String> value) {
    return switch (prompt) {
      case Prompt.Text text -> fill(text, value);
      case Prompt.Translated translated -> fill(translation(translated), value);
      case Prompt.Value said -> said(said, TextParts.text(said.value(), value));
      case Prompt.Named _, Prompt.System _ -> List.of(inLanguage(prompt, language));
      case Prompt.Silence _, Prompt.Tone _, Prompt.Recorded _, InLanguage _ -> List.of(prompt);
    };
  }

  /** Every literal prompt a flow can lead to, in every language it can speak. */
  public static Set<Prompt> everything(Flow flow) {
    Set<Prompt> all = new LinkedHashSet<>();
    for (String language : languages(flow)) {
      Wording wording = new Wording(language, flow.paths().language());
      flow.prompts().forEach(prompt -> all.addAll(wording.everything(prompt)));
    }
    return all;
  }

  private List<Prompt> everything(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Text text -> everything(text);
      case Prompt.Translated translated -> everything(translation(translated));
      case Prompt.Value said ->
          pieces(
              Values.everything(said.as(), Languages.grammar(languageOf(said))), languageOf(said));
      case Prompt.Named _,
          Prompt.System _,
          Prompt.Silence _,
          Prompt.Tone _,
          Prompt.Recorded _,
          InLanguage _ ->
          literal(prompt, _ -> "");
    };
  }

  private List<Prompt> everything(Prompt.Text text) {
    Prompt.Text own = own(text);
    return TextParts.literals(own).stream().map(part -> inLanguage(part, tag(own))).toList();
  }

  private static Set<String> languages(Flow flow) {
    Set<String> languages = new LinkedHashSet<>(Set.of(flow.paths().language()));
    Stream<String> set =
        flow.nodes().values().stream()
            .flatMap(node -> node instanceof SetNode it ? Stream.of(it.values()) : Stream.empty())
            .flatMap(values -> values.entrySet().stream())
            .filter(entry -> entry.getKey().equals(LANGUAGE))
            .map(Map.Entry::getValue)
            .filter(tag -> TextParts.names(tag).isEmpty());
    set.forEach(languages::add);
    for (Prompt prompt : flow.prompts()) {
      if (prompt instanceof Prompt.Translated translated) {
        languages.addAll(translated.texts().keySet());
      }
    }
    return languages;
  }

  private List<Prompt> fill(Prompt.Text text, UnaryOperator<String> value) {
    Prompt.Text own = own(text);
    return TextParts.fill(own, name -> keys(value.apply(name))).stream()
        .map(part -> inLanguage(part, tag(own)))
        .toList();
  }

  /** The keys in a text are said in its language. */
  private String tag(Prompt.Text text) {
    return text.language().isEmpty() ? language : text.language();
  }

  /** Only what a telephone can send is spoken key by key. */
  private static String keys(String value) {
    return value
        .chars()
        .filter(key -> DigitRules.ALL_KEYS.indexOf(key) >= 0)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Prompt.Text own(Prompt.Text text) {
    return text.language().isEmpty() && text.voice().isEmpty() && !textLanguage.isEmpty()
        ? new Prompt.Text(text.text(), "", textLanguage)
        : text;
  }

  private Prompt.Text translation(Prompt.Translated translated) {
    Map<String, String> texts = translated.texts();
    String tag =
        Stream.concat(Languages.fallbacks(language).stream(), texts.keySet().stream())
            .filter(texts::containsKey)
            .findFirst()
            .orElse("");
    return new Prompt.Text(texts.getOrDefault(tag, ""), translated.voice(), tag);
  }

  private List<Prompt> said(Prompt.Value said, String value) {
    Grammar grammar = Languages.grammar(languageOf(said));
    return pieces(Values.pieces(said.as(), value, said.currency(), grammar), languageOf(said));
  }

  private String languageOf(Prompt.Value said) {
    return said.language().isEmpty() ? language : said.language();
  }

  private static List<Prompt> pieces(List<String> names, String language) {
    return names.stream().map(name -> inLanguage(new Prompt.System(name), language)).toList();
  }

  private static Prompt inLanguage(Prompt prompt, String language) {
    boolean named = prompt instanceof Prompt.Named || prompt instanceof Prompt.System;
    return named && !language.isEmpty() ? new InLanguage(prompt, language) : prompt;
  }

  /** The words of a prompt in its language, empty for files and silence. */
  public static String words(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Text text -> text.text();
      case Prompt.System(String name) -> Languages.text(name).orElse(name);
      case InLanguage(Prompt.System(String name), String language) ->
          Languages.text(name, language).or(() -> Languages.text(name)).orElse(name);
      case Prompt.Named _,
          Prompt.Silence _,
          Prompt.Tone _,
          Prompt.Recorded _,
          Prompt.Translated _,
          Prompt.Value _,
          InLanguage _ ->
          "";
    };
  }
}
