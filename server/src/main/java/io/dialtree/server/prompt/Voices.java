package io.dialtree.server.prompt;

import io.dialtree.config.wording.Languages;
import java.util.Map;
import java.util.Optional;

/** Who speaks a language. */
@FunctionalInterface
public interface Voices {
  /**
   * The voice for a language tag, empty for the engine's default.
   *
   * @param language empty for none in particular
   */
  Optional<String> of(String language);

  /**
   * Voices by language, as an operator set them.
   *
   * @param byLanguage voice by language tag in small letters
   * @param fallback for texts without a language
   * @param namedAfterLanguages the engine's voices are called as their languages are
   */
  static Voices of(
      Map<String, String> byLanguage, Optional<String> fallback, boolean namedAfterLanguages) {
    return language ->
        Languages.fallbacks(language).stream()
            .filter(byLanguage::containsKey)
            .findFirst()
            .map(byLanguage::get)
            .or(() ->
                namedAfterLanguages && !language.isEmpty() ? Optional.of(language) : fallback);
  }
}
