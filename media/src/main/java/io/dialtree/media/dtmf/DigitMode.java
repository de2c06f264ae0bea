package io.dialtree.media.dtmf;

import java.util.Locale;
import java.util.Optional;

/** Which sources of digits a call listens to. */
public enum DigitMode {
  /** Events, tones and INFO, each key once; tones are no longer heard once an event was seen. */
  AUTO,
  /** RFC 4733 events only. */
  EVENTS,
  /** Tones in the audio only. */
  INBAND,
  /** SIP INFO only. */
  INFO;

  /**
   * The mode of a configuration word ({@code auto}, {@code events}, {@code inband}, {@code info}).
   */
  public static Optional<DigitMode> byName(String name) {
    for (DigitMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  boolean hears(DigitSource source) {
    return switch (this) {
      case AUTO -> true;
      case EVENTS -> source == DigitSource.EVENT;
      case INBAND -> source == DigitSource.TONE;
      case INFO -> source == DigitSource.INFO;
    };
  }
}
