package io.dialtree.media.engine;

import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.DigitMode;
import io.dialtree.media.dtmf.DigitSource;
import io.dialtree.media.dtmf.Keypad;
import io.dialtree.media.play.Clip;
import io.dialtree.media.tone.ToneGenerator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two synthetic calls that talk to each other over real sockets, on a clock that runs as fast as
 * the processor: audio, keys as tones and as events, prompts that end. After it the first caller
 * meets compiled code. Uses the calling thread and none of the media threads' state.
 */
final class WarmUp implements MediaListener {
  private static final int EVENT_PT = 101;
  private static final long TICK_NS = 20_000_000L;
  private static final int VISITS_MAX = 20_000; // C2 has compiled the loop long before
  private static final int VISITS_WITH_IO_URING = 14_000;
  private static final int EVENT_EVERY_VISITS = 100;
  private static final int CLOCK_EVERY_VISITS = 16;

  private int digits;

  private WarmUp() {}

  /**
   * Runs until it has done enough or the time is over.
   *
   * @return keys heard, for the curious; 0 when no ports were free
   */
  static int run(PortPool ports, InetAddress bind, boolean ioUring, long limitNs) {
    long start = System.nanoTime();
    Optional<PortPool.Lease> one = ports.lease(start);
    Optional<PortPool.Lease> other = ports.lease(start);
    WarmUp listener = new WarmUp();
    try {
      if (one.isPresent() && other.isPresent()) {
        listener.talk(one.get(), other.get(), bind, ioUring, start + limitNs);
      }
    } finally {
      one.ifPresent(lease -> giveBack(ports, lease));
      other.ifPresent(lease -> giveBack(ports, lease));
    }
    return listener.digits;
  }

  private static void giveBack(PortPool ports, PortPool.Lease lease) {
    lease.close();
    ports.release(
        lease.rtpPort(), System.nanoTime(), true); // the kernel may hold it a moment longer
  }

  private void talk(
      PortPool.Lease one, PortPool.Lease other, InetAddress bind, boolean ioUring, long endNs) {
    InetAddress host = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
    ThreadBuffers buffers = new ThreadBuffers();
    try (SocketBatch batch = buffers.batch) {
      if (ioUring) {
        var _ = batch.open();
      }
      talk(
          loop(one, buffers),
          loop(other, buffers),
          buffers,
          towards(host, other.rtpPort()),
          towards(host, one.rtpPort()),
          endNs);
    }
  }

  private static void talk(
      SessionLoop caller,
      SessionLoop callee,
      ThreadBuffers buffers,
      RemoteMedia toCallee,
      RemoteMedia toCaller,
      long endNs) {
    List<SessionLoop> calls = List.of(caller, callee);
    CallGroup group =
        new CallGroup(
            buffers,
            (_, fault) -> {
              throw new IllegalStateException(fault);
            });
    long nowNs = TICK_NS;
    try {
      caller.connect(toCallee, nowNs);
      callee.connect(toCaller, nowNs);
      caller.play(1, List.of(speechLike(), keys()), "", 0);
      callee.play(2, List.of(speechLike()), "", 0);
      for (int i = 0; i < VISITS_MAX; i++) {
        nowNs += TICK_NS;
        if (i % EVENT_EVERY_VISITS == 0) {
          var _ = callee.sender.sendEvent('5', 100);
        }
        if (i == VISITS_WITH_IO_URING) {
          buffers.batch.close(); // what follows a failure of the kernel is warm too
        }
        group.visit(calls, 0, 2, nowNs, nowNs);
        if (i % CLOCK_EVERY_VISITS == 0 && System.nanoTime() - endNs > 0) {
          return;
        }
      }
    } finally {
      caller.close(nowNs);
      callee.close(nowNs);
    }
  }

  private SessionLoop loop(PortPool.Lease lease, ThreadBuffers buffers) {
    return new SessionLoop(
        lease, buffers, this, DigitMode.AUTO, Long.MAX_VALUE / 2, lease.rtpPort(), 0, 0, "warm-up");
  }

  private static RemoteMedia towards(InetAddress host, int port) {
    AudioCodec codec = Codecs.all().getFirst();
    return new RemoteMedia(
        new InetSocketAddress(host, port),
        new InetSocketAddress(host, port + 1),
        host,
        codec,
        codec.staticPayloadType(),
        Map.of(codec.staticPayloadType(), codec),
        EVENT_PT,
        Map.of(EVENT_PT, codec.clockRate()),
        20,
        true,
        true);
  }

  /** Voiced pulses with pauses: what the detector has most work with, and no key. */
  private static Clip speechLike() {
    short[] pcm = new short[16_000];
    for (int i = 0; i < pcm.length; i++) {
      boolean speaks = i / 2000 % 4 != 3;
      double t = i / 8000.0;
      double voice = 0;
      for (int harmonic = 1; harmonic <= 12 && speaks; harmonic++) {
        voice += Math.sin(2 * Math.PI * 117 * harmonic * t) / harmonic;
      }
      pcm[i] = (short) (4000 * voice);
    }
    return Clip.encode("warm-up voice", pcm);
  }

  private static Clip keys() {
    ToneGenerator tones = new ToneGenerator(8000);
    short[] pcm = new short[4 * 1600];
    for (int i = 0; i < 4; i++) {
      char key = "159D".charAt(i);
      short[] tone = tones.dual(Keypad.lowHz(key), -10, Keypad.highHz(key), -10, 80);
      System.arraycopy(tone, 0, pcm, i * 1600, tone.length);
    }
    return Clip.encode("warm-up keys", pcm);
  }

  @Override
  public void onDigit(char digit, DigitSource source, int durationMs) {
    digits++;
  }

  @Override
  public void onPlayEnded(long playId, boolean cut) {}

  @Override
  public void onMediaLost(Loss loss) {}
}
