package io.dialtree.media.dtmf;

/**
 * Lets each key press through once, whichever and however many ways it came. A press that was let
 * through is remembered for a moment; the same key by another way within that moment is its twin
 * and is dropped, once for each way. In mode {@link DigitMode#AUTO} tones count for nothing once an
 * event was seen.
 *
 * <p>Confined to the media thread; allocates nothing per digit.
 */
final class DigitGate {
  // Tone and event travel in one stream: they differ by the detector's delay and a few packets.
  private static final long TWIN_NS = 300_000_000;
  // INFO travels through proxies, and many phones send it when the key is released.
  private static final long INFO_TWIN_NS = 1_000_000_000;
  // Ten keys a second is the fastest anybody signals (ITU-T Q.24), for as long as a twin may lag.
  private static final int REMEMBERED = 16;

  private final DigitSink sink;
  private final char[] digits = new char[REMEMBERED];
  private final int[] sources = new int[REMEMBERED];
  private final long[] activeNs = new long[REMEMBERED];
  private DigitMode mode = DigitMode.AUTO;
  private boolean eventSeen;
  private int next;

  DigitGate(DigitSink sink) {
    this.sink = sink;
  }

  /** As {@link DigitReceiver#touch}. */
  int touch() {
    return eventSeen ? 1 : 0;
  }

  void setMode(DigitMode changed) {
    mode = changed;
  }

  /** The far end may be another one now: tones count again until it sends an event. */
  void forgetEvents() {
    eventSeen = false;
  }

  /** Whether tones can still become digits; if not, nobody need look for them. */
  boolean hearsTones() {
    return mode.hears(DigitSource.TONE) && !(mode == DigitMode.AUTO && eventSeen);
  }

  void onDigit(char digit, DigitSource source, int durationMs, long nowNs) {
    if (!mode.hears(source) || (source == DigitSource.TONE && !hearsTones())) {
      return;
    }
    eventSeen |= source == DigitSource.EVENT;
    if (isTwin(digit, source, nowNs)) {
      return;
    }
    digits[next] = digit;
    sources[next] = bit(source);
    activeNs[next] = nowNs;
    next = (next + 1) % REMEMBERED;
    sink.onDigit(digit, source, durationMs, nowNs);
  }

  /** The key of this source that was let through last is still held: its twin may come later. */
  void onHeld(DigitSource source, long nowNs) {
    for (int i = 1; i <= REMEMBERED; i++) {
      int slot = (next - i + REMEMBERED) % REMEMBERED;
      if ((sources[slot] & bit(source)) != 0) {
        activeNs[slot] = nowNs;
        return;
      }
    }
  }

  private boolean isTwin(char digit, DigitSource source, long nowNs) {
    for (int i = 0; i < REMEMBERED; i++) {
      int slot = (next + i) % REMEMBERED;
      boolean open =
          digits[slot] == digit && sources[slot] != 0 && (sources[slot] & bit(source)) == 0;
      if (open && nowNs - activeNs[slot] <= windowNs(source, sources[slot])) {
        sources[slot] |= bit(source);
        return true;
      }
    }
    return false;
  }

  private static long windowNs(DigitSource source, int others) {
    boolean info = source == DigitSource.INFO || others == bit(DigitSource.INFO);
    return info ? INFO_TWIN_NS : TWIN_NS;
  }

  private static int bit(DigitSource source) {
    return switch (source) {
      case EVENT -> 1;
      case TONE -> 2;
      case INFO -> 4;
    };
  }
}
