package io.dialtree.config.dialect.callflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The thirteen kinds of modules. */
public enum ModuleKind {
  /** Where every flow begins. */
  START("start"),
  /** Records from here on. */
  RECORDING("recording"),
  /** Chooses the music for holding. */
  MUSIC_ON_HOLD("musiconhold"),
  /** Goes one of two ways by the caller's number. */
  CALLER_ID_MATCH("calleridmatch"),
  /** Plays a sound. */
  PLAY("play"),
  /** Rings somebody. */
  EXTENSION("extension"),
  /** Asks for a key. */
  PRESS_EXTENSION("pressextension"),
  /** Asks for an extension and rings it. */
  DIAL_BY_EXTENSION("dialbyextension"),
  /** Sounds busy. */
  BUSY("busy"),
  /** Takes a message. */
  VOICEMAIL("voicemail"),
  /** Brings callers together. */
  CONFERENCE("conference"),
  /** Hands the call to a trunk; the only one that is written with a capital letter. */
  TRUNK("Trunk"),
  /** Receives a fax. */
  FAX("fax");

  private final String word;

  ModuleKind(String word) {
    this.word = word;
  }

  /** How documents write it. */
  public String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ModuleKind::word).toList();
  }

  /** The kind of that name, in whatever case. */
  static Optional<ModuleKind> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(kind -> kind.word.toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }
}
