package io.dialtree.server.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialtree.store.CallRow;
import io.dialtree.store.EventRow;
import io.dialtree.store.OwnersAlone;
import io.dialtree.store.StoredRecord;
import io.dialtree.store.WholeLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends call records to {@code cdr/YYYY-MM-DD.jsonl} in the data folder, one JSON object a line,
 * and hands them on to the store. Thread-safe; blocks.
 */
public final class CdrWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CdrWriter.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path folder;
  private final ReentrantLock lock =
      new ReentrantLock(); // a virtual thread waits here without pinning

  private final Consumer<StoredRecord> store;

  /**
   * Makes the folder.
   *
   * @param store takes each record as well; must not block
   */
  public CdrWriter(Path data, Consumer<StoredRecord> store) throws IOException {
    this.store = store;
    folder = OwnersAlone.folder(data.resolve("cdr"));
  }

  void write(CallRecord record) {
    try {
      write(row(record, JSON.writeValueAsString(record)));
    } catch (IOException e) {
      LOG.error("the record of call {} could not be written: {}", record.callId(), e.toString());
    }
  }

  /** The record of a call, whoever made it. */
  public void write(CallRow record) {
    lock.lock();
    try {
      store.accept(record);
      byte[] line = (record.json() + "\n").getBytes(StandardCharsets.UTF_8);
      String day = record.end().toString().substring(0, "YYYY-MM-DD".length());
      WholeLines.append(folder.resolve(day + ".jsonl"), line);
    } catch (IOException e) {
      LOG.error("the record {} could not be written: {}", record.key(), e.toString());
    } finally {
      lock.unlock();
    }
  }

  /** A call that began. */
  void started(CallStory story, Instant now) {
    ObjectNode json = JSON.createObjectNode();
    json.put("from", story.from()).put("to", story.to()).put("flow", story.flow());
    json.put("call_id", story.callId());
    store.accept(new EventRow(key(), now, "call-started", story.callId(), json.toString()));
  }

  private static CallRow row(CallRecord record, String json) {
    return new CallRow(
        key(),
        Instant.parse(record.start()),
        Instant.parse(record.end()),
        record.from(),
        record.to(),
        record.flow(),
        record.endReason().slug(),
        json);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
