package io.dialtree.media.engine;

import io.dialtree.media.dtmf.DigitMode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media threads and the ports they lease. Thread-safe. */
public final class MediaEngine implements AutoCloseable {
  private static final long JOIN_MS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
  private final MediaSettings settings;
  private final PortPool ports;
  private final List<MediaThread> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  private MediaEngine(MediaSettings settings) {
    this.settings = settings;
    this.ports =
        new PortPool(settings.bind(), settings.lowPort(), settings.highPort(), random.nextLong());
  }

  /** Starts the media threads. */
  public static MediaEngine start(MediaSettings settings) {
    MediaEngine engine = new MediaEngine(settings);
    for (int i = 0; i < settings.threads(); i++) {
      MediaThread loop = new MediaThread(settings.ioUring());
      Thread thread = Thread.ofPlatform().name("media-" + i).daemon().unstarted(loop);
      engine.loops.add(loop);
      engine.threads.add(thread);
      thread.start();
    }
    return engine;
  }

  /**
   * Leases a port pair and opens a session that hears and says nothing until it is connected.
   *
   * @return empty when the port range is used up
   */
  public Optional<RtpSession> open(MediaListener listener, DigitMode mode) {
    return ports.lease(System.nanoTime()).map(lease -> open(lease, listener, mode));
  }

  /** RFC 3550 section 5.1: SSRC, first sequence number and first timestamp are random. */
  private RtpSession open(PortPool.Lease lease, MediaListener listener, DigitMode mode) {
    MediaThread thread = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    byte[] cname = new byte[12];
    random.nextBytes(cname);
    SessionLoop loop =
        new SessionLoop(
            lease,
            thread.buffers,
            listener,
            mode,
            settings.rtpTimeoutMs() * 1_000_000L,
            random.nextInt(),
            random.nextInt(0x8000),
            random.nextInt(),
            HexFormat.of().formatHex(cname));
    return new RtpSession(thread, loop, ports, lease.rtpPort());
  }

  /**
   * Runs synthetic calls through the loop's code, so that the first caller meets it compiled.
   * Blocks for at most {@code limitMs}.
   */
  public void warmUp(long limitMs) {
    // A platform thread, as the media threads are: the kernel's queues belong to one.
    Thread thread = Thread.ofPlatform().name("media-warm-up").daemon().start(() -> warm(limitMs));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void warm(long limitMs) {
    try {
      var _ = WarmUp.run(ports, settings.bind(), settings.ioUring(), limitMs * 1_000_000L);
    } catch (RuntimeException e) {
      LOG.warn("the media loop was not warmed up; the first calls meet it cold", e);
    }
  }

  /** A count summed over all media threads. */
  public long count(MediaCounter counter) {
    return loops.stream().mapToLong(l -> l.buffers.counters.get(counter)).sum();
  }

  /** Packets of this kind accepted, summed over all media threads. */
  public long packetsIn(PayloadKind kind) {
    return loops.stream().mapToLong(l -> l.buffers.counters.in(kind)).sum();
  }

  /** Packets of this kind sent, summed over all media threads. */
  public long packetsOut(PayloadKind kind) {
    return loops.stream().mapToLong(l -> l.buffers.counters.out(kind)).sum();
  }

  /** Media threads that run. */
  public int threads() {
    return loops.size();
  }

  /** Duty cycles in one bucket of {@link TickLateness}, summed over all media threads. */
  public long latenessCount(int bucket) {
    return loops.stream().mapToLong(l -> l.lateness.count(bucket)).sum();
  }

  /** Port pairs that calls use or that rest. */
  public int portsUnavailable() {
    return ports.unavailable(System.nanoTime());
  }

  /** Stops the threads; sessions still open end without a word. */
  @Override
  public void close() {
    loops.forEach(MediaThread::stop);
    for (Thread t : threads) {
      try {
        t.join(JOIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
