package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.EventSender;
import io.dialtree.media.play.Player;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.srtp.PacketSealer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One call's outgoing stream: a frame for every packet time, continuous in sequence and timestamp
 * whatever plays (RFC 3550 section 5.1, RFC 3551 section 4.1). Confined to the media thread.
 */
final class RtpSender {
  private static final int HEADER_BYTES = RtpPacket.HEADER_BYTES;

  /** A late loop sends what it owes, but not in one burst. */
  private static final int FRAMES_PER_VISIT_MAX = 2;

  /** Later than this the frames are no use any more: skip them and let the timestamp show it. */
  private static final long RESYNC_NS = 60_000_000L;

  private static final long NS_PER_MS = 1_000_000L;

  private final RtpSocket socket;
  private final ThreadBuffers buffers;
  private final int ssrc;
  private final Player player;
  private EventSender events = new EventSender(8000, 20);
  private @Nullable EchoBuffer echo;
  private @Nullable AudioTap tap;
  private @Nullable PacketSealer sealer;
  private AudioCodec codec = Codecs.all().getFirst();
  private int payloadType;
  private int eventPayloadType = -1;
  private int ptimeMs = 20;
  private boolean sending;
  private boolean resumes;
  private boolean marker = true;
  private int sequence;
  private int timestamp;
  private long nextDueNs;
  private long packetsSent;
  private long bytesSent;
  // Numbers and flags: a reference that is stored for every packet costs the collector's barrier.
  private int queuedBytes;
  private boolean queued;
  private boolean queuedEvent;
  private boolean eventsDue; // whether events has one to send: it is asked for every packet

  RtpSender(RtpSocket socket, ThreadBuffers buffers, int ssrc, int sequence, int timestamp) {
    this.socket = socket;
    this.buffers = buffers;
    this.ssrc = ssrc;
    this.sequence = sequence;
    this.timestamp = timestamp;
    this.player = new Player(codec);
  }

  void connect(RemoteMedia agreed) {
    codec = agreed.codec();
    player.useCodec(codec);
    payloadType = agreed.sendPayloadType();
    eventPayloadType = agreed.sendEventPayloadType();
    ptimeMs = agreed.ptimeMs();
    events = new EventSender(codec.clockRate(), ptimeMs);
    eventsDue = false;
    boolean before = sending;
    sending = agreed.send() && !agreed.rtp().getAddress().isAnyLocalAddress();
    resumes |= sending && !before;
  }

  /** Packets are sealed from now on; null for plain RTP. */
  void sealWith(@Nullable PacketSealer newSealer) {
    sealer = newSealer;
  }

  /** Every packet of audio that is sent is seen from now on. */
  void tap(AudioTap newTap) {
    tap = newTap;
  }

  void echo(@Nullable EchoBuffer newEcho) {
    echo = newEcho;
  }

  /** Queues a digit as RFC 4733 event packets; false when the peer did not agree on events. */
  boolean sendEvent(char digit, int durationMs) {
    if (eventPayloadType < 0) {
      return false;
    }
    events.press(digit, timestamp, durationMs);
    eventsDue = true;
    return true;
  }

  /**
   * Sends the frames that are due; returns the play list that ended, or {@link
   * Player#NOTHING_ENDED}.
   */
  long sendDue(long tickNs) {
    queued = false;
    if (!sending) {
      return Player.NOTHING_ENDED;
    }
    if (resumes) {
      resume(tickNs);
    } else if (tickNs - nextDueNs > RESYNC_NS) {
      buffers.counters.increment(MediaCounter.RESYNCS);
      skipTo(tickNs);
    }
    long ended = Player.NOTHING_ENDED;
    for (int i = 0; i < FRAMES_PER_VISIT_MAX && nextDueNs - tickNs <= 0; i++) {
      nextDueNs += ptimeMs * NS_PER_MS;
      long e = sendFrame(tickNs);
      ended = e == Player.NOTHING_ENDED ? ended : e;
    }
    return ended;
  }

  /** The stream begins with this visit, or goes on after a pause. */
  private void resume(long tickNs) {
    resumes = false;
    if (nextDueNs == 0) {
      nextDueNs = tickNs;
    }
    skipTo(tickNs);
  }

