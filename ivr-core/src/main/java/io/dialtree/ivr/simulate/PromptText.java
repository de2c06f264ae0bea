package io.dialtree.ivr.simulate;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.model.SystemPrompts;

/** Prompts as words, and how long they take. */
final class PromptText {
  /** A calm voice says about 15 characters a second. */
  private static final long CHARACTER_MS = 65;

  /** Nobody has listened to a file here; most greetings take a few seconds. */
  private static final long FILE_MS = 3_000;

  private PromptText() {}

  static String of(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) -> "[" + name + "]";
      case Prompt.Text text -> "\"" + text.text() + "\"";
      case Prompt.System(String name) -> "\"" + SystemPrompts.text(name).orElse(name) + "\"";
      case Prompt.Tone(int lowHz, int highHz, _, _) -> "(tone " + lowHz + "+" + highHz + " Hz)";
      case Prompt.Silence(long ms) -> "(silence " + ms + " ms)";
    };
  }

  static long lengthMs(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named _ -> FILE_MS;
      case Prompt.Text text -> spokenMs(text.text());
      case Prompt.System(String name) -> spokenMs(SystemPrompts.text(name).orElse(name));
      case Prompt.Tone(_, _, long onMs, long offMs) -> onMs + offMs;
      case Prompt.Silence(long ms) -> ms;
    };
  }

  private static long spokenMs(String text) {
    return Math.max(400, text.length() * CHARACTER_MS);
  }
}
