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
  private final AtomicInteger pending = new AtomicInteger();

  CallMailbox(Executor executor) {
    this.executor = executor;
  }

  void post(Runnable message) {
    messages.add(message);
    if (pending.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable message = messages.poll();
      if (message != null) {
        try {
          message.run();
        } catch (RuntimeException fault) {
          LOG.error("a call's message failed", fault);
        }
      }
    } while (pending.decrementAndGet() > 0);
  }
}
