package io.dialtree.server.task;

import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of one queue when their time comes, some at a time. What is under way when the
 * process ends is taken again after its lease. Thread-safe.
 */
public final class TaskRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final TaskTable tasks;
  private final TaskQueue queue;
  private final Function<Task, Attempt> work;
  private final Clock clock;
  private final Duration lease;
  private final Executor executor;
  private final Semaphore room;
  private final Semaphore bell = new Semaphore(0);

  /** When the next of the tries that failed here is due. */
  private final AtomicReference<Instant> nextRetry = new AtomicReference<>(Instant.MAX);

  private volatile boolean crowded;
  private volatile boolean closed;

  /**
   * Does nothing before {@link #runDue} or {@link #start}.
   *
   * @param lease longer than any try takes
   * @param atOnce so many tries run side by side
   * @param executor runs the tries
   */
  public TaskRunner(
      TaskTable tasks,
      TaskQueue queue,
      Function<Task, Attempt> work,
      Clock clock,
      Duration lease,
      int atOnce,
      Executor executor) {
    this.tasks = tasks;
    this.queue = queue;
    this.work = work;
    this.clock = clock;
    this.lease = lease;
    this.executor = executor;
    this.room = new Semaphore(atOnce);
  }

  /** Looks for work from now on, on a thread of its own. */
  public void start() {
    Thread.ofVirtual().name("tasks-" + queue).start(this::loop);
  }

  /** There may be work: look now. */
  public void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  private void loop() {
    try {
      PollPace pace = new PollPace();
      while (!closed) {
        boolean busy = runDue() > 0;
        if (bell.tryAcquire(pace.waitMs(busy, untilRetryMs()), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
          pace.rang();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long untilRetryMs() {
    Instant next = nextRetry.get();
    return next.equals(Instant.MAX)
        ? Long.MAX_VALUE
        : Duration.between(clock.instant(), next).toMillis();
  }

  /**
   * Begins what is due and has room.
   *
   * @return how many tries were begun
   */
  public int runDue() {
    Instant now = clock.instant();
    nextRetry.updateAndGet(it -> it.isAfter(now) ? it : Instant.MAX);
    int free = room.drainPermits();
    List<Task> due = free == 0 ? List.of() : taken(free);
    room.release(free - due.size());
    crowded = due.size() == free;
    for (Task task : due) {
      executor.execute(() -> run(task));
    }
    return due.size();
  }

  private List<Task> taken(int limit) {
    try {
      return tasks.take(queue, limit, clock.instant(), lease);
    } catch (StoreUnavailable e) {
      LOG.warn("tasks {} wait: {}", queue, e.getMessage());
      return List.of();
    }
  }

  private void run(Task task) {
    try {
      note(task, attempt(task));
    } catch (StoreUnavailable e) {
      LOG.warn("task {} of {} will be tried again: {}", task.id(), queue, e.getMessage());
    } finally {
      room.release();
      if (crowded) {
        wake(); // more may wait for the room that has become free
      }
    }
  }

  private Attempt attempt(Task task) {
    try {
      return work.apply(task);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("task {} of {} failed", task.id(), queue, e);
      return new Attempt.GivenUp("internal error");
    }
  }

  private void note(Task task, Attempt attempt) {
    switch (attempt) {
      case Attempt.Done(String result) -> tasks.done(task.id(), result);
      case Attempt.Again(Duration after, String why) -> {
        Instant next = clock.instant().plus(after);
        tasks.retry(task.id(), next, why);
        nextRetry.updateAndGet(it -> next.isBefore(it) ? next : it);
        wake();
      }
      case Attempt.GivenUp(String why) -> {
        LOG.warn("task {} of {} is given up: {}", task.id(), queue, why);
        tasks.failed(task.id(), why);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }
}
