package io.dialtree.speech;

/**
 * The text could not be spoken.
 *
 * @param reason one sentence for people; never holds the text itself, which may be private
 */
public record SpeechFailure(String reason) implements SpeechResult {}
