package io.dialtree.config.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing the caller hears. A list of them is played in order without a gap. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "prompt")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Prompt.Named.class, name = "named"),
  @JsonSubTypes.Type(value = Prompt.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Prompt.System.class, name = "system"),
  @JsonSubTypes.Type(value = Prompt.Silence.class, name = "silence"),
  @JsonSubTypes.Type(value = Prompt.Tone.class, name = "tone"),
  @JsonSubTypes.Type(value = Prompt.Translated.class, name = "translated"),
  @JsonSubTypes.Type(value = Prompt.Value.class, name = "value"),
  @JsonSubTypes.Type(value = Prompt.InLanguage.class, name = "in-language"),
  @JsonSubTypes.Type(value = Prompt.Recorded.class, name = "recorded")
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

  /**
   * What the caller of this call recorded.
   *
   * @param recordingId of the run that plays it
   */
  record Recorded(long recordingId) implements Prompt {}

  /** Nothing but silence, for the given number of milliseconds. */
  record Silence(long ms) implements Prompt {}

  /**
   * One text in several languages, for the language of the call. Reaches no player.
   *
   * @param texts by language tag, the fallback first; as in {@link Text}
   * @param voice as in {@link Text}
   */
  record Translated(Map<String, String> texts, String voice) implements Prompt {
    /** Copies the map and keeps its order. */
    public Translated {
      texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
  }

  /**
   * A value said in words. Reaches no player: the interpreter makes system prompts of it.
   *
   * @param value text with placeholders
   * @param currency ISO 4217 code of an amount, else empty
   * @param language language tag, empty for that of the call
   */
  record Value(As as, String value, String currency, String language) implements Prompt {}

  /** How a value is said. */
  enum As {
    /** Key by key. */
    DIGITS,
    /** As a number, with its decimal places. */
    NUMBER,
    /** As a place in an order. */
    ORDINAL,
    /** As money. */
    AMOUNT,
    /** As a day: {@code 2026-12-24}. */
    DATE,
    /** As a time of day: {@code 13:05}. */
    TIME
  }

  /**
   * A named or system prompt in a language: the file {@code NAME.LANGUAGE} where there is one.
   *
   * @param prompt a {@link Named} or a {@link System}
   */
  record InLanguage(Prompt prompt, String language) implements Prompt {}
}
