package io.dialtree.scenarios.harness;

/**
 * The tones test prompts are made of. Each is a multiple of 50 Hz, so that 20 ms hold a whole
 * number of its periods and no tone leaks into another's bin; none is one of the eight frequencies
 * of a key.
 */
public enum Tone {
  /** The first menu's greeting. */
  GREETING(400),
  /** Key 1. */
  SALES(600),
  /** Key 2. */
  SUPPORT(800),
  /** A key that leads nowhere. */
  INVALID(1000),
  /** No key was pressed. */
  TIMEOUT(1100),
  /** The last words before a hang-up. */
  GOODBYE(1250),
  /** The caller is put through. */
  TRANSFER(1400),
  /** The attempts are used up. */
  EXIT(1550),
  /** A menu without a recording of its own. */
  NO_PROMPT(1700),
  /** A number that may be dialled from a menu. */
  REACHED(1850),
  /** A number that may not. */
  FORBIDDEN(2000),
  /** Where the default branch of a menu leads. */
  FALLBACK(2150),
  /** A prompt that an account gave a name of its own. */
  OWN_WORDS(2300),
  /** What a caller says into a recording. */
  RECORDED(2450);

  private final int hz;

  Tone(int hz) {
    this.hz = hz;
  }

  /** Returns the frequency in hertz. */
  public int hz() {
    return hz;
  }

  /** Returns the prompt's name in a config folder, such as {@code no-prompt}. */
  public String promptName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
