package io.dialtree.media.engine;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a media thread visits together: all are read, then all are heard, then all send.
 * That makes one system call of their reads and one of their writes, and lets them wait together
 * for their memory, which has left the cache since the last visit. Confined to the media thread.
 */
final class CallGroup {
  private enum Step {
    READ,
    HEAR,
    SEND,
    SETTLE
  }

  private final ThreadBuffers buffers;
  private final BiConsumer<SessionLoop, Throwable> onFault;
  // By place in the group. The calls themselves are not copied here: a reference that is stored for
  // every visit costs the collector's barrier, which also waits for the memory of each call alone.
  private final @Nullable Throwable[] faults = new Throwable[SocketBatch.CALLS];
  private int failed; // a bit for each place
  private boolean broken;
  private int touched; // keeps the compiler from leaving out what nobody needs

  /** {@code onFault} is told of a call that failed; the group does not visit it any further. */
  CallGroup(ThreadBuffers buffers, BiConsumer<SessionLoop, Throwable> onFault) {
    this.buffers = buffers;
    this.onFault = onFault;
  }

  /**
   * Visits the calls {@code from} to {@code to}, exclusive, at most {@link SocketBatch#CALLS}.
   * {@code onFault} may take failed ones out of the list.
   */
  void visit(List<SessionLoop> slot, int from, int to, long tickNs, long nowNs) {
    buffers.batch.discard(); // of a visit that came to no end
    failed = 0;
    touch(slot, from, to);
    step(Step.READ, slot, from, to, tickNs, nowNs);
    buffers.batch.submit();
    step(Step.HEAR, slot, from, to, tickNs, nowNs);
    step(Step.SEND, slot, from, to, tickNs, nowNs);
    buffers.batch.submit();
    step(Step.SETTLE, slot, from, to, tickNs, nowNs);
    if (failed != 0) {
      tellFaults(slot, from);
    }
    countBroken();
  }

  /** From the end, so that one that is taken out moves none that is still to be told of. */
  private void tellFaults(List<SessionLoop> slot, int from) {
    for (int at = SocketBatch.CALLS - 1; at >= 0; at--) {
      if ((failed & 1 << at) != 0) {
        onFault.accept(slot.get(from + at), Objects.requireNonNull(faults[at]));
        faults[at] = null;
      }
    }
  }

  private void countBroken() {
    if (!broken && buffers.batch.isBroken()) {
      broken = true;
      buffers.counters.increment(MediaCounter.IO_URING_LOST);
    }
  }

  /**
   * Looked at together, the calls wait for memory together, which takes hardly longer than one of
   * them alone: first all of them for what is known at once, then for what that refers to, and so
   * on.
   */
  private void touch(List<SessionLoop> slot, int from, int to) {
    int sum = touched;
    for (int i = from; i < to; i++) {
      sum += slot.get(i).touch();
    }
    for (int i = from; i < to; i++) {
      sum += slot.get(i).touchParts();
    }
    for (int i = from; i < to; i++) {
      sum += slot.get(i).touchInner();
    }
    for (int i = from; i < to; i++) {
      sum += slot.get(i).touchAudio();
    }
    touched = sum;
  }

  private void step(Step step, List<SessionLoop> slot, int from, int to, long tickNs, long nowNs) {
    for (int i = from; i < to; i++) {
      int at = i - from;
      if ((failed & 1 << at) == 0) {
        buffers.batch.select(at);
        step(step, at, slot.get(i), tickNs, nowNs);
      }
    }
  }

  private void step(Step step, int at, SessionLoop call, long tickNs, long nowNs) {
    try {
      switch (step) {
        case READ -> call.queueRead();
        case HEAR -> call.hear(nowNs);
        case SEND -> call.send(tickNs);
        case SETTLE -> call.settle(nowNs);
      }
    } catch (Throwable fault) {
      failed |= 1 << at;
      faults[at] = fault;
    }
  }
}
