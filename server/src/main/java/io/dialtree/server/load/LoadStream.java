package io.dialtree.server.load;

import io.dialtree.media.dtmf.EventSender;
import io.dialtree.media.engine.ConnectedIo;
import io.dialtree.media.engine.SocketBatch;
import io.dialtree.media.rtp.RtpPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * One caller's RTP, both ways. {@link #connect} comes first; from then on confined to the thread of
 * its loop. Allocates nothing per packet.
 */
final class LoadStream {
  static final int PTIME_MS = 20;
  private static final int HEADER_BYTES = RtpPacket.HEADER_BYTES;
  private static final int TICKS_PER_FRAME = 160;
  private static final int TONE_FRAMES_NEEDED = 5; // 100 ms: no click and no vowel lasts so long
  private static final long NEVER = Long.MAX_VALUE;

  /** The answer of {@link #accept} to what is no packet with another before it. */
  static final long NO_GAP = -1;

  private final DatagramChannel channel;
  private final int descriptor;
  private final boolean stamped;
  private final int ssrc;
  private final CallerAudio audio;
  private final KeyScript script;
  private final @Nullable ToneEar ear;
  private final @Nullable BargeIn bargeIn;
  private final boolean listens;
  private final @Nullable EventSender events;
  private int eventPayloadType = -1;
  private int audioFrame;
  private int sequence;
  private int timestamp;
  private long framesSent;
  private long pressAtFrame = NEVER;

  private boolean joined;
  private boolean counting;
  private boolean known;
  private long highestSequence;
  private long highestAtWindow;
  private long received;
  private long receivedAtWindow;
  private long receivedInWindow;
  private long lost;
  private long pressNs = NEVER;
  private int toneFrames;
  private boolean toneHeard;

  private long lastArrivalNs; // 0 before the first

  LoadStream(
      DatagramChannel channel, int index, CallerAudio audio, KeyScript script, LoadPlan plan) {
    this.channel = channel;
    this.descriptor = ConnectedIo.descriptor(channel);
    this.stamped = ArrivalReader.stamp(descriptor);
    this.audio = audio;
    this.script = script;
    this.ssrc = 0x10AD0000 + index;
    this.sequence = index & 0x7FFF;
    // Callers do not speak in chorus: a prime number of frames apart.
    this.audioFrame = (int) (index * 37L % audio.frames());
    this.ear = plan.expectToneHz().isPresent() ? new ToneEar(plan.expectToneHz().getAsInt()) : null;
    this.bargeIn =
        plan.promptToneHz().isPresent() ? new BargeIn(plan.promptToneHz().getAsInt()) : null;
    this.listens = ear != null || bargeIn != null;
    this.events =
        plan.mode() == LoadPlan.KeyMode.RFC4733 && !plan.keys().isEmpty()
            ? new EventSender(8000, PTIME_MS)
            : null;
  }

  /** Before the loop has it: where the peer is; -1 for a peer that takes no telephone-events. */
  void connect(InetSocketAddress peer, int eventPt) throws IOException {
    channel.connect(peer);
    eventPayloadType = eventPt;
  }

  /** Counting starts; the caller will press so many frames later. */
  void openWindow(int pressInFrames) {
    counting = true;
    receivedAtWindow = received;
    highestAtWindow = highestSequence;
    pressAtFrame = script.frames() == 0 ? NEVER : framesSent + pressInFrames;
  }

  /** Counting ends, if it has not already. */
  void closeWindow() {
    if (!counting) {
      return;
    }
    counting = false;
    receivedInWindow = received - receivedAtWindow;
    lost = Math.max(0, highestSequence - highestAtWindow - receivedInWindow);
  }

  /** The loop's thread takes it over; while it has it, packets may be queued. */
  void join(SocketBatch batch) {
    joined = batch.join(descriptor);
  }

  /** The loop's thread gives it back. */
  void leave(SocketBatch batch) {
    if (joined) {
      joined = false;
      batch.leave(descriptor);
    }
  }

  /** The socket, or {@link ConnectedIo#NO_DESCRIPTOR} when its packets cannot be queued. */
  int queueable() {
    return joined ? descriptor : ConnectedIo.NO_DESCRIPTOR;
  }

  /** Whether the kernel notes when packets arrive, so that they may wait. */
  boolean isStamped() {
    return stamped;
  }

  /** Reads what waits; the answer of {@link ArrivalReader#read}. */
  int read(ArrivalReader reader) {
    return reader.read(channel, descriptor, stamped);
  }

