package io.dialtree.server.load;

import io.dialtree.media.dtmf.Keypad;

/**
 * Which key is down in which frame of a caller's stream, counted from the moment the caller starts
 * to press. A key lasts 100 ms and 120 ms of pause follow, in which an RFC 4733 event sends its
 * second and third end packet. Immutable.
 */
final class KeyScript {
  /** Length of a press. */
  static final int KEY_MS = 100;

  static final int KEY_FRAMES = KEY_MS / LoadStream.PTIME_MS;
  static final int PERIOD_FRAMES = 11;
  static final char NO_KEY = 0;

  private final String keys;

  /**
   * A script of these keys.
   *
   * @throws IllegalArgumentException saying what was found and what is allowed
   */
  KeyScript(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      char key = keys.charAt(i);
      if (!Keypad.isKey(key)) {
        throw new IllegalArgumentException(
            "\"" + key + "\" in \"" + keys + "\" is no key; allowed: 0-9 * # A-D");
      }
    }
    this.keys = keys;
  }

  /** The key that is down in this frame, or {@link #NO_KEY}. */
  char keyAt(long frame) {
    return frame >= 0 && frame < frames() && frame % PERIOD_FRAMES < KEY_FRAMES
        ? keys.charAt((int) (frame / PERIOD_FRAMES))
        : NO_KEY;
  }

  /** True in the first frame of a key. */
  boolean isPress(long frame) {
    return keyAt(frame) != NO_KEY && frame % PERIOD_FRAMES == 0;
  }

  /** True in the first frame of the last key. */
  boolean isLastPress(long frame) {
    return frame == frames() - PERIOD_FRAMES && isPress(frame);
  }

  /** True in the frames of the script, pauses between keys included: the caller does not speak. */
  boolean isRunning(long frame) {
    return frame >= 0 && frame < frames();
  }

  /** Length of all. */
  int frames() {
    return keys.length() * PERIOD_FRAMES;
  }
}
