package io.dialtree.config.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that cannot run away. Java's engine backtracks, and the text is chosen by
 * whoever dials, so both the length of the text and the number of characters looked at are bounded;
 * beyond either there is no match.
 */
public final class GuardedPattern {
  /** A telephone number has 15 digits (E.164); a Kazoo number entry has at most 36 characters. */
  static final int TEXT_MAX = 64;

  /**
   * A sane expression looks at each of 64 characters a few dozen times; 100,000 looks take about a
   * millisecond.
   */
  static final int LOOKS_MAX = 100_000;

  private final Pattern pattern;

  private GuardedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The compiled expression, or empty when it is not one. */
  public static Optional<GuardedPattern> compile(String regex) {
    try {
      return Optional.of(new GuardedPattern(Pattern.compile(regex)));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  /** Searches anywhere in the text; the captured groups, in order, when it matches. */
  public Optional<List<String>> find(String text) {
    return run(text, Matcher::find);
  }

  /** True when the whole text matches. */
  public boolean matches(String text) {
    return run(text, Matcher::matches).isPresent();
  }

  /** The expression as it was written. */
  public String regex() {
    return pattern.pattern();
  }

  @Override
  public String toString() {
    return regex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GuardedPattern that && regex().equals(that.regex());
  }

  @Override
  public int hashCode() {
    return regex().hashCode();
  }

  private interface Attempt {
    boolean on(Matcher matcher);
  }

  private Optional<List<String>> run(String text, Attempt attempt) {
    if (text.length() > TEXT_MAX) {
      return Optional.empty();
    }
    try {
      Matcher matcher = pattern.matcher(new CountedText(text));
      return attempt.on(matcher) ? Optional.of(groups(matcher)) : Optional.empty();
    } catch (TooManyLooks _) {
      return Optional.empty();
    }
  }

  private static List<String> groups(Matcher matcher) {
    List<String> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String captured = matcher.group(group);
      groups.add(captured == null ? "" : captured);
    }
    return List.copyOf(groups);
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super("expression looked at its text too often", null, false, false);
    }
  }

  private static final class CountedText implements CharSequence {
    private final String text;
    private int looks;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      looks++;
      if (looks > LOOKS_MAX) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
