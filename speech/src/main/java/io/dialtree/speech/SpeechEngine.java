package io.dialtree.speech;

import java.util.Optional;

/** Speaks text. Any thread may call it; it may wait. */
public interface SpeechEngine {
  /** Name in the configuration, such as {@code freetts}. */
  String name();

  /**
   * Speaks a text.
   *
   * @param text at most {@link SpeechText#LENGTH_MAX} characters; control characters are read as
   *     spaces
   * @param voice one of the engine's voices, or empty for its default
   */
  SpeechResult speak(String text, Optional<String> voice);
}
