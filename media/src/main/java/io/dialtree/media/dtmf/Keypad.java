package io.dialtree.media.dtmf;

/**
 * The sixteen keys: their frequencies (ITU-T Q.23) and their event codes (RFC 4733 section 3.2).
 */
public final class Keypad {
  /** The keys in the order of their event codes 0 to 15. */
  public static final String KEYS = "0123456789*#ABCD";

  private static final String GRID = "123A456B789C*0#D";
  private static final double[] LOW_HZ = {697, 770, 852, 941};
  private static final double[] HIGH_HZ = {1209, 1336, 1477, 1633};

  private Keypad() {}

  /** Whether the character is a key; letters in upper case only. */
  public static boolean isKey(char key) {
    return GRID.indexOf(key) >= 0;
  }

  /** The key of an event code 0 to 15. */
  public static char keyOfEvent(int event) {
    return KEYS.charAt(event);
  }

  /** The event code of a key, or -1. */
  public static int eventOf(char key) {
    return KEYS.indexOf(key);
  }

  /** The low tone of a key in hertz. */
  public static double lowHz(char key) {
    return LOW_HZ[gridIndex(key) / 4];
  }

  /** The high tone of a key in hertz. */
  public static double highHz(char key) {
    return HIGH_HZ[gridIndex(key) % 4];
  }

  static char keyAt(int row, int column) {
    return GRID.charAt(4 * row + column);
  }

  private static int gridIndex(char key) {
    int index = GRID.indexOf(key);
    if (index < 0) {
      throw new IllegalArgumentException("no key of a telephone: '" + key + "'");
    }
    return index;
  }
}
