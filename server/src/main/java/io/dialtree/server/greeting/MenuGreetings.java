package io.dialtree.server.greeting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.server.api.Json;
import io.dialtree.server.call.GreetingPort;
import io.dialtree.server.call.Printable;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.store.EventRow;
import io.dialtree.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what callers record the greeting of their menu, one after the other and beside the calls,
 * so that a slow store holds up none. Everybody who listens to events is told how it went; audio
 * that could not be stored stays where it was. Thread-safe.
 */
public final class MenuGreetings implements GreetingPort, AutoCloseable {
  /** Event of a greeting that is kept. */
  public static final String RECORDED = "greeting-recorded";

  /** Event of a greeting that could not be kept. */
  public static final String LOST = "greeting-not-kept";

  private static final Logger LOG = LoggerFactory.getLogger(MenuGreetings.class);

  private final FlowLibrary library;
  private final PromptUploads uploads;
  private final Consumer<StoredRecord> events;
  private final Clock clock;

  /** Bounded by the calls: a greeting takes longer to speak than to keep. */
  private final ExecutorService keeper =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("greeting-keeper").factory());

  /**
   * Keeps greetings there.
   *
   * @param events told how it went; must not block
   */
  public MenuGreetings(
      FlowLibrary library, PromptUploads uploads, Consumer<StoredRecord> events, Clock clock) {
    this.library = library;
    this.uploads = uploads;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void recorded(Greeting greeting) {
    try {
      keeper.execute(() -> keep(greeting));
    } catch (RejectedExecutionException _) {
      LOG.warn("the server stops; the greeting stays in {}", greeting.audio());
    }
  }

  private void keep(Greeting greeting) {
    try {
      byte[] audio = Files.readAllBytes(greeting.audio());
      Kept kept = new GreetingChange(library, uploads, greeting, audio).run();
      Files.deleteIfExists(greeting.audio());
      tell(greeting, kept);
    } catch (IOException | RuntimeException e) {
      String reason = e instanceof NotKept ? String.valueOf(e.getMessage()) : e.toString();
      lost(greeting, reason);
    }
  }

  private void tell(Greeting greeting, Kept kept) {
    ObjectNode event = about(greeting).put("prompt", kept.prompt()).put("plays", kept.plays());
    String menu = Printable.of(greeting.owner().document());
    if (kept.plays()) {
      LOG.info("a caller recorded the greeting of menu {}: prompt {}", menu, kept.prompt());
    } else {
      LOG.warn("a caller recorded a greeting of menu {}: {}", menu, kept.hint());
      event.put("hint", kept.hint());
    }
    say(RECORDED, greeting, event);
  }

  private void lost(Greeting greeting, String reason) {
    LOG.error(
        "the greeting of menu {} could not be kept: {}; its audio is in {}",
        Printable.of(greeting.owner().document()),
        reason,
        greeting.audio());
    say(LOST, greeting, about(greeting).put("reason", reason));
  }

  private static ObjectNode about(Greeting greeting) {
    return Json.object()
        .put("call_id", greeting.callId())
        .put("menu", greeting.owner().document())
        .put("account", greeting.owner().account());
  }

  private void say(String type, Greeting greeting, ObjectNode event) {
    String key = UUID.randomUUID().toString();
    events.accept(new EventRow(key, clock.instant(), type, greeting.callId(), Json.text(event)));
  }

  /** Waits for what is in work. */
  @Override
  public void close() {
    keeper.close();
  }
}
