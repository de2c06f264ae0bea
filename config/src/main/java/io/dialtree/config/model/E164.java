package io.dialtree.config.model;

import java.util.regex.Pattern;

/** Numbers of the public network (ITU-T E.164). */
public final class E164 {
  private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{2,14}");

  private E164() {}

  /**
   * True for a number of 3 to 15 digits, the first of them no zero; the plus before it may be
   * missing.
   */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
