package io.dialtree.server.task;

import io.dialtree.server.outbound.AddressGuard;
import io.dialtree.server.outbound.WebClient;
import io.dialtree.store.CallRow;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
import io.dialtree.store.TaskJournal;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All work this server does by itself, put together. Thread-safe. */
public final class Outbound implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final Duration POST_LEASE = Duration.ofMinutes(1);

  /** Time enough to look at what was done, or to read a message that is sent nowhere. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int AT_ONCE = 100;

  /** A day of a busy server; a longer absence of the store is noticed. */
  private static final long JOURNAL_BYTES_MAX = 64L << 20;

  private static final long END_LIMIT_S = 5;

  private final TaskTable tasks;
  private final Clock clock;
  private final SmsOutbox sms;
  private final DtmfJobs jobs;
  private final AddressGuard guard;
  private final TaskRunner jobRunner;
  private final TaskRunner callbackRunner;
  private final TaskRunner smsRunner;
  private final ScheduledExecutorService daily =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("tasks-daily").factory());
  private volatile Consumer<CallRow> records = _ -> {};
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Does nothing before {@link #start}.
   *
   * @param folder where text messages stand until the store has them
   * @param smsWebhook where text messages go; without one they are only kept
   */
  public Outbound(
      TaskTable tasks,
      Path folder,
      OutboundLegs legs,
      WebClient client,
      AddressGuard guard,
      Optional<URI> smsWebhook,
      Clock clock) {
    this.tasks = tasks;
    this.clock = clock;
    this.guard = guard;
    this.jobs = new DtmfJobs(tasks, legs, row -> records.accept(row), clock);
    this.callbackRunner =
        runner(TaskQueue.CALLBACK, new Callbacks(guard, client)::send, POST_LEASE);
    this.jobRunner = runner(TaskQueue.CALL_JOB, jobs::run, DtmfJobs.LEASE);
    TaskJournal journal =
        new TaskJournal(folder.resolve("waiting-messages.jsonl"), JOURNAL_BYTES_MAX);
    this.sms = new SmsOutbox(tasks, journal, smsWebhook, client, clock);
    this.smsRunner = runner(TaskQueue.SMS, sms::deliver, POST_LEASE);
  }

  private TaskRunner runner(TaskQueue queue, Function<Task, Attempt> work, Duration lease) {
    return new TaskRunner(tasks, queue, work, clock, lease, AT_ONCE, workers);
  }

  private void wakeAll() {
    jobRunner.wake();
    callbackRunner.wake();
    smsRunner.wake();
  }

  /** Begins to work. */
  public void start() {
    sms.start();
    tasks.listen(this::wakeAll);
    Future<?> _ = daily.scheduleAtFixedRate(this::forget, 0, 1, TimeUnit.DAYS);
    jobRunner.start();
    callbackRunner.start();
    if (sms.isSending()) {
      smsRunner.start();
    }
  }

  /** Where records of calls go from now on; before that they are dropped. */
  public void recordTo(Consumer<CallRow> writer) {
    records = writer;
  }

  /** What is over, and messages that nobody sends on, are kept for a while and not for ever. */
  void forget() {
    Instant before = clock.instant().minus(KEPT);
    try {
      tasks.forgetBefore(before);
      if (!sms.isSending()) {
        tasks.forgetWaitingBefore(TaskQueue.SMS, before);
      }
    } catch (StoreUnavailable e) {
      LOG.warn("old tasks stay: {}", e.getMessage());
    }
  }

  /** Calls to be made. */
  public DtmfJobs jobs() {
    return jobs;
  }

  /** Which URLs may be called. */
  public AddressGuard guard() {
    return guard;
  }

  /** Text messages. */
  public SmsOutbox sms() {
    return sms;
  }

  @Override
  public void close() {
    daily.shutdownNow();
    jobRunner.close();
    callbackRunner.close();
    smsRunner.close();
    sms.close();
    workers.shutdownNow();
    awaitWorkers();
  }

  /** They write down how far they came; the store closes after this. */
  private void awaitWorkers() {
    try {
      if (!workers.awaitTermination(END_LIMIT_S, TimeUnit.SECONDS)) {
        LOG.warn("some outbound work did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
