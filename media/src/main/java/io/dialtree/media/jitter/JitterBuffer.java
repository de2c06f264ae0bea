package io.dialtree.media.jitter;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.AudioDecoder;
import io.dialtree.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Packets of one stream in, in any order and at any time; even audio out. Give it every packet as
 * it comes, and take a frame whenever one is due: what was lost is made up, what was not sent is
 * silence, and the delay follows the network between 20 and 200 ms.
 *
 * <p>Confined to one thread. Allocates nothing per packet and per frame; a stream that begins anew
 * gets a new decoder.
 */
public final class JitterBuffer {
  private static final int PAYLOAD_MS_MAX = 60;
  private static final int DECODED_MS_MAX = 120; // the longest packet of Opus (RFC 6716 section 2)
  private static final int STEADY_MS = 20; // so far above its target the delay is left alone
  private static final int STEADY_BELOW_MS = 10;
  private static final int FORCE_MS = 60; // so far off, unlike sounds are joined too
  private static final int STRETCH_EVERY_MS = 100; // in speech; in silence every frame may change
  private static final int QUIET_RMS = 50; // about -50 dBm0
  private static final int HISTORY = 64; // numbers back that a duplicate is known: one long

  private final AudioCodec codec;
  private final Supplier<AudioDecoder> newDecoder;
  private final int sampleRate;
  private final StreamPlace place;
  private final PacketSlots slots;
  private final DelayEstimate estimate;
  private final LossConcealment concealment;
  private final FrameStretch stretch;
  private final short[] frame;
  private AudioDecoder decoder;
  private int frameAt;
  private int frameLeft;
  private boolean started;
  private boolean everPlayed;
  private boolean playing;
  private boolean pause;
  private boolean silent;
  private long nextNumber;
  private long nextPosition;
  private long playedMask;
  private long madeUpUnasked;
  private long sinceStretch;
  private long delay;
  private long concealed;
  private long lost;
  private long discardedLate;
  private long duplicates;
  private long underruns;
  private long restarts;

  private JitterBuffer(AudioCodec codec, int sampleRate, Supplier<AudioDecoder> newDecoder) {
    this.codec = codec;
    this.newDecoder = newDecoder;
    this.sampleRate = sampleRate;
    this.decoder = newDecoder.get();
    this.place = new StreamPlace(sampleRate, codec.clockRate());
    this.slots = new PacketSlots(codec.payloadBytes(PAYLOAD_MS_MAX));
    this.estimate = new DelayEstimate(sampleRate);
    this.concealment = new LossConcealment(sampleRate);
    this.stretch = new FrameStretch(sampleRate);
    this.frame = new short[2 * DECODED_MS_MAX * sampleRate / 1000];
  }

  /** A buffer that gives the codec's own {@link AudioCodec#sampleRate()}. */
  public static JitterBuffer of(AudioCodec codec) {
    return new JitterBuffer(codec, codec.sampleRate(), codec::newDecoder);
  }

  /** A buffer that gives 8000 samples a second, whatever the codec carries. */
  public static JitterBuffer narrowband(AudioCodec codec) {
    return new JitterBuffer(codec, AudioCodec.NARROWBAND_RATE, codec::newNarrowbandDecoder);
  }

  /** Samples a second that {@link #take} gives. */
  public int sampleRate() {
    return sampleRate;
  }

  /**
   * An audio packet came.
   *
   * @param packet with the RTP header at position 0
   * @param offset of its payload
   * @param length of its payload without padding; what is longer than 60 ms is lost
   * @param arrivalNs when it came, on the clock of {@link #take}
   */
  public void put(ByteBuffer packet, int offset, int length, long arrivalNs) {
    long arrival = samples(arrivalNs);
    StreamPlace.Kind kind =
        place.audio(
            RtpPacket.ssrc(packet, 0),
            RtpPacket.sequence(packet, 0),
            RtpPacket.timestamp(packet, 0),
            codec.payloadTicks(length) * sampleRate / codec.clockRate(),
            arrival,
            estimate.base());
    if (kind == StreamPlace.Kind.STRANGE) {
      discardedLate++;
      return;
    }
    estimate.onPacket(arrival - place.position(), arrival);
    if (length > 0 && slots.holds(length)) {
      keep(packet, offset, length, kind == StreamPlace.Kind.FRESH);
    }
  }