  /**
   * The clock goes on while nothing is sent: whole packet times, so that frames stay on their grid.
   */
  private void skipTo(long nowNs) {
    long frames = Math.max(0, (nowNs - nextDueNs) / (ptimeMs * NS_PER_MS));
    timestamp += (int) (frames * ticksPerFrame());
    nextDueNs += frames * ptimeMs * NS_PER_MS;
    marker = true;
  }

  private long sendFrame(long nowNs) {
    ByteBuffer tx = buffers.tx();
    tx.clear();
    if (eventsDue) {
      sendEventPacket(tx, nowNs);
      return Player.NOTHING_ENDED;
    }
    int bytes = codec.payloadBytes(ptimeMs);
    RtpPacket.writeHeader(tx, 0, marker, payloadType, sequence, timestamp, ssrc);
    long ended = Player.NOTHING_ENDED;
    EchoBuffer e = echo;
    int echoed = e == null ? 0 : e.take(tx, HEADER_BYTES, bytes);
    if (echoed > 0) {
      bytes = echoed;
    } else {
      ended = player.fill(tx, HEADER_BYTES, bytes);
      bytes = player.filledBytes();
    }
    AudioTap t = tap;
    if (t != null) {
      t.onAudio(codec, tx, HEADER_BYTES, bytes, nowNs);
    }
    transmit(tx, bytes, false, nowNs);
    marker = false;
    timestamp += ticksPerFrame();
    return ended;
  }

  /** RFC 4733 section 2.5.1: the event takes the place of the audio; the clock goes on under it. */
  private void sendEventPacket(ByteBuffer tx, long nowNs) {
    events.nextPayload(tx, HEADER_BYTES);
    RtpPacket.writeHeader(
        tx, 0, events.isFirst(), eventPayloadType, sequence, events.timestamp(), ssrc);
    eventsDue = events.isActive();
    transmit(tx, EventSender.PAYLOAD_BYTES, true, nowNs);
    timestamp += ticksPerFrame();
    marker = true;
  }

  private void transmit(ByteBuffer tx, int payloadBytes, boolean event, long nowNs) {
    tx.limit(HEADER_BYTES + payloadBytes).position(0);
    sequence = (sequence + 1) & 0xFFFF;
    PacketSealer s = sealer;
    boolean sealed = s == null || s.sealRtp(tx, buffers.bytes);
    // Queued is sent after all that is not, so only the last frame of a visit may be.
    boolean last = nextDueNs - nowNs > 0;
    int sent = sealed ? socket.send(tx, last, nowNs) : RtpSocket.DROPPED;
    if (sent == RtpSocket.QUEUED) {
      queued = true;
      queuedEvent = event;
      queuedBytes = payloadBytes;
    } else {
      count(sent, payloadBytes, event);
    }
  }

  private void count(int sent, int payloadBytes, boolean event) {
    if (sent == RtpSocket.SENT) {
      packetsSent++;
      bytesSent += payloadBytes;
      buffers.counters.increment(MediaCounter.PACKETS_OUT);
      buffers.counters.countOut(PayloadKind.of(event ? null : codec, event));
    } else {
      buffers.counters.increment(MediaCounter.SEND_DROPPED);
    }
  }

  /** After the batch was done: what became of a frame that it sent. */
  void settle(long nowNs) {
    if (queued) {
      queued = false;
      count(socket.sendResult(nowNs), queuedBytes, queuedEvent);
    }
  }

  private int ticksPerFrame() {
    return codec.clockRate() / 1000 * ptimeMs;
  }

  /** As {@link SessionLoop#touch}. */
  int touch() {
    return (int) nextDueNs + sequence + (sealer == null ? 0 : 1);
  }

  AudioCodec codec() {
    return codec;
  }

  Player player() {
    return player;
  }

  int ptimeMs() {
    return ptimeMs;
  }

  int timestamp() {
    return timestamp;
  }

  long packetsSent() {
    return packetsSent;
  }

  long bytesSent() {
    return bytesSent;
  }
}
