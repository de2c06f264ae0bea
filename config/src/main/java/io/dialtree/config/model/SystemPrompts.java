package io.dialtree.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of the prompts every installation has. Names are those of the Kazoo world where it has
 * one.
 */
public final class SystemPrompts {
  /** Said when a step needs something that is not there. */
  public static final String NOT_AVAILABLE = "not-available";

  /** Said when a text message was sent to the caller. */
  public static final String TEXT_SENT = "text-sent";

  private static final Map<String, String> TEXTS = texts();

  private SystemPrompts() {}

  /** The default words of a system prompt, empty for a name that is none. */
  public static Optional<String> text(String name) {
    return Optional.ofNullable(TEXTS.get(name));
  }

  /** All names, in a fixed order. */
  public static Set<String> names() {
    return TEXTS.keySet();
  }

  /**
   * The prompt that speaks one key: {@code digit-0} to {@code digit-9}, {@code digit-star}, {@code
   * digit-pound}.
   */
  public static Prompt.System digit(char digit) {
    return new Prompt.System(
        switch (digit) {
          case '*' -> "digit-star";
          case '#' -> "digit-pound";
          default -> "digit-" + Character.toLowerCase(digit);
        });
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("vm-goodbye", "Thank you for calling. Goodbye.");
    texts.put("menu-exit", "Sorry, we could not work out your choice.");
    texts.put("menu-invalid_entry", "That choice is not on the menu.");
    texts.put(
        "menu-no_prompt",
        "The greeting of this menu is missing. If you know the number you want, dial it now. If not, please try again"
            + " another day.");
    texts.put("menu-transferring_call", "One moment, we are connecting you.");
    texts.put(NOT_AVAILABLE, "Sorry, nobody can be reached here at the moment. Goodbye.");
    texts.put(TEXT_SENT, "We have sent a text message to your telephone. Goodbye.");
    texts.put(
        "vm-record_greeting",
        "Say the new greeting after the tone. Press any key when you are done.");
    texts.put(
        "vm-review_recording",
        "To keep the recording, press 1. To hear it, press 2. To record it again, press 3.");
    texts.put("vm-recording_to_short", "That was too short to be kept.");
    texts.put("vm-saved", "The recording is kept.");
    texts.put("vm-deleted", "The recording is deleted.");
    texts.put("menu-return", "You are back at the menu.");
    String[] words = {
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };
    for (int digit = 0; digit < words.length; digit++) {
      texts.put("digit-" + digit, words[digit]);
    }
    texts.put("digit-star", "star");
    texts.put("digit-pound", "pound");
    for (String letter : new String[] {"a", "b", "c", "d"}) {
      texts.put("digit-" + letter, letter);
    }
    return Collections.unmodifiableMap(texts);
  }
}
