package io.dialtree.server.recording;

import io.dialtree.media.rtp.RtpPacket;
import java.util.Arrays;

/**
 * Where on the clock of a recording the timestamps of one RTP stream stand. The packet that was the
 * least time on its way tells; so a packet that was held up still gets its own place. The clocks of
 * two machines drift apart slowly, which is followed. In samples throughout.
 */
final class StreamClock {
  private static final int PER_MS = Track.SAMPLE_RATE / 1000;

  /** So far off, it is put right when nobody is talking. */
  private static final int OFF = 10 * PER_MS;

  /** So far off, at once. */
  private static final int FAR_OFF = 40 * PER_MS;

  /** Later than any network makes it: the sender's clock stood still. */
  private static final int STOOD_STILL = Track.HOLD_MS * PER_MS;

  /** A packet that is this far from the last one's place belongs to another count of time. */
  private static final int JUMP = 1000 * PER_MS;

  /** The least lateness of each of the last ten seconds. */
  private static final int SECONDS = 10;

  private static final long NONE = Long.MAX_VALUE;

  private final int ssrc;
  private final int clockRate;
  private final long[] least = new long[SECONDS];
  private int lastTimestamp;
  private long ticks;
  private long lastLateness;
  private long second;
  private long offset = NONE;

  /** The clock of a stream whose first packet has this timestamp and came at {@code arrival}. */
  StreamClock(int ssrc, int clockRate, int timestamp, long arrival) {
    this.ssrc = ssrc;
    this.clockRate = clockRate;
    this.lastTimestamp = timestamp;
    this.lastLateness = arrival;
    Arrays.fill(least, NONE);
  }

  /** False for a packet of another stream, or of this one after its timestamps began anew. */
  boolean fits(int packetSsrc, int packetClockRate, int timestamp, long arrival) {
    long lateness = arrival - place(timestamp);
    return packetSsrc == ssrc
        && packetClockRate == clockRate
        && Math.abs(lateness - lastLateness) <= JUMP;
  }

  private long place(int timestamp) {
    return (ticks + RtpPacket.timestampDistance(lastTimestamp, timestamp))
        * Track.SAMPLE_RATE
        / clockRate;
  }

  /**
   * A packet came.
   *
   * @return its place from the stream's first packet on
   */
  long arrived(int timestamp, long arrival) {
    ticks += RtpPacket.timestampDistance(lastTimestamp, timestamp);
    lastTimestamp = timestamp;
    long place = ticks * Track.SAMPLE_RATE / clockRate;
    lastLateness = arrival - place;
    long now = Math.max(0, arrival) / Track.SAMPLE_RATE;
    for (; second < now; second++) {
      least[(int) ((second + 1) % SECONDS)] = NONE;
    }
    int slot = (int) (now % SECONDS);
    least[slot] = Math.min(least[slot], lastLateness);
    return place;
  }

  /**
   * How far the stream's own places are from the recording's, now.
   *
   * @param leastSoon the least lateness of the packets that came within {@link Track#HOLD_MS}
   * @param quiet when a small step is not heard
   */
  long offset(long leastSoon, boolean quiet) {
    long longTerm = Arrays.stream(least).min().orElse(NONE);
    long seen = Math.min(leastSoon, longTerm);
    if (offset == NONE || leastSoon > offset + STOOD_STILL) {
      offset = leastSoon;
      Arrays.fill(least, NONE);
    } else if (Math.abs(seen - offset) > (quiet ? OFF : FAR_OFF)) {
      offset = seen;
    }
    return offset;
  }
}
