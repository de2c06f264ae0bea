package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitReceiver;
import io.dialtree.media.dtmf.DigitSettings;
import io.dialtree.media.dtmf.DigitSink;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.play.Clip;
import io.dialtree.media.play.PlayList;
import io.dialtree.media.play.Player;
import io.dialtree.media.rtcp.ReceiveStats;
import io.dialtree.media.rtp.RtpPacket;
import io.dialtree.media.srtp.PacketOpener;
import io.dialtree.media.srtp.SrtpSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One call's media as its thread sees it: a visit reads what came, hears digits, and sends the
 * frame that is due. Confined to one media thread for the call's life.
 */
final class SessionLoop implements DigitSink {
  private static final int BURST_MAX = 16; // packets a visit reads at most: 300 ms of backlog
  private static final int ECHO_MS = 200; // a longer echo only confuses the speaker
  private static final int DRAIN_EVERY_VISITS = 8;
  private static final int HOUSEKEEPING_EVERY_VISITS = 64; // 1.3 s at 20 ms
  private static final int COMFORT_NOISE = 13; // RFC 3389; a sign of life, not heard
  private static final int NO_TYPE = -1;

  final int ssrc;
  final MediaListener listener;
  final RtpSocket socket;
  final RtpSender sender;
  final RtcpExchange rtcp;
  private final ReceiveStats stats = new ReceiveStats();
  private final DigitReceiver digits;
  private final ThreadBuffers buffers;
  private final long rtpTimeoutNs;
  private final DigitMode mode;

  private @Nullable RemoteMedia remote;
  private final AudioCodec[] receiveCodecs = new AudioCodec[128];
  private final boolean[] eventTypes = new boolean[128];
  // Of the payload type that came last, which nearly always comes again: the table is far away.
  private int lastType = NO_TYPE;
  private @Nullable AudioCodec lastCodec;
  private @Nullable SrtpSession srtp;

  /** Kept while the media is plain: a key that comes back goes on where it was. */
  private @Nullable SrtpSession lastSrtp;

  private @Nullable AudioTap tap;
  private @Nullable EchoBuffer echo;
  private String bargeInKeys = "";
  private boolean drainNext;
  private int visits;
  private boolean queued;
  private long lastHeardNs;
  private boolean lost;
  private long in;

  SessionLoop(
      PortPool.Lease lease,
      ThreadBuffers buffers,
      MediaListener listener,
      DigitMode mode,
      long rtpTimeoutNs,
      int ssrc,
      int firstSequence,
      int firstTimestamp,
      String cname) {
    this.ssrc = ssrc;
    this.listener = listener;
    this.buffers = buffers;
    this.rtpTimeoutNs = rtpTimeoutNs;
    this.socket = new RtpSocket(lease.rtp(), buffers);
    this.sender = new RtpSender(socket, buffers, ssrc, firstSequence, firstTimestamp);
    this.rtcp = new RtcpExchange(lease.rtcp(), ssrc, cname);
    this.mode = mode;
    this.digits = new DigitReceiver(settings(Map.of(), Map.of()), this, buffers.tones);
  }

  /** The same for media whose keys, if any, are as before. */
  void connect(RemoteMedia agreed, long nowNs) {
    connect(agreed, null, nowNs);
  }

  /**
   * Offer and answer agreed, first or again.
   *
   * @param fresh what secures the media when its keys are new; null when they are as before
   */
  void connect(RemoteMedia agreed, @Nullable SrtpSession fresh, long nowNs) {
    lastType = NO_TYPE;
    Arrays.fill(receiveCodecs, null);
    Arrays.fill(eventTypes, false);
    agreed.receive().forEach((pt, codec) -> receiveCodecs[pt & 0x7F] = codec);
    agreed.eventClocks().keySet().forEach(pt -> eventTypes[pt & 0x7F] = true);
    digits.configure(settings(agreed.eventClocks(), agreed.receive()));
    socket.describe(agreed.rtp(), agreed.signalling());
    sender.connect(agreed);
    rtcp.describe(agreed.rtcp(), socket);
    secure(agreed, fresh);
    remote = agreed;
    lastHeardNs = nowNs;
  }

  private void secure(RemoteMedia agreed, @Nullable SrtpSession fresh) {
    SrtpSession before = lastSrtp;
    if (fresh != null) {
      lastSrtp = before == null ? fresh : fresh.succeeding(before);
    }
    srtp = agreed.srtp().isEmpty() ? null : lastSrtp;
    SrtpSession now = srtp;
    sender.sealWith(now == null ? null : now.sealer());
    rtcp.secureWith(now);
  }

