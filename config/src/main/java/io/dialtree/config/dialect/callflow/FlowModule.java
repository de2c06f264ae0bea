package io.dialtree.config.dialect.callflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a call flow. Names of other modules are keys of the flow's map; durations are in
 * seconds; sounds, playlists, mailboxes and trunks are named by their uuid.
 */
public sealed interface FlowModule {
  /** Its kind. */
  ModuleKind kind();

  /** Keys of modules that may follow, by the path at which they stand. */
  default Map<String, String> exits() {
    return Map.of();
  }

  /** Where every flow begins. */
  record Start(String next) implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.START;
    }

    @Override
    public Map<String, String> exits() {
      return Map.of("next", next);
    }
  }

  /** Records from here on. */
  record Recording(String next) implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.RECORDING;
    }

    @Override
    public Map<String, String> exits() {
      return Map.of("next", next);
    }
  }

  /**
   * Chooses the music for holding.
   *
   * @param playlist key {@code class} of the document
   */
  record MusicOnHold(String playlist, String next) implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.MUSIC_ON_HOLD;
    }

    @Override
    public Map<String, String> exits() {
      return Map.of("next", next);
    }
  }

  /**
   * Goes one of two ways by the caller's number.
   *
   * @param patterns regular expressions, and the words {@code anonymous} and {@code unavailable}
   */
  record CallerIdMatch(List<String> patterns, String match, String noMatch) implements FlowModule {
    /** Copies the list. */
    public CallerIdMatch {
      patterns = List.copyOf(patterns);
    }

    @Override
    public ModuleKind kind() {
      return ModuleKind.CALLER_ID_MATCH;
    }

    @Override
    public Map<String, String> exits() {
      return Map.of("match", match, "nomatch", noMatch);
    }
  }

  /** Plays a sound to its end. */
  record Play(String sound, String next) implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.PLAY;
    }

    @Override
    public Map<String, String> exits() {
      return Map.of("next", next);
    }
  }

  /**
   * Rings somebody.
   *
   * @param announcement what the one who answers hears first
   * @param ringtone sound or playlist the caller hears meanwhile
   */
  record Extension(
      List<RingTarget> targets,
      int durationS,
      Optional<String> announcement,
      Optional<String> ringtone,
      Optional<String> noAnswer)
      implements FlowModule {
    /** Seconds it rings unless the document says otherwise. */
    public static final int DURATION_S = 30;

    /** Copies the list. */
    public Extension {
      targets = List.copyOf(targets);
    }

    @Override
    public ModuleKind kind() {
      return ModuleKind.EXTENSION;
    }

    @Override
    public Map<String, String> exits() {
      return noAnswer.map(key -> Map.of("noanswer", key)).orElse(Map.of());
    }
  }

  /**
   * Asks for a key or a few.
   *
   * @param next by keys, and by {@code invalid} and {@code timeout}
   */
  record PressExtension(Map<String, String> next, int durationS, Optional<String> sound)
      implements FlowModule {
    /** Seconds it waits unless the document says otherwise. */
    public static final int DURATION_S = 10;

    /** Copies the map and keeps its order. */
    public PressExtension {
      next = Collections.unmodifiableMap(new LinkedHashMap<>(next));
    }

    @Override
    public ModuleKind kind() {
      return ModuleKind.PRESS_EXTENSION;
    }

    @Override
    public Map<String, String> exits() {
      return prefixed("next.", next);
    }
  }

  /**
   * Asks for an extension and rings it.
   *
   * @param next by {@code invalid} and {@code timeout}
   * @param noAnswer a module, or {@link #OWN_VOICEMAIL}
   */
  record DialByExtension(
      Map<String, String> next,
      Optional<String> noAnswer,
      int dialS,
      int waitS,
      Optional<String> sound,
      Optional<String> ringtone)
      implements FlowModule {
    /** Seconds it rings unless the document says otherwise. */
    public static final int DIAL_S = 30;

    /** Seconds it waits unless the document says otherwise. */
    public static final int WAIT_S = 10;

    /** Leads to the mailbox of whoever was dialled. */
    public static final String OWN_VOICEMAIL = "sipuser_voicemail";

    /** Copies the map and keeps its order. */
    public DialByExtension {
      next = Collections.unmodifiableMap(new LinkedHashMap<>(next));
    }

    @Override
    public ModuleKind kind() {
      return ModuleKind.DIAL_BY_EXTENSION;
    }

    @Override
    public Map<String, String> exits() {
      Map<String, String> exits = new LinkedHashMap<>(prefixed("next.", next));
      noAnswer
          .filter(key -> !key.equals(OWN_VOICEMAIL))
          .ifPresent(key -> exits.put("noanswer", key));
      return exits;
    }
  }

  /** Sounds busy and ends the call. */
  record Busy(int durationS) implements FlowModule {
    /** Seconds of the tone unless the document says otherwise. */
    public static final int DURATION_S = 3;

    @Override
    public ModuleKind kind() {
      return ModuleKind.BUSY;
    }
  }

  /** Takes a message; each mailbox gets it. */
  record Voicemail(List<String> mailboxes) implements FlowModule {
    /** Copies the list. */
    public Voicemail {
      mailboxes = List.copyOf(mailboxes);
    }

    @Override
    public ModuleKind kind() {
      return ModuleKind.VOICEMAIL;
    }
  }

  /**
   * Brings callers together.
   *
   * @param announcement what everybody hears when somebody comes
   * @param music what a caller alone hears
   * @param pin four digits
   */
  record Conference(Optional<String> announcement, Optional<String> music, Optional<String> pin)
      implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.CONFERENCE;
    }
  }

  /** Hands the call to a trunk. */
  record Trunk(String uuid) implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.TRUNK;
    }
  }

  /** Receives a fax. */
  record Fax() implements FlowModule {
    @Override
    public ModuleKind kind() {
      return ModuleKind.FAX;
    }
  }

  private static Map<String, String> prefixed(String prefix, Map<String, String> keys) {
    Map<String, String> prefixed = new LinkedHashMap<>();
    keys.forEach((key, target) -> prefixed.put(prefix + key, target));
    return prefixed;
  }
}
