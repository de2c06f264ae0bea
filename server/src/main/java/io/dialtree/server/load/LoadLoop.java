package io.dialtree.server.load;

import io.dialtree.media.engine.ConnectedIo;
import io.dialtree.media.engine.SocketBatch;
import io.dialtree.media.linux.ThreadPriority;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that speaks and listens for thousands of callers. It wakes every millisecond; each
 * caller sends in one tick of twenty. Where the kernel notes when packets arrive, a caller's are
 * read together, ten times a second; elsewhere in the tick in which the next one may be there and
 * in every one after it until it is, so that arrivals are known to a millisecond. What is due
 * stands in two arrays of numbers, because looking at thousands of callers a thousand times a
 * second would cost more than their packets. It counts from the beginning, and tells what the
 * window added: what starts only with the window would have to be compiled in it.
 */
final class LoadLoop implements Runnable {
  private static final long TICK_NS = 1_000_000L;
  private static final int TICKS_PER_FRAME = LoadStream.PTIME_MS;

  /** A stall longer than this is not made up for: the run is invalid, and a flood helps nobody. */
  private static final long STALL_NS = 200_000_000L;

  private static final int READ_STAMPED_EVERY_TICKS = 100;

  /** A second of packets where they are read together; a peer that floods waits like the others. */
  private static final int READS_PER_VISIT_MAX = 8;

  private final LoadStream[] streams;
  private final int[] sendTick;
  private final int[] readTick;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final SocketBatch batch = new SocketBatch();
  private final ArrivalReader reader = new ArrivalReader();
  private final int[] queued = new int[SocketBatch.CALLS];
  private int queuedCount;
  private final Histogram gaps = new Histogram();
  private final Histogram lateness = new Histogram();
  private final Histogram gapsInWindow = new Histogram();
  private final Histogram latenessInWindow = new Histogram();
  private int size;
  private int tick;
  private long tickNs;
  private long windowNs;
  private volatile boolean running = true;

  LoadLoop(int capacity) {
    streams = new LoadStream[capacity];
    sendTick = new int[capacity];
    readTick = new int[capacity];
  }

  /** The caller's stream is connected: it speaks and listens from now on. Any thread. */
  void add(LoadStream stream) {
    commands.add(() -> {
      streams[size] = stream;
      sendTick[size] = tick + size % TICKS_PER_FRAME; // evenly over the packet time
      readTick[size] = tick + size % READ_STAMPED_EVERY_TICKS;
      size++;
      stream.join(batch);
    });
  }

  /** The caller falls silent; its socket stays open. Any thread. */
  void remove(LoadStream stream) {
    commands.add(() -> {
      for (int i = 0; i < size; i++) {
        if (streams[i] == stream) {
          listen(stream); // what came before the call ended counts
          stream.closeWindow();
          size--;
          stream.leave(batch);
          streams[i] = streams[size];
          sendTick[i] = sendTick[size];
          readTick[i] = readTick[size];
        }
      }
    });
  }

  /** Counting starts; callers press their keys within the next frames. Any thread. */
  void openWindow(int pressWithinFrames) {
    commands.add(() -> {
      listenToAll();
      for (int i = 0; i < size; i++) {
        streams[i].openWindow(i * pressWithinFrames / size);
      }
      gaps.clear();
      lateness.clear();
      windowNs = -System.nanoTime();
    });
  }

  /** Counting ends. Any thread. */
  void closeWindow() {
    commands.add(() -> {
      listenToAll();
      windowNs += System.nanoTime();
      gapsInWindow.add(gaps);
      latenessInWindow.add(lateness);
      for (int i = 0; i < size; i++) {
        streams[i].closeWindow();
      }
    });
  }

  /** At both ends of the window, so that neither what came before counts nor what waits is lost. */
  private void listenToAll() {
    for (int i = 0; i < size; i++) {
      listen(streams[i]);
    }
  }

  /** The thread ends after its tick. Any thread. */
  void stop() {
    running = false;
  }

  @Override
  public void run() {
    try (batch) {
      var _ = ThreadPriority.preferForAudio();
      var _ = batch.open();
      tickUntilStopped();
    }
  }

  private void tickUntilStopped() {
    tickNs = System.nanoTime();
    while (running) {
      tickNs += TICK_NS;
      await();
      cycle();
    }
  }

  /** What is done in every tick; its thread only. */
  void cycle() {
    tick++;
    for (Runnable c = commands.poll(); c != null; c = commands.poll()) {
      c.run();
    }
    listenToDue();
    speakForDue();
  }

  private void listenToDue() {
    for (int i = 0; i < size; i++) {
      if (readTick[i] - tick <= 0) {
        readTick[i] = tick + ticksToNext(streams[i], listen(streams[i]));
      }
    }
  }

  private boolean listen(LoadStream stream) {
    boolean any = false;
    boolean more = true;
    for (int reads = 0; more && reads < READS_PER_VISIT_MAX; reads++) {
      int count = stream.read(reader);
      any |= count > 0;
      more = stream.mayHaveMore(count);
      hear(stream, count);
    }
    return any;
  }

  private void hear(LoadStream stream, int count) {
    for (int n = 0; n < count; n++) {
      long gapNs = stream.accept(reader.packet(n), reader.length(n), reader.arrivalNs(n));
      if (gapNs != LoadStream.NO_GAP) {
        gaps.record(gapNs / 1000);
      }
    }
  }

  private static int ticksToNext(LoadStream stream, boolean any) {
    if (stream.isStamped()) {
      return READ_STAMPED_EVERY_TICKS;
    }
    return any ? TICKS_PER_FRAME - 1 : 1;
  }

  private void speakForDue() {
    for (int i = 0; i < size; i++) {
      if (sendTick[i] - tick <= 0) {
        int socket = streams[i].queueable();
        batch.select(queuedCount);
        sendTick[i] += TICKS_PER_FRAME;
        streams[i].prepare(batch.tx());
        if (socket != ConnectedIo.NO_DESCRIPTOR && batch.queueWrite(socket)) {
          queued[queuedCount++] = i;
          if (queuedCount == SocketBatch.CALLS) {
            sendQueued();
          }
        } else {
          countLateness();
          streams[i].sendPrepared(batch.direct());
        }
      }
    }
    sendQueued();
  }

  /** Sends what is queued. */
  private void sendQueued() {
    for (int n = 0; n < queuedCount; n++) {
      countLateness();
    }
    batch.submit();
    for (int n = 0; n < queuedCount; n++) {
      batch.select(n);
      LoadStream stream = streams[queued[n]];
      if (batch.isDone()) {
        stream.onSent();
      } else {
        stream.sendPrepared(batch.direct());
      }
    }
    queuedCount = 0;
  }

  private void countLateness() {
    lateness.record((System.nanoTime() - tickNs) / 1000);
  }

  private void await() {
    long now = System.nanoTime();
    while (now - tickNs < 0) {
      LockSupport.parkNanos(tickNs - now);
      now = System.nanoTime();
    }
    if (now - tickNs > STALL_NS) {
      tickNs = now;
    }
  }

  /** Length of the window; read it after the thread ended. */
  long windowNs() {
    return windowNs;
  }

  /** Times between two packets of a stream in the window; read it after the thread ended. */
  Histogram gaps() {
    return gapsInWindow;
  }

  /** How late frames were sent in the window; read it after the thread ended. */
  Histogram lateness() {
    return latenessInWindow;
  }
}