  /**
   * A packet of the stream came that has no audio, as a telephone-event or comfort noise: its
   * number is not missing, and what is not played meanwhile is silence.
   */
  public void putOther(ByteBuffer packet) {
    StreamPlace.Kind kind = place.other(RtpPacket.ssrc(packet, 0), RtpPacket.sequence(packet, 0));
    if (kind != StreamPlace.Kind.STRANGE) {
      keep(packet, 0, 0, false);
    }
  }

  private void keep(ByteBuffer packet, int offset, int length, boolean fresh) {
    long number = place.number();
    restarts += fresh && started ? 1 : 0;
    if (!started || (!everPlayed && number < nextNumber)) {
      started = true;
      nextNumber = number; // nothing was played yet, so an earlier one may still begin
    }
    if (number < nextNumber) {
      countMissed(number);
      return;
    }
    while (number >= nextNumber + PacketSlots.SLOTS) {
      discardedLate += slots.drop(nextNumber) ? 1 : 0;
      pass(false);
    }
    if (!slots.put(number, packet, offset, length, place.position(), fresh)) {
      duplicates++;
    }
  }

  private void countMissed(long number) {
    long back = nextNumber - number;
    if (back <= HISTORY && (playedMask & (1L << (back - 1))) != 0) {
      duplicates++;
    } else {
      discardedLate++;
    }
  }

  /** One number is over. */
  private void pass(boolean played) {
    playedMask = playedMask << 1 | (played ? 1 : 0);
    nextNumber++;
  }

  /**
   * Gives the next samples, always as many as are asked for.
   *
   * @param nowNs when they are due; the next call's is this one's plus the time they last
   */
  public void take(short[] out, int at, int count, long nowNs) {
    long now = samples(nowNs);
    int done = 0;
    while (done < count) {
      if (frameLeft == 0) {
        load(now + done, count - done);
        concealment.heard(frame, frameAt, frameLeft);
      }
      int n = Math.min(frameLeft, count - done);
      System.arraycopy(frame, frameAt, out, at + done, n);
      frameAt += n;
      frameLeft -= n;
      done += n;
    }
  }

  /** True while audio waits to be played. */
  public boolean hasAudio() {
    return started && (frameLeft > 0 || slots.first(nextNumber) != PacketSlots.NONE);
  }

  /**
   * Fills the frame with at least one sample; with at most {@code wanted} when they are made up.
   */
  private void load(long now, int wanted) {
    frameAt = 0;
    skipOthers();
    long head = started ? slots.first(nextNumber) : PacketSlots.NONE;
    while (head != PacketSlots.NONE && isHopeless(head, now)) {
      discardedLate += slots.drop(head) ? 1 : 0;
      passTo(head + 1);
      head = slots.first(nextNumber);
    }
    if (head == PacketSlots.NONE) {
      loadNothing(wanted);
    } else {
      load(head, now, wanted);
    }
  }

  private void load(long head, long now, int wanted) {
    long position = slots.position(head);
    if (head == nextNumber && position > nextPosition + 1) {
      playing = false; // no number is missing, so the sender paused
      madeUpUnasked = 0;
    } else if (playing && head != nextNumber) {
      long gap = position - nextPosition - madeUpUnasked;
      if (gap > 0 && !concealment.isSilent()) {
        int n = (int) Math.min(gap, wanted);
        madeUp(n);
        nextPosition += n;
        concealed += n;
        return;
      }
    }
    long early = estimate.base() + position + estimate.target() - now;
    if (!playing && early > 0) {
      silence((int) Math.min(early, wanted));
      return;
    }
    play(head, position, now);
  }

  private void skipOthers() {
    while (started && slots.first(nextNumber) == nextNumber && !slots.isAudio(nextNumber)) {
      var _ = slots.drop(nextNumber);
      pass(true);
      pause = true;
    }
  }

