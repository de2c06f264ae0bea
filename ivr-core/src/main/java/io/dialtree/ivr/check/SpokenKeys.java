package io.dialtree.ivr.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the keys a text tells callers to press, in English and German. A guess by words: what it
 * finds becomes a warning, never an error.
 */
final class SpokenKeys {
  private static final Map<String, String> WORDS = words();
  private static final String KEY =
      "([0-9]{1,12}(?![0-9,.]*[0-9])|[*#]|(?:" + String.join("|", WORDS.keySet()) + ")(?!\\p{L}))";
  private static final String ARTICLES = "(?:(?:the|key|number|a|die|den|bitte|taste|ziffer)\\s+)*";
  private static final Pattern TOLD =
      Pattern.compile(
          "(?:\\bpress(?:ing)?|\\bdial|\\bdrücken sie|\\bdrücke|\\bwählen sie)\\s+"
              + ARTICLES
              + KEY
              + "(?:\\s*(?:,|or|oder|and|und)+\\s*"
              + ARTICLES
              + KEY
              + ")?");
  private static final Pattern ANY = Pattern.compile("(?<![\\p{L}0-9])" + KEY);

  private SpokenKeys() {}

  /** Keys the text says to press. */
  static Set<String> told(String text) {
    return find(TOLD, text);
  }

  /** Everything in the text that may be meant as a key. */
  static Set<String> mentioned(String text) {
    return find(ANY, text);
  }

  private static Set<String> find(Pattern pattern, String text) {
    Set<String> keys = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String found = matcher.group(group);
        if (found != null) {
          keys.add(WORDS.getOrDefault(found, found));
        }
      }
    }
    return keys;
  }

  private static Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    List<String> english =
        List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    List<String> german =
        List.of("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun");
    for (int digit = 0; digit < english.size(); digit++) {
      words.put(english.get(digit), String.valueOf(digit));
      words.put(german.get(digit), String.valueOf(digit));
    }
    List.of("star", "asterisk", "stern", "sterntaste").forEach(it -> words.put(it, "*"));
    List.of("pound", "hash", "raute", "rautetaste").forEach(it -> words.put(it, "#"));
    return words;
  }
}
