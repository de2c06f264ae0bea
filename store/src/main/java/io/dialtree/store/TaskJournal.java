package io.dialtree.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * New work on its way to the store, in a file: what was written down outlasts the end of the
 * process, and an absence of the store. One JSON object a line, the oldest first. While lines are
 * delivered, new ones go to a second file. Thread-safe.
 */
public final class TaskJournal {
  /** In ASCII, so that a line that was cut off can still be read as text. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final int BATCH = 500;

  private final Path fresh;
  private final Path leaving;
  private final long bytesMax;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock delivering = new ReentrantLock();

  /**
   * Goes on with what an earlier run left behind.
   *
   * @param file made when it is needed; beside it stands one whose name ends with {@code .leaving}
   * @param bytesMax a journal that is longer takes nothing more
   */
  public TaskJournal(Path file, long bytesMax) {
    this.fresh = file.toAbsolutePath();
    this.leaving = fresh.resolveSibling(file.getFileName() + ".leaving");
    this.bytesMax = bytesMax;
  }

  /**
   * Writes work down; survives a kill of the process from then on.
   *
   * @throws IOException when the disk does not take it, or the journal is full
   */
  public void append(Task task) throws IOException {
    // The break comes first: what follows a line that was cut off must not become a part of it.
    byte[] line = ("\n" + JSON.writeValueAsString(line(task))).getBytes(StandardCharsets.US_ASCII);
    writing.lock();
    try {
      if (Files.exists(fresh) && Files.size(fresh) + line.length > bytesMax) {
        throw new IOException(fresh + " would hold more than " + bytesMax + " bytes");
      }
      Files.createDirectories(fresh.getParent());
      WholeLines.append(fresh, line);
    } finally {
      writing.unlock();
    }
  }

  /** True when nothing waits. */
  public boolean isEmpty() {
    return !Files.exists(fresh) && !Files.exists(leaving);
  }

  /**
   * Hands out everything in order, in batches, and forgets it. When the receiver throws, what was
   * left stays: receiving something twice must be harmless. Blocks.
   */
  public void deliver(Consumer<List<Task>> receiver) throws IOException {
    delivering.lock();
    try {
      while (Files.exists(leaving) || turned()) {
        try (Stream<String> lines = Files.lines(leaving)) {
          lines
              .flatMap(line -> task(line).stream())
              .gather(Gatherers.windowFixed(BATCH))
              .forEach(receiver);
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
        Files.delete(leaving);
      }
    } finally {
      delivering.unlock();
    }
  }

  private boolean turned() throws IOException {
    writing.lock();
    try {
      if (!Files.exists(fresh)) {
        return false;
      }
      Files.move(fresh, leaving, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      writing.unlock();
    }
  }

  /** Work that has not been tried: what is not here is as {@link Task#create} says. */
  private record Line(String id, String queue, String account, long created, String content) {}

  private static Line line(Task task) {
    return new Line(
        task.id(),
        task.queue().name(),
        task.account(),
        task.created().toEpochMilli(),
        task.content());
  }

  /** A line that was cut off by the end of the process is nothing. */
  private static Optional<Task> task(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      return line.isObject()
          ? Optional.of(
              Task.create(
                  line.path("id").asText(),
                  TaskQueue.valueOf(line.path("queue").asText()),
                  line.path("account").asText(),
                  Instant.ofEpochMilli(line.path("created").asLong()),
                  line.path("content").asText()))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