  /** A packet that is later than the longest delay would only make all that follow late. */
  private boolean isHopeless(long head, long now) {
    long delayThen = now - estimate.base() - slots.position(head);
    return delayThen > (DelayEstimate.MAX_MS + STEADY_MS) * (long) sampleRate / 1000;
  }

  /** Nothing is there: lost, late, or never sent; the next packet will tell. */
  private void loadNothing(int wanted) {
    if (!playing || pause) {
      playing = false;
      silence(wanted);
      return;
    }
    madeUp(wanted);
    madeUpUnasked += wanted;
    playing = !concealment.isSilent();
  }

  private void madeUp(int count) {
    concealment.fill(frame, count);
    frameLeft = count;
  }

  private void silence(int count) {
    Arrays.fill(frame, 0, count, (short) 0);
    frameLeft = count;
    silent = true;
  }

  private void play(long head, long position, long now) {
    if (slots.isFresh(head)) {
      decoder = newDecoder.get();
    } else if (head == nextNumber && madeUpUnasked > 0) {
      underruns++;
    }
    if (everPlayed && !silent && Math.abs(position - nextPosition) > 1) {
      concealment.interrupt(); // what comes now does not continue what was heard
    }
    silent = false;
    concealed += madeUpUnasked;
    madeUpUnasked = 0;
    pause = false;
    passTo(head);
    frameLeft = slots.decode(head, decoder, frame);
    pass(true);
    skipPlayed(position);
    nextPosition = position + frameAt + frameLeft;
    playing = true;
    everPlayed = true;
    delay = now - estimate.base() - position;
    smooth();
  }

  /** Numbers before it never came in time. */
  private void passTo(long number) {
    while (nextNumber < number) {
      lost++;
      pass(false);
    }
  }

  /** A stream that begins anew, or whose timestamps are too small, may say things twice. */
  private void skipPlayed(long position) {
    long twice = playing ? nextPosition - position : 0;
    if (twice > 0 && frameLeft > 0) {
      frameAt = (int) Math.min(twice, frameLeft - 1L);
      frameLeft -= frameAt;
    }
  }

  /** Goes over from what was made up, or moves the delay towards its target. */
  private void smooth() {
    if (concealment.isActive()) {
      concealment.join(frame, frameAt, frameLeft);
      return;
    }
    sinceStretch += frameLeft;
    boolean quiet = isQuiet();
    if (frameAt > 0 || (!quiet && sinceStretch < inSamples(STRETCH_EVERY_MS))) {
      return;
    }
    sinceStretch = 0; // also when nothing repeats itself: looking for it is the dearest part
    int excess = (int) (delay - estimate.target());
    boolean force = quiet || Math.abs(excess) > inSamples(FORCE_MS);
    if (excess > (quiet ? 0 : inSamples(STEADY_MS))) {
      frameLeft = stretch.shorten(frame, frameLeft, excess, force);
    } else if (excess < (quiet ? 0 : -inSamples(STEADY_BELOW_MS))) {
      frameLeft = stretch.lengthen(frame, frameLeft, -excess, force);
    }
  }

  private boolean isQuiet() {
    long energy = 0;
    for (int i = frameAt; i < frameAt + frameLeft; i++) {
      energy += (long) frame[i] * frame[i];
    }
    return energy < (long) QUIET_RMS * QUIET_RMS * frameLeft;
  }

  private int inSamples(int ms) {
    return ms * sampleRate / 1000;
  }

  /** Nanoseconds in samples; microseconds first, so that nothing overflows. */
  private long samples(long ns) {
    return ns / 1000 * (sampleRate / 1000) / 1000;
  }

  private long inMs(long samples) {
    return samples * 1000 / sampleRate;
  }

  /** What it does and did. Allocates. */
  public JitterStats stats() {
    return new JitterStats(
        inMs(delay),
        estimate.targetMs(),
        inMs(concealed),
        lost,
        discardedLate,
        duplicates,
        underruns,
        restarts);
  }
}
