package io.dialtree.server.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which keys are pressed when: groups separated by commas, each at a time ({@code 1@2.5s}) or when
 * the far end falls silent ({@code 12#}).
 *
 * @param groups in order
 */
public record KeyPlan(List<Group> groups) {
  private static final Pattern GROUP =
      Pattern.compile("([0-9*#A-Da-d]+)(?:@([0-9]+(?:\\.[0-9]+)?)s)?");
  private static final long AT_SILENCE = -1;

  /**
   * Keys pressed one after the other.
   *
   * @param keys {@code 0-9 * # A-D}
   * @param atMs milliseconds after the answer, or -1 for the next silence
   */
  public record Group(String keys, long atMs) {
    boolean waitsForSilence() {
      return atMs == AT_SILENCE;
    }
  }

  /** Copies the list. */
  public KeyPlan {
    groups = List.copyOf(groups);
  }

  /**
   * Reads what stands behind {@code --press}.
   *
   * @throws IllegalArgumentException saying what was found and what is allowed
   */
  public static KeyPlan parse(String text) {
    List<Group> groups = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher m = GROUP.matcher(part.strip());
      if (!m.matches()) {
        throw new IllegalArgumentException(
            "\""
                + part.strip()
                + "\" is no group of keys; allowed: keys 0-9 * # A-D, with a time if wanted, such as 12# or 1@2.5s,2@6s");
      }
      long atMs =
          m.group(2) == null ? AT_SILENCE : Math.round(Double.parseDouble(m.group(2)) * 1000);
      groups.add(new Group(m.group(1).toUpperCase(Locale.ROOT), atMs));
    }
    return new KeyPlan(groups);
  }
}
