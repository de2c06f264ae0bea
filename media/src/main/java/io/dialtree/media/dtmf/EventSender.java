package io.dialtree.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Makes the RFC 4733 payloads of one key after the other. The owner calls {@link #press} and then
 * {@link #nextPayload} once a packet time until it answers false, sending each payload with {@link
 * #timestamp}, its own sequence numbers and the marker of {@link #isFirst}. Confined to the media
 * thread.
 */
public final class EventSender {
  /** Bytes of an event payload. */
  public static final int PAYLOAD_BYTES = 4;

  // RFC 4733 section 2.5.1.4: the end packet is sent three times in total.
  private static final int END_PACKETS = 3;
  private static final int SEGMENT_TICKS_MAX = 0xFFFF;
  private static final int VOLUME_DBM0 = 10;
  private static final int END_BIT = 0x80;

  private final int ptimeMs;
  private final int ticksPerPacket;
  private int event;
  private int timestamp;
  private int segmentTicks;
  private int packetsLeft;
  private int endsLeft;
  private boolean started;
  private boolean first;

  /** A sender on a clock in ticks a second that is asked for a payload every {@code ptimeMs}. */
  public EventSender(int clockRate, int ptimeMs) {
    this.ptimeMs = ptimeMs;
    this.ticksPerPacket = clockRate / 1000 * ptimeMs;
  }

  /**
   * Starts a key and drops an unfinished one.
   *
   * @param key one of {@link Keypad#KEYS}
   * @param startTimestamp RTP timestamp of the moment the key goes down
   * @param durationMs length of the press, rounded up to whole packet times
   */
  public void press(char key, int startTimestamp, int durationMs) {
    int code = Keypad.eventOf(key);
    if (code < 0) {
      throw new IllegalArgumentException("no key of a telephone: '" + key + "'");
    }
    event = code;
    timestamp = startTimestamp;
    segmentTicks = 0;
    packetsLeft = Math.max(1, (durationMs + ptimeMs - 1) / ptimeMs);
    endsLeft = END_PACKETS;
    started = false;
  }

  /** Whether {@link #nextPayload} has something to send. */
  public boolean isActive() {
    return endsLeft > 0;
  }

  /**
   * Writes the next payload at {@code offset}; false, and nothing written, when the key is done.
   */
  public boolean nextPayload(ByteBuffer out, int offset) {
    if (!isActive()) {
      return false;
    }
    first = !started;
    started = true;
    if (packetsLeft > 0) {
      advance();
    }
    boolean end = packetsLeft == 0;
    if (end) {
      endsLeft--;
    }
    out.put(offset, (byte) event);
    out.put(offset + 1, (byte) (VOLUME_DBM0 | (end ? END_BIT : 0)));
    out.put(offset + 2, (byte) (segmentTicks >> 8));
    out.put(offset + 3, (byte) segmentTicks);
    return true;
  }

  /** RTP timestamp of the payload written last. */
  public int timestamp() {
    return timestamp;
  }

  /** Whether the payload written last was the first of its key, which carries the marker. */
  public boolean isFirst() {
    return first;
  }

  private void advance() {
    packetsLeft--;
    segmentTicks += ticksPerPacket;
    if (segmentTicks > SEGMENT_TICKS_MAX) {
      // RFC 4733 section 2.5.1.3: a long press goes on as a new segment that starts where the full
      // one ended.
      timestamp += SEGMENT_TICKS_MAX;
      segmentTicks -= SEGMENT_TICKS_MAX;
    }
  }
}
