package io.dialtree.config.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing the caller hears. A list of them is played in order without a gap. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "prompt")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Prompt.Named.class, name = "named"),
  @JsonSubTypes.Type(value = Prompt.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Prompt.System.class, name = "system"),
  @JsonSubTypes.Type(value = Prompt.Silence.class, name = "silence"),
  @JsonSubTypes.Type(value = Prompt.Tone.class, name = "tone")
})
public sealed interface Prompt {
  /** The prompt file of that name in the folder {@code prompts/}, without its ending. */
  record Named(String name) implements Prompt {}

  /**
   * Spoken text. In a flow it may hold placeholders such as <code>{account}</code>; the interpreter
   * replaces them by digit prompts before it asks for playing, so a text that reaches a player is
   * always literal.
   *
   * @param voice voice of the speech engine, empty for the engine's default
   * @param language language tag such as {@code en-us}, empty for the voice's own
   */
  record Text(String text, String voice, String language) implements Prompt {
    /** Text in the default voice and language. */
    public Text(String text) {
      this(text, "", "");
    }
  }

  /**
   * A prompt every installation has: its words stand in {@link SystemPrompts}; a prompt file of the
   * same name replaces them.
   */
  @SuppressWarnings("AvoidCommonTypeNames") // Always written Prompt.System.
  record System(String name) implements Prompt {}

  /**
   * A tone of two sines, then silence.
   *
   * @param highHz the same as {@code lowHz} for a single sine
   */
  record Tone(int lowHz, int highHz, long onMs, long offMs) implements Prompt {
    /** One second of the busy tone of North America: half of it tone. */
    public static final Tone BUSY = new Tone(480, 620, 500, 500);

    /** Asks for speaking after it. */
    public static final Tone BEEP = new Tone(440, 440, 500, 0);
  }

  /** Nothing but silence, for the given number of milliseconds. */
  record Silence(long ms) implements Prompt {}
}
