package io.dialtree.config.dialect.dtmfrequest;

/**
 * Something the callee hears.
 *
 * @param text words, SSML, or the path of an audio file
 */
public record DtmfPrompt(String text, PromptType type) {}
