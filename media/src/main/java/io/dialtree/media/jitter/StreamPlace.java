package io.dialtree.media.jitter;

import io.dialtree.media.rtp.RtpPacket;

/**
 * Finds where a packet belongs: its number without wraps, and its position in samples on the clock
 * of arrivals. A stream that begins anew (other SSRC, other numbers, other timestamps; RFC 3550
 * appendix A.1) goes on where the old one was, so that nobody behind needs to know. Confined to one
 * thread; allocates nothing.
 */
final class StreamPlace {
  /** How a packet stands to the stream. */
  enum Kind {
    /** It belongs to the stream. */
    KNOWN,
    /** With it the stream begins anew. */
    FRESH,
    /** Nobody knows where it belongs; perhaps the next one tells. */
    STRANGE
  }

  private static final int JUMP_MIN = 1000; // packets; 20 s of audio are no loss any more
  private static final int EMPTY = -1;

  private final int sampleRate;
  private final int clockRate;
  private boolean started;
  private boolean hasAudio;
  private int ssrc;
  private int highSequence;
  private long highNumber = PacketSlots.SLOTS; // numbers before the first may still come
  private int highTimestamp;
  private long highPosition;
  private long highEnd;
  private int strange = EMPTY;
  private long number;
  private long position;

  StreamPlace(int sampleRate, int clockRate) {
    this.sampleRate = sampleRate;
    this.clockRate = clockRate;
  }

  /**
   * Takes a packet of audio.
   *
   * @param samples it holds
   * @param arrival when it came, in samples
   * @param base what the fastest packets take from their position to their arrival, in samples
   */
  Kind audio(int newSsrc, int sequence, int timestamp, int samples, long arrival, long base) {
    Kind kind = number(newSsrc, sequence);
    if (kind == Kind.STRANGE) {
      return kind;
    }
    if (kind == Kind.KNOWN && hasAudio) {
      position = highPosition + samplesBetween(highTimestamp, timestamp);
      if (isPlausible(arrival - position - base)) {
        if (number == highNumber) {
          reach(timestamp, samples);
        }
        return Kind.KNOWN;
      }
      if (number != highNumber) {
        return Kind.STRANGE;
      }
    }
    position = Math.max(arrival - base, highEnd);
    hasAudio = true;
    reach(timestamp, samples);
    return Kind.FRESH;
  }

  /** Takes a packet that has a number but no audio, and a timestamp that means something else. */
  Kind other(int newSsrc, int sequence) {
    Kind kind = number(newSsrc, sequence);
    hasAudio &= kind != Kind.FRESH;
    return kind;
  }

  /** A tenth of a buffer early or a second late is another clock, not the network. */
  private boolean isPlausible(long delay) {
    return delay > -sampleRate / 5 && delay < sampleRate;
  }

  private void reach(int timestamp, int samples) {
    highTimestamp = timestamp;
    highPosition = position;
    highEnd = position + samples;
  }

  private Kind number(int newSsrc, int sequence) {
    int ahead = RtpPacket.sequenceDistance(highSequence, sequence);
    boolean another = !started || newSsrc != ssrc;
    if (!another && Math.abs(ahead) < JUMP_MIN) {
      number = highNumber + ahead;
      if (ahead > 0) {
        highNumber = number;
        highSequence = sequence;
      }
      return Kind.KNOWN;
    }
    boolean second = sequence == ((strange + 1) & 0xFFFF);
    strange = sequence;
    if (!another && !second) {
      return Kind.STRANGE;
    }
    started = true;
    ssrc = newSsrc;
    highSequence = sequence;
    highNumber++;
    number = highNumber;
    strange = EMPTY;
    return Kind.FRESH;
  }

  private long samplesBetween(int earlier, int later) {
    return (long) RtpPacket.timestampDistance(earlier, later) * sampleRate / clockRate;
  }

  /** Number of the packet taken last. */
  long number() {
    return number;
  }

  /** Position of the audio packet taken last. */
  long position() {
    return position;
  }
}
