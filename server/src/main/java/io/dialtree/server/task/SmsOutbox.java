package io.dialtree.server.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.call.SmsPort;
import io.dialtree.store.StoreUnavailable;
import io.dialtree.store.Task;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text messages that flows send. They are kept in the store; with a webhook they are sent there,
 * without one they wait to be read. Thread-safe.
 */
public final class SmsOutbox implements SmsPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmsOutbox.class);

  private final TaskTable tasks;
  private final Optional<URI> webhook;
  private final WebPoster poster;
  private final Clock clock;
  private final Runnable added;

  /** One after the other, so that a slow store holds up no call. */
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sms-outbox").factory());

  /**
   * An outbox.
   *
   * @param webhook where messages are sent, as the operator says
   * @param added runs after every message that was kept
   */
  public SmsOutbox(
      TaskTable tasks, Optional<URI> webhook, WebPoster poster, Clock clock, Runnable added) {
    this.tasks = tasks;
    this.webhook = webhook;
    this.poster = poster;
    this.clock = clock;
    this.added = added;
  }

  @Override
  public void send(String callId, String to, String sender, String text) {
    ObjectNode message = TaskJson.object();
    message.put("call_id", callId);
    message.put("to", to);
    message.put("from", sender);
    message.put("text", text);
    String id = "sms/" + UUID.randomUUID();
    Task task = Task.create(id, TaskQueue.SMS, "", clock.instant(), TaskJson.text(message));
    writer.execute(() -> keep(task));
  }

  private void keep(Task task) {
    try {
      tasks.add(task);
      added.run();
    } catch (StoreUnavailable e) {
      LOG.error("text message {} is lost: {}", task.id(), e.getMessage());
    }
  }

  /** One try to hand a message to the webhook. */
  Attempt deliver(Task task) {
    URI url = webhook.orElseThrow();
    try {
      int status = poster.post(url, InetAddress.getByName(url.getHost()), task.content());
      return status / 100 == 2
          ? new Attempt.Done(Integer.toString(status))
          : Attempt.failed(task.attempts(), "status " + status);
    } catch (UnknownHostException e) {
      return Attempt.failed(task.attempts(), "nobody knows the host " + url.getHost());
    } catch (IOException e) {
      return Attempt.failed(task.attempts(), String.valueOf(e.getMessage()));
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
    writer.close();
  }
}
