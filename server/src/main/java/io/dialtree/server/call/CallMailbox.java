package io.dialtree.server.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call's messages one after the other, on a virtual thread that exists only while there
 * are any. Any thread may post; a message may block, which delays this call and no other.
 *
 * <p>The queue needs no bound of its own: its writers are one caller's SIP transactions, keys and
 * timers, each limited where it comes from.
 */
final class CallMailbox {
  private static final Logger LOG = LoggerFactory.getLogger(CallMailbox.class);
  private final Executor executor;
  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending;

  private final Runnable onFault;

  /**
   * An empty mailbox.
   *
   * @param onFault runs in the mailbox after a message failed; the call cannot be trusted to go on
   */
  CallMailbox(Executor executor, Runnable onFault) {
    this(executor, onFault, 0);
  }

  private CallMailbox(Executor executor, Runnable onFault, int pending) {
    this.pending = new AtomicInteger(pending);
    this.executor = executor;
    this.onFault = onFault;
  }

  /** An empty mailbox that nobody reads before it is opened. */
  static CallMailbox shut(Executor executor, Runnable onFault) {
    return new CallMailbox(executor, onFault, 1); // the opening counts as a message
  }

  /** Reads from now on, what was posted before first; called once. */
  void open() {
    executor.execute(this::drain);
  }

  void post(Runnable message) {
    messages.add(message);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  /** Errors are caught too: a mailbox that dies leaves its call in the table for ever. */
  private void run(Runnable message) {
    try {
      message.run();
    } catch (Throwable fault) {
      LOG.error("a call's message failed; the call ends", fault);
      try {
        onFault.run();
      } catch (Throwable again) {
        LOG.error("a call could not be ended in order", again);
      }
    }
  }

  private void drain() {
    do {
      Runnable message = messages.poll();
      if (message != null) {
        run(message);
      }
    } while (pending.decrementAndGet() > 0);
  }
}
