package io.dialtree.server.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialtree.store.CallRow;
import io.dialtree.store.EventRow;
import io.dialtree.store.StoredRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What happens to calls, as it happens, for those who listen; the latest of it is remembered.
 * Thread-safe; {@link #accept} never blocks longer than its listeners do.
 */
public final class CallFeed implements Consumer<StoredRecord> {
  private static final int REMEMBERED_MAX = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deque<Event> latest = new ArrayDeque<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  /**
   * One thing that happened.
   *
   * @param sequence ever growing, from 1 at the start of the server
   * @param type such as {@code call-started}
   * @param subject the Call-ID
   * @param json all about it, the Call-ID too
   */
  public record Event(long sequence, String type, String subject, String json) {}

  @Override
  public synchronized void accept(StoredRecord stored) {
    Event event =
        switch (stored) {
          case EventRow row -> remember(row.type(), row.subject(), row.json());
          case CallRow row -> remember("call-ended", callId(row.json()), row.json());
        };
    listeners.forEach(listener -> listener.accept(event));
  }

  private Event remember(String type, String subject, String json) {
    sequence++;
    Event event = new Event(sequence, type, subject, json);
    latest.addLast(event);
    if (latest.size() > REMEMBERED_MAX) {
      latest.removeFirst();
    }
    return event;
  }

  private static String callId(String json) {
    try {
      return JSON.readTree(json).path("call_id").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours is JSON", e);
    }
  }

  /** The record of a call that ended lately, as JSON. */
  public synchronized Optional<String> ended(String callId) {
    return latest.stream()
        .filter(event -> event.type().equals("call-ended") && event.subject().equals(callId))
        .findFirst()
        .map(Event::json);
  }

  /**
   * Calls the listener with everything that is remembered after that place, the oldest first, and
   * with everything that happens from now on, without a gap. It must not block.
   */
  public synchronized void follow(long place, Consumer<Event> listener) {
    latest.stream().filter(event -> event.sequence() > place).forEach(listener);
    listeners.add(listener);
  }

  /** The place of the latest event. */
  public synchronized long place() {
    return sequence;
  }

  /** Does not call it any more. */
  public void ignore(Consumer<Event> listener) {
    listeners.remove(listener);
  }
}
