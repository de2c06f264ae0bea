package io.dialtree.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.call.SmsPort;
import io.dialtree.server.outbound.WebClient;
import io.dialtree.server.outbound.WebRequest;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
import io.dialtree.store.TaskJournal;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text messages that flows send. They are kept in the store; with a webhook they are sent there,
 * without one they wait to be read. On their way to the store they stand in a journal on the disk,
 * so that a message which was taken outlasts the end of this process and an absence of the store.
 * Every try to send a message carries its id, so that a receiver who was too slow to answer can
 * tell that it has it. Thread-safe.
 */
public final class SmsOutbox implements SmsPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmsOutbox.class);

  private static final long RETRY_MS = 1_000;

  private final TaskTable tasks;
  private final TaskJournal journal;
  private final Optional<URI> webhook;
  private final WebClient client;
  private final Clock clock;

  /** One after the other, so that a slow store holds up no call. */
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sms-outbox").factory());

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * An outbox that goes on with its journal at the first message, or {@link #start}.
   *
   * @param journal where messages stand until the store has them
   * @param webhook where messages are sent, as the operator says
   */
  public SmsOutbox(
      TaskTable tasks, TaskJournal journal, Optional<URI> webhook, WebClient client, Clock clock) {
    this.tasks = tasks;
    this.journal = journal;
    this.webhook = webhook;
    this.client = client;
    this.clock = clock;
  }

  /** Brings into the store what an earlier run has left in the journal. */
  void start() {
    writer.execute(this::keep);
  }

  @Override
  public void send(String account, String callId, String to, String sender, String text) {
    String id = "sms/" + UUID.randomUUID();
    ObjectNode message = TaskJson.object();
    message.put("id", id);
    message.put("call_id", callId);
    message.put("to", to);
    message.put("from", sender);
    message.put("text", text);
    Task task = Task.create(id, TaskQueue.SMS, account, clock.instant(), TaskJson.text(message));
    try {
      journal.append(task);
      writer.execute(this::keep);
    } catch (IOException e) {
      LOG.warn("text message {} goes to the store at once: {}", id, e.toString());
      writer.execute(() -> keepAtOnce(task));
    }
  }

  private void keepAtOnce(Task task) {
    try {
      tasks.add(task);
    } catch (StoreUnavailable e) {
      LOG.error("text message {} is lost, the store is away too: {}", task.id(), e.getMessage());
    }
  }

  /** Brings into the store what waits for it; what it does not take is brought again. */
  void keep() {
    try {
      journal.deliver(tasks::addAll);
      away.set(false);
    } catch (StoreUnavailable | IOException e) {
      if (away.compareAndSet(false, true)) {
        LOG.warn("text messages wait on the disk: {}", String.valueOf(e.getMessage()));
      }
      again();
    }
  }

  private void again() {
    if (!writer.isShutdown() && scheduled.compareAndSet(false, true)) {
      Future<?> _ = writer.schedule(this::keepAgain, RETRY_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void keepAgain() {
    scheduled.set(false);
    keep();
  }

  /** One try to hand a message to the webhook. */
  Attempt deliver(Task task) {
    URI url = webhook.orElseThrow();
    try {
      InetAddress address = InetAddress.getByName(url.getHost());
      return Retries.TEXT_MESSAGE.after(
          task.attempts(), client.exchange(WebRequest.post(url, task.content()), address));
    } catch (UnknownHostException e) {
      return Retries.TEXT_MESSAGE.failed(task.attempts(), "nobody knows the host " + url.getHost());
    }
  }

  /** True when messages are sent on. */
  boolean isSending() {
    return webhook.isPresent();
  }

  /**
   * The newest messages first.
   *
   * @param account whose, empty text for those of all accounts
   */
  public List<Task> messages(String account, int limit) {
    return account.isEmpty()
        ? tasks.list(TaskQueue.SMS, limit)
        : tasks.list(TaskQueue.SMS, account, limit);
  }

  @Override
  public void close() {
    writer.close(); // what waits is tried once more, and else by the next run
  }
}
