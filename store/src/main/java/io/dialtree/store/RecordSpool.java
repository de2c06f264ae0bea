package io.dialtree.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records that wait on the disk while the database is away: one JSON object a line, the oldest
 * first. Confined to one thread at a time.
 */
final class RecordSpool {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long bytesMax;

  RecordSpool(Path file, long bytesMax) {
    this.file = file;
    this.bytesMax = bytesMax;
  }

  boolean isEmpty() {
    return !Files.exists(file);
  }

  /** Appends; false when there is no room left. */
  boolean append(List<StoredRecord> records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (StoredRecord record : records) {
      lines.append(JSON.writeValueAsString(tree(record))).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size + bytes.length > bytesMax) {
      return false;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeLines.append(file, bytes);
    return true;
  }

  /**
   * Hands out all records in order, in batches, and then forgets them. When the receiver throws,
   * all of them stay: receiving one twice is harmless.
   */
  void deliver(int batch, Consumer<List<StoredRecord>> receiver) throws IOException {
    if (isEmpty()) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      List<StoredRecord> records = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(line).ifPresent(records::add);
        if (records.size() == batch) {
          receiver.accept(List.copyOf(records));
          records.clear();
        }
      }
      if (!records.isEmpty()) {
        receiver.accept(records);
      }
    }
    Files.delete(file);
  }

  private static ObjectNode tree(StoredRecord record) {
    ObjectNode tree = JSON.createObjectNode();
    return switch (record) {
      case CallRow call ->
          tree.put("record", "call")
              .put("key", call.key())
              .put("start", call.start().toEpochMilli())
              .put("end", call.end().toEpochMilli())
              .put("caller", call.caller())
              .put("dialled", call.dialled())
              .put("flow", call.flow())
              .put("reason", call.endReason())
              .put("json", call.json());
      case EventRow event ->
          tree.put("record", "event")
              .put("key", event.key())
              .put("at", event.at().toEpochMilli())
              .put("type", event.type())
              .put("subject", event.subject())
              .put("json", event.json());
    };
  }

  /** A line that was cut off by the end of the process is nothing. */
  private static Optional<StoredRecord> read(String line) {
    try {
      return JSON.readTree(line) instanceof ObjectNode tree ? read(tree) : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static Optional<StoredRecord> read(ObjectNode tree) {
    return switch (text(tree, "record")) {
      case "call" ->
          Optional.of(
              new CallRow(
                  text(tree, "key"),
                  time(tree, "start"),
                  time(tree, "end"),
                  text(tree, "caller"),
                  text(tree, "dialled"),
                  text(tree, "flow"),
                  text(tree, "reason"),
                  text(tree, "json")));
      case "event" ->
          Optional.of(
              new EventRow(
                  text(tree, "key"),
                  time(tree, "at"),
                  text(tree, "type"),
                  text(tree, "subject"),
                  text(tree, "json")));
      default -> Optional.empty();
    };
  }

  private static String text(ObjectNode tree, String key) {
    return tree.path(key).asText("");
  }

  private static Instant time(ObjectNode tree, String key) {
    return Instant.ofEpochMilli(tree.path(key).asLong());
  }
}
