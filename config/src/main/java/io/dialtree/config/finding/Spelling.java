package io.dialtree.config.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Finds the word somebody probably meant. */
public final class Spelling {
  /** Longer words are not compared: the table below grows with the square of the length. */
  private static final int WORD_MAX = 64;

  /** A longer list helps nobody. */
  private static final int ALLOWED_MAX = 5;

  private Spelling() {}

  /** The nearest of the words, or empty text when none is near. */
  public static String nearest(String word, Collection<String> words) {
    if (word.length() > WORD_MAX) {
      return "";
    }
    // Two changes make any three letters into any other word.
    int far = word.length() < 5 ? 1 : Math.max(2, word.length() / 3);
    return words.stream()
        .filter(candidate -> candidate.length() <= WORD_MAX && distance(word, candidate) <= far)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .orElse("");
  }

  /** What is allowed, for a message: the words, of many only those most like the word. */
  public static String allowed(String word, Collection<String> words) {
    if (words.size() <= ALLOWED_MAX) {
      return String.join(", ", words);
    }
    record Likely(String candidate, int likeness) {}
    return words.stream()
        .map(candidate -> new Likely(candidate, likeness(word, candidate)))
        .sorted(Comparator.comparingInt(Likely::likeness))
        .limit(ALLOWED_MAX)
        .map(Likely::candidate)
        .collect(Collectors.joining(", "));
  }

  private static int likeness(String word, String candidate) {
    return Math.max(word.length(), candidate.length()) > WORD_MAX
        ? Integer.MAX_VALUE
        : distance(word, candidate);
  }

  private static int distance(String a, String b) {
    int[] beforeThat = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
        if (isSwapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeThat[j - 2] + 1);
        }
      }
      beforeThat = previous;
      previous = row;
    }
    return previous[b.length()];
  }

  /** Two letters that changed places are one slip of the fingers. */
  private static boolean isSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