  private DigitSettings settings(Map<Integer, Integer> events, Map<Integer, AudioCodec> audio) {
    return new DigitSettings(mode, events, audio, OptionalInt.empty());
  }

  void play(long playId, List<Clip> clips, String newBargeInKeys, int times) {
    play(playId, PlayList.of(clips), newBargeInKeys, times);
  }

  void play(long playId, PlayList clips, String newBargeInKeys, int times) {
    report(sender.player().stop(), true);
    bargeInKeys = newBargeInKeys;
    sender.player().start(playId, clips, times);
  }

  void stop(long playId) {
    Player player = sender.player();
    if (player.playId() == playId) {
      report(player.stop(), true);
    }
  }

  void echo(boolean on) {
    echo = on ? EchoBuffer.of(sender.codec(), ECHO_MS) : null;
    sender.echo(echo);
  }

  void tap(AudioTap newTap) {
    tap = newTap;
  }

  void infoDigit(char digit, int durationMs, long nowNs) {
    digits.onInfoDigit(digit, durationMs, nowNs);
  }

  /**
   * Reads from memory what the next visit needs; the sum of it means nothing. First what is here,
   * then by {@link #touchParts} what this refers to, and so on: done for a group of calls step by
   * step, their waits are one.
   */
  int touch() {
    return visits + (int) in + (echo == null ? 0 : 1);
  }

  /** The second step of {@link #touch}. */
  int touchParts() {
    return stats.touch() + socket.touch() + sender.touch() + digits.touch();
  }

  /** The third step of {@link #touch}. */
  int touchInner() {
    return sender.player().touch() + digits.touchParts();
  }

  /** The last step of {@link #touch}. */
  int touchAudio() {
    return sender.player().touchAudio() + digits.touchAudio();
  }

  /** First of the visit: lets the batch read, if it can. */
  void queueRead() {
    queued = remote != null && socket.queueRead();
  }

  /** Second: takes what was read, or reads it, and hears. */
  void hear(long nowNs) {
    if (remote == null) {
      return;
    }
    visits++;
    int length = queued ? socket.readResult(nowNs) : socket.read(buffers.rx(), nowNs);
    boolean more = drainNext || visits % DRAIN_EVERY_VISITS == 0;
    drainNext = false;
    if (length != RtpSocket.NOTHING) {
      accept(length, nowNs);
      if (more) {
        drain(nowNs);
      }
    }
    digits.onTick(nowNs);
  }

  private void drain(long nowNs) {
    for (int i = 1; i < BURST_MAX; i++) {
      int length = socket.read(buffers.rx(), nowNs);
      if (length == RtpSocket.NOTHING) {
        return;
      }
      drainNext = true;
      accept(length, nowNs);
    }
  }

  /** Third: sends what is due, or lets the batch do it. */
  void send(long tickNs) {
    if (remote != null) {
      report(sender.sendDue(tickNs), false);
    }
  }

  /** Last of the visit: what became of what was queued, and what is due now and then. */
  void settle(long nowNs) {
    if (remote == null) {
      return;
    }
    sender.settle(nowNs);
    if (visits % HOUSEKEEPING_EVERY_VISITS == 0) {
      keepHouse(nowNs);
    }
  }

  private void accept(int received, long nowNs) {
    ByteBuffer rx = buffers.rx();
    int offset = RtpPacket.payloadOffset(rx, 0, received);
    if (offset == RtpPacket.MALFORMED) {
      buffers.counters.increment(MediaCounter.PACKETS_MALFORMED);
      return;
    }
    int length = opened(received, nowNs); // of any type: the rollover counter is of them all
    if (length <= 0) {
      return;
    }
    int pt = RtpPacket.payloadType(rx, 0);
    AudioCodec codec = codecOf(pt);
    boolean event = codec == null && eventTypes[pt];
    if (codec == null && !event && pt != COMFORT_NOISE) {
      buffers.counters.increment(MediaCounter.PACKETS_MALFORMED);
      return;
    }
    if (!socket.isFromPeer(rx, nowNs)) {
      buffers.counters.increment(MediaCounter.PACKETS_FOREIGN);
      return;
    }
    lastHeardNs = nowNs;
    in++;
    buffers.counters.increment(MediaCounter.PACKETS_IN);
    buffers.counters.countIn(PayloadKind.of(codec, event));
    count(codec == null ? 0 : codec.clockRate(), nowNs);
    drainNext |= event;
    digits.onPacket(rx, 0, length, nowNs);
    if (codec != null) {
      pass(codec, offset, length, nowNs);
    } else if (tap != null) {
      tap.onOther(rx, nowNs);
    }
  }

