package io.dialtree.config.settings;

import java.util.Map;

/**
 * How text is spoken.
 *
 * @param engine {@code freetts} or {@code espeak-ng}
 * @param voice the engine's name of a voice, empty for its default
 * @param voices the engine's name of a voice by language tag in small letters
 */
public record SpeechSettings(String engine, String voice, Map<String, String> voices) {
  /** The engine whose voices are called as their languages are. */
  public static final String NAMED_AFTER_LANGUAGES = "espeak-ng";

  /** Copies the map. */
  public SpeechSettings {
    voices = Map.copyOf(voices);
  }
}
