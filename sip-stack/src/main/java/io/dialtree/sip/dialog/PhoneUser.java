package io.dialtree.sip.dialog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The number or name in a SIP or tel URI, the same for every spelling of it: {@code
 * tel:+1-555-0100}, {@code sip:%2B15550100;tgrp=a@h;user=phone} and {@code sip:+15550100@h} are one
 * number (RFC 3966 5, RFC 3261 19.1.6). Pure.
 */
final class PhoneUser {
  private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9*#A-Da-d]+");
  private static final Pattern SEPARATORS = Pattern.compile("[-.() ]");

  private PhoneUser() {}

  /** The user of a URI as text; empty when it names none. */
  static String of(String uri) {
    int scheme = uri.indexOf(':');
    String rest = uri.substring(scheme + 1);
    boolean tel = uri.regionMatches(true, 0, "tel:", 0, 4);
    int at = rest.lastIndexOf('@');
    if (!tel && at < 0) {
      return "";
    }
    String user = tel ? rest : rest.substring(0, at);
    String bare = decode(cut(cut(user, ';'), ':'));
    String digits = SEPARATORS.matcher(bare).replaceAll("");
    return DIALLABLE.matcher(digits).matches() ? digits : bare;
  }

  private static String cut(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String decode(String user) {
    if (user.indexOf('%') < 0) {
      return user;
    }
    try {
      return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notAnEscape) {
      return user;
    }
  }
}
