package io.dialtree.config.settings;

/**
 * How text is spoken.
 *
 * @param engine {@code freetts} or {@code espeak-ng}
 * @param voice the engine's name of a voice, empty for its default
 */
public record SpeechSettings(String engine, String voice) {}
