package io.dialtree.server.call;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One call's timers by name; when one runs out its message is posted to the mailbox. Confined to
 * the mailbox.
 */
final class CallTimers {
  private final ScheduledExecutorService scheduler;
  private final CallMailbox mailbox;
  private final Map<String, Future<?>> running = new HashMap<>();

  CallTimers(ScheduledExecutorService scheduler, CallMailbox mailbox) {
    this.scheduler = scheduler;
    this.mailbox = mailbox;
  }

  /** Starts or restarts a timer. */
  void start(String name, long delayMs, Runnable message) {
    cancel(name);
    running.put(
        name,
        scheduler.schedule(
            () ->
                mailbox.post(() -> {
                  if (running.remove(name) != null) {
                    message.run();
                  }
                }),
            delayMs,
            TimeUnit.MILLISECONDS));
  }

  void cancel(String name) {
    Future<?> timer = running.remove(name);
    if (timer != null) {
      timer.cancel(false);
    }
  }

  void cancelAll() {
    running.values().forEach(timer -> timer.cancel(false));
    running.clear();
  }
}
