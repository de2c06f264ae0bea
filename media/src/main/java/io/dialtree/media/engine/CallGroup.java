package io.dialtree.media.engine;

import java.util.Arrays;
import java.util.List;
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

  private final @Nullable SessionLoop[] calls = new SessionLoop[SocketBatch.CALLS];
  private final ThreadBuffers buffers;
  private final BiConsumer<SessionLoop, Throwable> onFault;
  private boolean broken;
  private int touched; // keeps the compiler from leaving out what nobody needs

  /** {@code onFault} is told of a call that failed; the group does not visit it any further. */
  CallGroup(ThreadBuffers buffers, BiConsumer<SessionLoop, Throwable> onFault) {
    this.buffers = buffers;
    this.onFault = onFault;
  }

  /** Visits the calls {@code from} to {@code to}, exclusive, at most {@link SocketBatch#CALLS}. */
  void visit(List<SessionLoop> slot, int from, int to, long tickNs, long nowNs) {
    int count = to - from;
    buffers.batch.discard(); // of a visit that came to no end
    for (int i = 0; i < count; i++) {
      calls[i] = slot.get(from + i);
    }
    touch(count);
    step(Step.READ, count, tickNs, nowNs);
    buffers.batch.submit();
    step(Step.HEAR, count, tickNs, nowNs);
    step(Step.SEND, count, tickNs, nowNs);
    buffers.batch.submit();
    step(Step.SETTLE, count, tickNs, nowNs);
    Arrays.fill(calls, 0, count, null); // who has ended must not be held by the last group
    countBroken();
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
  private void touch(int count) {
    int sum = touched;
    for (int depth = 0; depth < SessionLoop.TOUCH_DEPTHS; depth++) {
      for (int i = 0; i < count; i++) {
        SessionLoop call = calls[i];
        sum += call == null ? 0 : call.touch(depth);
      }
    }
    touched = sum;
  }

  private void step(Step step, int count, long tickNs, long nowNs) {
    for (int i = 0; i < count; i++) {
      SessionLoop call = calls[i];
      if (call != null) {
        buffers.batch.select(i);
        step(step, i, call, tickNs, nowNs);
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
      calls[at] = null;
      onFault.accept(call, fault);
    }
  }
}