  /** Whether another {@link #read} may find more, after one that found so many. */
  boolean mayHaveMore(int count) {
    return count == (stamped ? ArrivalReader.PACKETS_MAX : 1);
  }

  /**
   * Hears a packet.
   *
   * @param arrivalNs when it came, of {@link ArrivalReader}
   * @return nanoseconds since the one before, or {@link #NO_GAP}
   */
  long accept(ByteBuffer rx, int length, long arrivalNs) {
    int offset = RtpPacket.payloadOffset(rx, 0, length);
    if (offset == RtpPacket.MALFORMED) {
      return NO_GAP;
    }
    count(RtpPacket.sequence(rx, 0));
    if (listens && counting) {
      hear(rx, offset, length - offset, arrivalNs);
    }
    long gapNs = lastArrivalNs == 0 ? NO_GAP : Math.max(0, arrivalNs - lastArrivalNs);
    lastArrivalNs = arrivalNs;
    return gapNs;
  }

  private void count(int at) {
    if (!known) {
      known = true;
      highestSequence = at - 1L;
      highestAtWindow = highestSequence;
    }
    highestSequence += Math.max(0, (short) (at - (int) highestSequence));
    received++;
  }

  private void hear(ByteBuffer rx, int offset, int length, long arrivalNs) {
    if (ear != null && !toneHeard && arrivalNs > pressNs) {
      toneFrames = ear.hears(rx, offset, length) ? toneFrames + 1 : 0;
      toneHeard = toneFrames >= TONE_FRAMES_NEEDED;
    }
    if (bargeIn != null) {
      bargeIn.onFrame(rx, offset, length, arrivalNs);
    }
  }

  /** Sends what was prepared. */
  void sendPrepared(ConnectedIo io) {
    var _ = io.write(channel, descriptor);
    onSent();
  }

  /** Writes the next frame into {@code tx}, for somebody else to send. */
  void prepare(ByteBuffer tx) {
    tx.clear();
    long frame = framesSent - pressAtFrame;
    EventSender e = events;
    if (e != null && eventPayloadType >= 0 && script.isPress(frame)) {
      e.press(script.keyAt(frame), timestamp, KeyScript.KEY_MS);
    }
    int bytes = e != null && e.isActive() ? event(e, tx) : audio(frame, tx);
    sequence = (sequence + 1) & 0xFFFF;
    timestamp += TICKS_PER_FRAME;
    framesSent++;
    tx.limit(HEADER_BYTES + bytes).position(0);
  }

  /** What was prepared is on its way, or lost: nobody sends it again. */
  void onSent() {
    long frame = framesSent - 1 - pressAtFrame;
    if (frame == 0) {
      pressNs = ArrivalReader.nowNs();
    }
    if (bargeIn != null && script.isLastPress(frame)) {
      bargeIn.onPress(ArrivalReader.nowNs());
    }
  }

  private int event(EventSender e, ByteBuffer tx) {
    e.nextPayload(tx, HEADER_BYTES);
    RtpPacket.writeHeader(tx, 0, e.isFirst(), eventPayloadType, sequence, e.timestamp(), ssrc);
    return EventSender.PAYLOAD_BYTES;
  }

  private int audio(long frame, ByteBuffer tx) {
    RtpPacket.writeHeader(tx, 0, framesSent == 0, 0, sequence, timestamp, ssrc);
    if (!script.isRunning(frame)) {
      audio.copyFrame(audioFrame, tx, HEADER_BYTES);
      audioFrame = audioFrame + 1 == audio.frames() ? 0 : audioFrame + 1;
    } else if (events == null && script.keyAt(frame) != KeyScript.NO_KEY) {
      int frameOfKey = (int) (frame % KeyScript.PERIOD_FRAMES);
      audio.copyKey(script.keyAt(frame), frameOfKey, tx, HEADER_BYTES);
    } else {
      audio.copyPause(tx, HEADER_BYTES);
    }
    return CallerAudio.FRAME_BYTES;
  }

  /** How soon the prompt stopped at the last key; null when nobody asked. */
  @Nullable BargeIn bargeIn() {
    return bargeIn;
  }

  /** Packets that came in the window. */
  long received() {
    return receivedInWindow;
  }

  /** Packets of the window that are missing by their sequence numbers. */
  long lost() {
    return lost;
  }

  /** Whether the answer's tone was heard after the keys. */
  boolean toneHeard() {
    return toneHeard;
  }

  void close() throws IOException {
    channel.close();
  }
}
