package io.dialtree.config.dialect.zendesk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a route does. */
public enum RouteAction {
  /** Agents of some groups are called. */
  GROUP,
  /** The caller leaves a message for some groups. */
  VOICEMAIL,
  /** The call goes to another telephone number. */
  PHONE_NUMBER,
  /** The caller gets a text message. */
  TEXTBACK,
  /** Another menu of the same IVR begins. */
  MENU;

  /** The word in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(RouteAction::word).toList();
  }

  static Optional<RouteAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
