package io.dialtree.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Joins RFC 4733 packets into key presses. A press is known by SSRC, timestamp and event (section
 * 2.5.2.2) and is reported with the first packet seen of it, whichever that is; marker and end bit
 * are hints that may be missing. Senders that let the timestamp move, stand still or change at the
 * end are understood as far as their packets tell presses apart.
 *
 * <p>Confined to the media thread; allocates nothing per packet.
 */
final class EventReceiver {
  /** Takes what was found, on the thread of the packets. */
  interface Listener {
    /** A key that was not reported before. */
    void onKey(char key, long atNs);

    /** The key reported last is still held, or was released just now. */
    void onKeyGoesOn(long atNs);
  }

  private static final int BLOCK_BYTES = 4;
  private static final int KEY_EVENTS = 16;

  // Redundancy repeats up to five older events (RFC 4733 section 2.6.2); more room for packets that
  // come late.
  private static final int REMEMBERED = 16;
  // About three packet intervals of 20 to 50 ms without a packet end a press (RFC 4733 section
  // 2.5.2.2).
  private static final long SILENCE_NS = 120_000_000;
  // Updates of one press come at least this often from senders whose timestamp moves.
  private static final long MOVING_GAP_NS = 70_000_000;
  // The three end packets of one press come within this time of each other.
  private static final long END_REPEAT_NS = 50_000_000;
  // A press that begins with the timestamp of the last one is a new press only after this pause.
  private static final long FROZEN_PAUSE_NS = 60_000_000;
  // Two segments of a long press meet, give or take a packet (RFC 4733 section 2.5.1.3).
  private static final int SEGMENT_TICKS = 0xFFFF;

  private final Listener listener;
  private final int[] knownSsrc = new int[REMEMBERED];
  private final int[] knownTimestamp = new int[REMEMBERED];
  private final int[] knownEvent = new int[REMEMBERED];
  private int known;

  private boolean any;
  private boolean ended;
  private boolean timestampSteady;
  private int ssrc;
  private int timestamp;
  private int event;
  private int durationTicks;
  private int sequence;
  private long lastNs;

  EventReceiver(Listener listener) {
    this.listener = listener;
  }

  /**
   * One payload: one block of four bytes, or several that follow each other in time (section
   * 2.5.1.5).
   */
  void onPayload(
      ByteBuffer packet,
      int offset,
      int length,
      int ssrc,
      int timestamp,
      int sequence,
      boolean redundant,
      long nowNs) {
    int start = timestamp;
    for (int at = offset; at + BLOCK_BYTES <= offset + length; at += BLOCK_BYTES) {
      int code = packet.get(at) & 0xFF;
      boolean end = packet.get(at + 1) < 0;
      int ticks = ((packet.get(at + 2) & 0xFF) << 8) | (packet.get(at + 3) & 0xFF);
      if (code < KEY_EVENTS) {
        onBlock(ssrc, start, code, end, ticks, sequence, redundant, nowNs);
      }
      start += ticks;
    }
  }

  private void onBlock(
      int ssrc,
      int start,
      int code,
      boolean end,
      int ticks,
      int sequence,
      boolean redundant,
      long nowNs) {
    ended |= any && nowNs - lastNs > SILENCE_NS;
    if (redundant || !continuesCurrent(ssrc, start, code, end, ticks, sequence, nowNs)) {
      if (isKnown(ssrc, start, code)
          && !isFrozenClock(ssrc, start, code, end, ticks, sequence, nowNs)) {
        return;
      }
      begin(ssrc, start, code, nowNs);
      durationTicks = ticks;
      ended = end;
      this.sequence = sequence;
    } else {
      timestampSteady |= start == timestamp;
      remember(ssrc, start, code);
      timestamp = start;
      durationTicks = Math.max(durationTicks, ticks);
      ended |= end;
      // A packet that comes late must not turn the count back.
      if (isAhead(sequence)) {
        this.sequence = sequence;
      }
      listener.onKeyGoesOn(nowNs);
    }
    lastNs = nowNs;
  }

  private boolean isAhead(int sequenceNumber) {
    return (short) (sequenceNumber - sequence) > 0;
  }

  private void begin(int ssrc, int start, int code, long nowNs) {
    any = true;
    this.ssrc = ssrc;
    timestamp = start;
    event = code;
    timestampSteady = false;
    remember(ssrc, start, code);
    listener.onKey(Keypad.keyOfEvent(code), nowNs);
  }

  private boolean continuesCurrent(
      int ssrc, int start, int code, boolean end, int ticks, int sequence, long nowNs) {
    if (!any || ssrc != this.ssrc || code != event) {
      return false;
    }
    if (start == timestamp) {
      return !isFrozenClock(ssrc, start, code, end, ticks, sequence, nowNs);
    }
    if (ended) {
      // Some senders give each of the end packets a timestamp of its own.
      return end && ticks >= durationTicks && nowNs - lastNs <= END_REPEAT_NS;
    }
    boolean nextSegment = Math.abs(start - timestamp - SEGMENT_TICKS) <= Math.max(ticks, 1);
    boolean movedEnd = end && ticks >= durationTicks && nowNs - lastNs <= END_REPEAT_NS;
    return nextSegment || movedEnd || (!timestampSteady && nowNs - lastNs <= MOVING_GAP_NS);
  }

  /**
   * Whether a packet with the timestamp of a finished press starts another one: the sender's clock
   * stands still.
   */
  private boolean isFrozenClock(
      int ssrc, int start, int code, boolean end, int ticks, int sequence, long nowNs) {
    return any
        && ended
        && ssrc == this.ssrc
        && start == timestamp
        && code == event
        && !end
        && ticks < durationTicks
        && isAhead(sequence)
        && nowNs - lastNs > FROZEN_PAUSE_NS;
  }

  private boolean isKnown(int ssrc, int start, int code) {
    for (int i = 0; i < Math.min(known, REMEMBERED); i++) {
      if (knownTimestamp[i] == start && knownEvent[i] == code && knownSsrc[i] == ssrc) {
        return true;
      }
    }
    return false;
  }

  private void remember(int ssrc, int start, int code) {
    if (isKnown(ssrc, start, code)) {
      return;
    }
    int slot = known++ % REMEMBERED;
    if (known == 2 * REMEMBERED) {
      known = REMEMBERED;
    }
    knownSsrc[slot] = ssrc;
    knownTimestamp[slot] = start;
    knownEvent[slot] = code;
  }
}
