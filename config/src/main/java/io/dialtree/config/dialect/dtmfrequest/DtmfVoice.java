package io.dialtree.config.dialect.dtmfrequest;

/**
 * The voice that speaks.
 *
 * @param language locale such as {@code en-GB}
 * @param gender {@code Female} or {@code Male}
 * @param number one of several voices of that kind, from 1
 * @param volume -4 to 4
 */
public record DtmfVoice(String language, String gender, int number, int volume, boolean premium) {
  /** What an instruction without a voice gets. */
  public static final DtmfVoice DEFAULT = new DtmfVoice("en-GB", "Female", 1, 0, false);
}