  private @Nullable AudioCodec codecOf(int pt) {
    if (pt != lastType) {
      lastType = pt;
      lastCodec = receiveCodecs[pt];
    }
    return lastCodec;
  }

  /**
   * The length of the plain packet, 0 when it does not count. What fails is dropped before anybody
   * learns from it, the latch included (RFC 3711 section 3.3).
   */
  private int opened(int received, long nowNs) {
    SrtpSession s = srtp;
    if (s == null) {
      return received;
    }
    int opened = s.opener().openRtp(buffers.rx(), received, buffers.bytes, nowNs);
    if (opened <= 0) {
      buffers.counters.increment(
          opened == PacketOpener.REPLAYED
              ? MediaCounter.SRTP_REPLAYED
              : MediaCounter.SRTP_AUTH_FAILED);
    }
    return Math.max(0, opened);
  }

  private void count(int clockRate, long nowNs) {
    long lostBefore = stats.lost();
    switch (stats.onPacket(
        RtpPacket.ssrc(buffers.rx(), 0),
        RtpPacket.sequence(buffers.rx(), 0),
        RtpPacket.timestamp(buffers.rx(), 0),
        nowNs,
        clockRate)) {
      case LATE -> buffers.counters.increment(MediaCounter.PACKETS_LATE);
      case DUPLICATE -> buffers.counters.increment(MediaCounter.PACKETS_DUPLICATE);
      case IN_ORDER, RESTART -> {}
    }
    long newlyLost = stats.lost() - lostBefore;
    if (newlyLost > 0) {
      buffers.counters.add(MediaCounter.PACKETS_LOST, newlyLost);
    }
  }

  private void pass(AudioCodec codec, int offset, int length, long nowNs) {
    AudioTap t = tap;
    EchoBuffer e = echo;
    if (t == null && e == null) {
      return;
    }
    int bytes = RtpPacket.payloadLength(buffers.rx(), 0, length);
    if (bytes <= 0) {
      return;
    }
    if (t != null) {
      t.onAudio(codec, buffers.rx(), offset, bytes, nowNs);
    }
    if (e != null && codec.equals(sender.codec())) {
      e.put(buffers.rx(), offset, bytes);
    }
  }

  private void keepHouse(long nowNs) {
    if (rtcp.exchange(buffers, stats, sender, nowNs)) {
      lastHeardNs = nowNs;
    }
    RemoteMedia r = remote;
    boolean expected = r != null && r.receiveAudio() && r.send();
    if (!expected) {
      lastHeardNs = nowNs; // on hold nothing needs to come
    } else if (!lost && nowNs - lastHeardNs > rtpTimeoutNs) {
      lose(MediaListener.Loss.RTP_TIMEOUT);
    }
  }

  void lose(MediaListener.Loss loss) {
    lost = true;
    listener.onMediaLost(loss);
  }

  /**
   * Called by the digit receiver: a key that stops the prompt stops it here, before anybody else
   * hears of it.
   */
  @Override
  public void onDigit(char digit, DigitSource source, int durationMs, long atNs) {
    switch (source) {
      case EVENT -> buffers.counters.increment(MediaCounter.DIGITS_EVENT);
      case TONE -> buffers.counters.increment(MediaCounter.DIGITS_TONE);
      case INFO -> buffers.counters.increment(MediaCounter.DIGITS_INFO);
    }
    long cut = bargeInKeys.indexOf(digit) >= 0 ? sender.player().stop() : Player.NOTHING_ENDED;
    listener.onDigit(digit, source, durationMs);
    report(cut, true);
  }

  private void report(long endedPlayId, boolean cut) {
    if (endedPlayId != Player.NOTHING_ENDED) {
      listener.onPlayEnded(endedPlayId, cut);
    }
  }

  SessionStats stats() {
    return new SessionStats(
        in,
        sender.packetsSent(),
        stats.lost(),
        stats.late(),
        stats.duplicates(),
        socket.foreign(),
        stats.jitterMs());
  }

  /** Says goodbye by RTCP and closes both sockets. */
  void close(long nowNs) {
    try {
      rtcp.goodbye(buffers, stats, sender, nowNs);
    } finally {
      closeQuietly();
    }
  }

  private void closeQuietly() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // A socket that will not close holds its port; the pool finds that when it binds.
    }
    try {
      rtcp.close();
    } catch (IOException ignored) {
      // As above.
    }
  }
}
