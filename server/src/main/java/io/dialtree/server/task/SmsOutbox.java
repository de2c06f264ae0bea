package io.dialtree.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.call.SmsPort;
import io.dialtree.server.outbound.WebClient;
import io.dialtree.server.outbound.WebRequest;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
import io.dialtree.store.TaskQueue;
import io.dialtree.store.TaskTable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text messages that flows send. They are kept in the store; with a webhook they are sent there,
 * without one they wait to be read. While the store is away they wait here. Every try to send a
 * message carries its id, so that a receiver who was too slow to answer can tell that it has it.
 * Thread-safe.
 */
public final class SmsOutbox implements SmsPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmsOutbox.class);

  /** An hour of a busy server; a longer absence of the store is noticed. */
  private static final int WAITING_MAX = 10_000;

  private static final long RETRY_MS = 1_000;

  private final TaskTable tasks;
  private final Optional<URI> webhook;
  private final WebClient client;
  private final Clock clock;
  private final Runnable added;

  /** One after the other, so that a slow store holds up no call. */
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sms-outbox").factory());

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final BlockingQueue<Task> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  /**
   * An outbox.
   *
   * @param webhook where messages are sent, as the operator says
   * @param added runs after every message that was kept
   */
  public SmsOutbox(
      TaskTable tasks, Optional<URI> webhook, WebClient client, Clock clock, Runnable added) {
    this.tasks = tasks;
    this.webhook = webhook;
    this.client = client;
    this.clock = clock;
    this.added = added;
  }

  @Override
  public void send(String callId, String to, String sender, String text) {
    String id = "sms/" + UUID.randomUUID();
    ObjectNode message = TaskJson.object();
    message.put("id", id);
    message.put("call_id", callId);
    message.put("to", to);
    message.put("from", sender);
    message.put("text", text);
    Task task = Task.create(id, TaskQueue.SMS, "", clock.instant(), TaskJson.text(message));
    if (waiting.offer(task)) {
      writer.execute(this::keep);
    } else {
      LOG.error("text message {} is lost: the store is away and {} wait", id, WAITING_MAX);
    }
  }

  /** Brings into the store what waits for it; what it does not take is brought again. */
  void keep() {
    try {
      for (Task task = waiting.peek(); task != null; task = waiting.peek()) {
        tasks.add(task);
        waiting.remove();
        added.run();
      }
    } catch (StoreUnavailable e) {
      LOG.warn("{} text messages wait for the store: {}", waiting.size(), e.getMessage());
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

  /** The newest messages first. */
  public List<Task> messages(int limit) {
    return tasks.list(TaskQueue.SMS, "", limit);
  }

  @Override
  public void close() {
    writer.close(); // what waits is tried once more
    if (!waiting.isEmpty()) {
      LOG.error("{} text messages are lost: the store is away", waiting.size());
    }
  }
}
