package io.dialtree.media.engine;

import io.dialtree.media.linux.ThreadPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One media thread. Its duty cycle begins every 5 ms on an absolute deadline: drain commands, then
 * visit the calls of this cycle's slot. Four slots spread the calls over 20 ms; a call whose packet
 * time is no multiple of 20 ms stands in several.
 */
final class MediaThread implements Runnable {
  static final long TICK_NS = 5_000_000L;
  static final int SLOTS = 4;

  /** A storm of commands waits for the next cycle rather than make frames late. */
  private static final int COMMANDS_PER_TICK_MAX = 256;

  private static final long RESYNC_NS = 60_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

  final ThreadBuffers buffers = new ThreadBuffers();
  final TickLateness lateness = new TickLateness();
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final List<List<SessionLoop>> slots = new ArrayList<>();
  private final CallGroup group = new CallGroup(buffers, this::fail);
  private final boolean ioUring;
  private int nextSlot;
  private long tick;
  private long tickNs;
  private volatile boolean running = true;

  /** {@code ioUring} whether io_uring is used where it is to be had. */
  MediaThread(boolean ioUring) {
    this.ioUring = ioUring;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
  }

  /** Hands work to this thread; any thread may call it. */
  void post(Runnable command) {
    commands.add(command);
  }

  void stop() {
    running = false;
  }

  @Override
  public void run() {
    if (!ThreadPriority.preferForAudio()) {
      LOG.debug("the system does not let audio go before other work");
    }
    if (ioUring && !buffers.batch.open()) {
      LOG.info("io_uring is not to be had here: audio takes a system call for every packet");
    }
    try {
      cycleUntilStopped();
    } finally {
      buffers.batch.close();
    }
  }

  private void cycleUntilStopped() {
    tickNs = System.nanoTime();
    while (running) {
      tickNs += TICK_NS;
      tick++;
      cycleSafely(awaitTick());
    }
    drainCommands(Integer.MAX_VALUE);
  }

  private long awaitTick() {
    long now = System.nanoTime();
    while (now - tickNs < 0) {
      LockSupport.parkNanos(tickNs - now);
      now = System.nanoTime();
    }
    long late = now - tickNs;
    lateness.record(late);
    buffers.counters.increment(MediaCounter.TICKS);
    if (late > TICK_NS) {
      buffers.counters.increment(
          late > 4 * TICK_NS ? MediaCounter.TICKS_LATE_20_MS : MediaCounter.TICKS_LATE_5_MS);
    }
    if (late > RESYNC_NS) {
      long missed = late / TICK_NS;
      tickNs += missed * TICK_NS;
      tick += missed;
    }
    return now;
  }

  /** What nobody foresaw, as when memory is used up, must not silence all calls of this thread. */
  private void cycleSafely(long nowNs) {
    try {
      cycle(nowNs);
    } catch (Throwable fault) {
      buffers.counters.increment(MediaCounter.FAULTS);
    }
  }

  private void cycle(long nowNs) {
    drainCommands(COMMANDS_PER_TICK_MAX);
    List<SessionLoop> slot = slots.get((int) (tick % SLOTS));
    // From the end, so that one that fails moves none that is still to be visited.
    for (int to = slot.size(); to > 0; to -= SocketBatch.CALLS) {
      group.visit(slot, Math.max(0, to - SocketBatch.CALLS), to, tickNs, nowNs);
    }
  }

  /**
   * A bug in one call's media must not silence the others: that call loses its media and is told
   * so.
   */
  private void fail(SessionLoop session, Throwable fault) {
    buffers.counters.increment(MediaCounter.FAULTS);
    remove(session);
    tell(session, fault);
  }

  private static void tell(SessionLoop session, Throwable fault) {
    try {
      session.lose(MediaListener.Loss.FAULT);
    } catch (Throwable again) {
      fault.addSuppressed(again);
    }
    LOG.error("media fault; this call's media ends", fault);
  }

  private void drainCommands(int max) {
    for (int i = 0; i < max; i++) {
      Runnable command = commands.poll();
      if (command == null) {
        return;
      }
      try {
        command.run();
      } catch (Throwable fault) {
        buffers.counters.increment(MediaCounter.FAULTS);
        LOG.error("media command failed", fault);
      }
    }
  }

  /** Gives a session its slots for this packet time; called on this thread. */
  void place(SessionLoop session, int ptimeMs) {
    remove(session);
    int first = shortestSlot();
    int step = ptimeMs % 20 == 0 ? SLOTS : ptimeMs == 10 ? 2 : 1;
    for (int i = 0; i < SLOTS; i += step) {
      slots.get((first + i) % SLOTS).add(session);
    }
  }

  private int shortestSlot() {
    nextSlot = (nextSlot + 1) % SLOTS;
    int best = nextSlot;
    for (int i = 0; i < SLOTS; i++) {
      best = slots.get(i).size() < slots.get(best).size() ? i : best;
    }
    return best;
  }

  void remove(SessionLoop session) {
    for (List<SessionLoop> slot : slots) {
      slot.remove(session);
    }
  }
}
