package io.dialtree.config.dialect.dtmfrequest;

/** What the text of a prompt is. The order is that of the numbers clients may send. */
public enum PromptType {
  /** Path of an audio file. */
  FILE("File"),
  /** Text to speak. */
  TTS("TTS"),
  /** SSML to speak. */
  TTS_SSML("TTS_SSML");

  private final String word;

  PromptType(String word) {
    this.word = word;
  }

  /** The name in instructions; any case is read. */
  public String word() {
    return word;
  }
}
