package io.dialtree.ivr.simulate;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Wording;

/** Prompts as words, and how long they take. */
public final class PromptText {
  /** A calm voice says about 15 characters a second. */
  private static final long CHARACTER_MS = 65;

  /** Nobody has listened to a file here; most greetings take a few seconds. */
  private static final long FILE_MS = 3_000;

  private PromptText() {}

  /** A prompt as a line of a story shows it. */
  public static String of(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) -> "[" + name + "]";
      case Prompt.InLanguage(Prompt.Named(String name), _) -> "[" + name + "]";
      case Prompt.Tone(int lowHz, int highHz, _, _) -> "(tone " + lowHz + "+" + highHz + " Hz)";
      case Prompt.Recorded _ -> "(what the caller recorded)";
      case Prompt.Silence(long ms) -> "(silence " + ms + " ms)";
      case Prompt.Text _,
          Prompt.System _,
          Prompt.Translated _,
          Prompt.Value _,
          Prompt.InLanguage _ ->
          "\"" + Wording.words(prompt) + "\"";
    };
  }

  static long lengthMs(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named _, Prompt.InLanguage(Prompt.Named _, _) -> FILE_MS;
      case Prompt.Tone(_, _, long onMs, long offMs) -> onMs + offMs;
      case Prompt.Recorded _ -> FILE_MS;
      case Prompt.Silence(long ms) -> ms;
      case Prompt.Text _,
          Prompt.System _,
          Prompt.Translated _,
          Prompt.Value _,
          Prompt.InLanguage _ ->
          spokenMs(Wording.words(prompt));
    };
  }

  private static long spokenMs(String text) {
    return Math.max(400, text.length() * CHARACTER_MS);
  }
}
