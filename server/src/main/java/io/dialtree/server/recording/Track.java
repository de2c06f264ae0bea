package io.dialtree.server.recording;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioDecoder;
import io.dialtree.media.engine.AudioTap;
import io.dialtree.media.jitter.LossConcealment;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.server.recording.PacketQueue.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a recorded call. A recording is in no hurry, so it does without a jitter buffer's
 * guesses: packets wait until late ones have come, and each is put where its timestamp says. What
 * was lost is made up for up to 60 ms; what was not sent is silence. Places are samples since the
 * recording began. Confined to one thread, except for its {@link #tap}.
 */
final class Track {
  static final int SAMPLE_RATE = AudioCodec.NARROWBAND_RATE;

  /** A packet that is later than this behind the one after it is lost. */
  static final int HOLD_MS = 250;

  private static final long HOLD = (long) HOLD_MS * SAMPLE_RATE / 1000;
  private static final int PAYLOAD_MAX = 2048; // no codec makes more than a sample of a byte, or
  private static final int DECODED_MAX = 2048; // more than 120 ms of a packet (RFC 6716 section 2)
  private static final int MADE_UP_MAX = 60 * SAMPLE_RATE / 1000;
  private static final int RESTART = 1000; // so many numbers back, the sender counts anew
  private static final double QUIET_RMS = 60; // about -48 dBm0

  /** Two seconds: all that can lie between what is written and what is placed, and room. */
  private static final int WINDOW = 2 * SAMPLE_RATE;

  /** What waits, with its place on its own stream's clock. */
  private record Waiting(Packet packet, StreamClock clock, long place, long arrival) {
    int number() {
      return RtpPacket.sequence(packet.bytes(), 0);
    }

    int ssrc() {
      return RtpPacket.ssrc(packet.bytes(), 0);
    }
  }

  private final PacketQueue queue = new PacketQueue();
  private final long startNs;
  private final List<Waiting> waiting = new ArrayList<>(); // a few: what came within HOLD_MS
  private final short[] window = new short[WINDOW];
  private final short[] pcm = new short[DECODED_MAX];
  private final short[] madeUp = new short[MADE_UP_MAX];
  private @Nullable StreamClock clock;
  private @Nullable Waiting last;
  private @Nullable AudioCodec codec;
  private @Nullable AudioDecoder decoder;
  private LossConcealment concealment = new LossConcealment(SAMPLE_RATE);
  private boolean quiet = true;
  private long audioEnd;
  private long written;

  Track(long startNs) {
    this.startNs = startNs;
  }

  /** Where the media thread hands packets over. */
  AudioTap tap() {
    return queue;
  }

  /** The place of a moment. */
  static long place(long ns, long startNs) {
    return (ns - startNs) * SAMPLE_RATE / 1_000_000_000L;
  }

  /** Places what had come {@link #HOLD_MS} before then. */
  void advance(long nowNs) {
    for (var next = queue.take(nowNs); next.isPresent(); next = queue.take(nowNs)) {
      arrived(next.get());
    }
    long ripe = place(nowNs, startNs) - HOLD;
    int through = waiting.size() - 1;
    while (through >= 0 && waiting.get(through).arrival > ripe) {
      through--;
    }
    for (int i = 0; i <= through; i++) {
      release(waiting.get(i), i);
    }
    waiting.subList(0, through + 1).clear();
  }

  private void arrived(Packet packet) {
    if (packet.length() > PAYLOAD_MAX) {
      return;
    }
    long arrival = place(packet.arrivalNs(), startNs);
    int ssrc = RtpPacket.ssrc(packet.bytes(), 0);
    int timestamp = RtpPacket.timestamp(packet.bytes(), 0);
    StreamClock now = clock;
    if (packet.codec().isPresent()) {
      int rate = packet.codec().get().clockRate();
      if (now == null || !now.fits(ssrc, rate, timestamp, arrival)) {
        now = new StreamClock(ssrc, rate, timestamp, arrival);
        clock = now;
      }
      long place = now.arrived(timestamp, arrival);
      insert(new Waiting(packet, now, place, arrival));
    } else if (now != null) {
      insert(new Waiting(packet, now, 0, arrival));
    }
  }

  /** By number; one that is there already, or whose turn is over, is passed over. */
  private void insert(Waiting fresh) {
    int at = waiting.size();
    while (at > 0 && distance(waiting.get(at - 1), fresh) < 0) {
      at--;
    }
    Waiting before = at > 0 ? waiting.get(at - 1) : last;
    int distance = before == null ? 1 : distance(before, fresh);
    if (distance > 0) {
      waiting.add(at, fresh);
    }
  }

  /** How many numbers the second is behind the first; 1 when they do not count together. */
  private static int distance(Waiting first, Waiting second) {
    int distance = RtpPacket.sequenceDistance(first.number(), second.number());
    boolean together = first.ssrc() == second.ssrc() && Math.abs(distance) < RESTART;
    return together ? distance : 1;
  }

  private void release(Waiting next, int index) {
    int missing = last == null ? 0 : distance(last, next) - 1;
    last = next;
    Packet packet = next.packet;
    if (packet.codec().isEmpty()) {
      quiet = true;
      return;
    }
    int samples =
        decoder(packet.codec().get())
            .decode(packet.bytes(), packet.offset(), packet.length(), pcm, 0);
    boolean wasQuiet = quiet;
    quiet = isQuiet(samples);
    long place =
        next.place + next.clock.offset(leastLateness(next.clock, index), wasQuiet || quiet);
    if (missing > 0) {
      makeUp(place);
    }
    if (concealment.isActive()) {
      concealment.join(pcm, 0, samples);
    }
    concealment.heard(pcm, 0, samples);
    put(place, pcm, samples);
    audioEnd = place + samples;
  }

  private AudioDecoder decoder(AudioCodec now) {
    AudioDecoder known = decoder;
    if (known == null || !now.equals(codec)) {
      known = now.newNarrowbandDecoder();
      decoder = known;
      codec = now;
      concealment = new LossConcealment(SAMPLE_RATE);
    }
    return known;
  }

  private boolean isQuiet(int samples) {
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return sum <= QUIET_RMS * QUIET_RMS * samples;
  }

  private long leastLateness(StreamClock of, int from) {
    return waiting.stream()
        .skip(from)
        .filter(w -> w.clock == of && w.packet.codec().isPresent())
        .mapToLong(w -> w.arrival - w.place)
        .min()
        .orElse(0);
  }

  private void makeUp(long untilPlace) {
    int length = Math.clamp(untilPlace - audioEnd, 0, MADE_UP_MAX);
    if (length > 0) {
      concealment.fill(madeUp, length);
      put(audioEnd, madeUp, length);
    }
  }

  private void put(long place, short[] samples, int length) {
    int from = Math.clamp(written - place, 0, length);
    int to = Math.clamp(written + WINDOW - place, 0, length);
    for (int i = from; i < to; i++) {
      window[(int) ((place + i) % WINDOW)] = samples[i];
    }
  }

  /**
   * Hands out what comes next and forgets it.
   *
   * @param out gets every second sample from {@code at} on
   */
  void drain(short[] out, int at, int samples) {
    for (int i = 0; i < samples; i++) {
      int slot = (int) ((written + i) % WINDOW);
      out[at + 2 * i] = window[slot];
      window[slot] = 0;
    }
    written += samples;
  }

  /** Packets that found the queue full. */
  long dropped() {
    return queue.dropped();
  }
}
