package io.dialtree.config.dialect.callflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The thirteen kinds of modules. */
public enum ModuleKind {
  /** Where every flow begins. */
  START("start", "next"),
  /** Records from here on. */
  RECORDING("recording", "next"),
  /** Chooses the music for holding. */
  MUSIC_ON_HOLD("musiconhold", "class", "next"),
  /** Goes one of two ways by the caller's number. */
  CALLER_ID_MATCH("calleridmatch", "patterns", "match", "nomatch"),
  /** Plays a sound. */
  PLAY("play", "sound", "next"),
  /** Rings somebody. */
  EXTENSION("extension", "extensions", "duration", "announcement", "ringtone", "noanswer"),
  /** Asks for a key. */
  PRESS_EXTENSION("pressextension", "next", "duration", "sound"),
  /** Asks for an extension and rings it. */
  DIAL_BY_EXTENSION(
      "dialbyextension", "next", "noanswer", "dial_duration", "wait_duration", "sound", "ringtone"),
  /** Sounds busy. */
  BUSY("busy", "duration"),
  /** Takes a message. */
  VOICEMAIL("voicemail", "mailboxes"),
  /** Brings callers together. */
  CONFERENCE("conference", "announcement", "music", "pin"),
  /** Hands the call to a trunk; the only one that is written with a capital letter. */
  TRUNK("Trunk", "uuid"),
  /** Receives a fax. */
  FAX("fax");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keys;

  ModuleKind(String word, String... keys) {
    this.word = word;
    this.keys = Stream.concat(Stream.of("module"), Stream.of(keys)).toList();
  }

  /** What its object may say. */
  List<String> keys() {
    return keys;
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
