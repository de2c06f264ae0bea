package io.dialtree.media.rtcp;

/**
 * What a receiver knows about one RTP stream: extended sequence number, loss, interarrival jitter
 * (RFC 3550 appendices A.1, A.3 and A.8). Confined to the media thread; allocates nothing.
 */
public final class ReceiveStats {
  /** How one packet stands to those before it. */
  public enum Arrival {
    /** The next one, or a later one after a loss. */
    IN_ORDER,
    /** After a later one. */
    LATE,
    /** Seen already. */
    DUPLICATE,
    /** First of a stream, or the sender jumped. */
    RESTART
  }

  private static final int MAX_DROPOUT = 3000; // RFC 3550 A.1
  private static final int WINDOW = 64; // packets back that a duplicate is recognised: one long

  private boolean started;
  private int ssrc;
  private int clockRate;
  private int maxSequence;
  private long cycles;
  private long base;
  private long received;
  private long expectedPrior;
  private long receivedPrior;
  private long seenMask;
  private long transitTicks;
  private long jitterTimes16;
  private long lostBefore;
  private long duplicates;
  private long late;

  /**
   * Takes a packet's header into account.
   *
   * @param arrivalNs when it came, on any steady clock
   * @param packetClockRate ticks a second of the packet's timestamp; 0 for one that says nothing
   *     about jitter, such as a telephone-event, whose timestamp stands still
   */
  public Arrival onPacket(
      int newSsrc, int sequence, int timestamp, long arrivalNs, int packetClockRate) {
    if (!started || newSsrc != ssrc) {
      restart(newSsrc, sequence, timestamp, arrivalNs, packetClockRate);
      return Arrival.RESTART;
    }
    int ahead = (sequence - maxSequence) & 0xFFFF;
    Arrival arrival;
    if (ahead != 0 && ahead < MAX_DROPOUT) {
      arrival = advance(sequence, ahead);
    } else if (ahead == 0 || 0x10000 - ahead < WINDOW) {
      arrival = lookBack(0x10000 - ahead & 0xFFFF);
    } else {
      restart(newSsrc, sequence, timestamp, arrivalNs, packetClockRate);
      return Arrival.RESTART;
    }
    if (arrival == Arrival.IN_ORDER && packetClockRate > 0) {
      updateJitter(timestamp, arrivalNs, packetClockRate);
    }
    return arrival;
  }

  private Arrival advance(int sequence, int ahead) {
    if (sequence < maxSequence) {
      cycles += 0x10000;
    }
    maxSequence = sequence;
    seenMask = ahead >= WINDOW ? 1 : (seenMask << ahead) | 1;
    received++;
    return Arrival.IN_ORDER;
  }

  private Arrival lookBack(int back) {
    long bit = 1L << back;
    if ((seenMask & bit) != 0) {
      duplicates++;
      return Arrival.DUPLICATE;
    }
    seenMask |= bit;
    received++;
    late++;
    return Arrival.LATE;
  }

  private void restart(
      int newSsrc, int sequence, int timestamp, long arrivalNs, int packetClockRate) {
    lostBefore = started ? lost() : 0;
    started = true;
    ssrc = newSsrc;
    maxSequence = sequence;
    cycles = 0;
    base = sequence;
    receivedPrior = 0;
    expectedPrior = 0;
    received = 1;
    seenMask = 1;
    jitterTimes16 = 0;
    clockRate = packetClockRate;
    transitTicks = transit(timestamp, arrivalNs);
  }

  /** RFC 3550 A.8, in integers: J += (|D| - J) / 16. */
  private void updateJitter(int timestamp, long arrivalNs, int packetClockRate) {
    if (packetClockRate != clockRate) {
      changeClock(timestamp, arrivalNs, packetClockRate);
      return;
    }
    long transit = transit(timestamp, arrivalNs);
    long d = Math.abs((int) (transit - transitTicks));
    transitTicks = transit;
    jitterTimes16 += d - ((jitterTimes16 + 8) >> 4);
  }

  /** Another codec counts time otherwise: what is known is kept, in its ticks (RFC 7160). */
  private void changeClock(int timestamp, long arrivalNs, int packetClockRate) {
    jitterTimes16 = clockRate == 0 ? 0 : jitterTimes16 * packetClockRate / clockRate;
    clockRate = packetClockRate;
    transitTicks = transit(timestamp, arrivalNs);
  }

  /** Only differences of it mean anything. Microseconds first, so that nothing overflows. */
  private long transit(int timestamp, long arrivalNs) {
    return arrivalNs / 1000 * (clockRate / 100) / 10_000 - (timestamp & 0xFFFFFFFFL);
  }

  /** Reads itself from memory, which is in two or three lines of it; the sum means nothing. */
  public int touch() {
    return (int) (cycles + transitTicks) + maxSequence;
  }

  /** True once a packet came. */
  public boolean isStarted() {
    return started;
  }

  /** The stream's SSRC. */
  public int ssrc() {
    return ssrc;
  }

  /** Packets lost so far over all streams of this call, never below 0. */
  public long lost() {
    return started ? lostBefore + Math.max(0, expected() - received) : 0;
  }

  /** Packets that came after a later one. */
  public long late() {
    return late;
  }

  /** Packets that came twice. */
  public long duplicates() {
    return duplicates;
  }

  /** Interarrival jitter in timestamp units of the codec heard last. */
  public long jitterTicks() {
    return jitterTimes16 >> 4;
  }

  /** Interarrival jitter in milliseconds, rounded down. */
  public long jitterMs() {
    return clockRate == 0 ? 0 : jitterTicks() * 1000 / clockRate;
  }

  /** The extended highest sequence number received, as a report carries it. */
  long extendedMax() {
    return cycles + maxSequence;
  }

  private long expected() {
    return cycles + maxSequence - base + 1;
  }

  /** The share of packets lost since the last call of this method, in 1/256 (RFC 3550 A.3). */
  int takeFractionLost() {
    long expectedNow = expected();
    long expectedInterval = expectedNow - expectedPrior;
    long lostInterval = expectedInterval - (received - receivedPrior);
    expectedPrior = expectedNow;
    receivedPrior = received;
    return expectedInterval == 0 || lostInterval <= 0
        ? 0
        : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
  }
}
