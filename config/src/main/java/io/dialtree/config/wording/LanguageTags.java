package io.dialtree.config.wording;

import java.util.Arrays;
import java.util.Locale;

/** How languages are written (RFC 5646): {@code en}, {@code de-at}. */
public final class LanguageTags {
  /** What a tag looks like, for messages. */
  public static final String ALLOWED = "a language tag such as en or de-at";

  private LanguageTags() {}

  /** True for a tag whose first part is a code of ISO 639, of two or three letters. */
  public static boolean isTag(String text) {
    return text.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
  }

  /**
   * The tag somebody meant who wrote {@code de_AT}, {@code German} or {@code Deutsch}, or empty.
   */
  public static String nearest(String text) {
    String dashed = text.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    return isTag(dashed)
        ? dashed
        : Arrays.stream(Locale.getISOLanguages())
            .filter(code -> isCalled(Locale.of(code), dashed))
            .findFirst()
            .orElse("");
  }

  private static boolean isCalled(Locale language, String name) {
    return language.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(name)
        || language.getDisplayLanguage(language).equalsIgnoreCase(name);
  }
}
