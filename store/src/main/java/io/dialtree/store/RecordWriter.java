package io.dialtree.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records in batches on a thread of its own, off the path of calls. While the database is
 * away they wait in a file; when it is back they are delivered in order, each exactly once.
 * Thread-safe.
 */
public final class RecordWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);

  /**
   * Half a minute of two thousand calls a second: the writer stands still longer only when it is
   * dead.
   */
  private static final int QUEUE_MAX = 60_000;

  private static final int BATCH = 500;
  private static final long GATHER_MS = 100;
  private static final long RETRY_MS = 1_000;
  private static final long CLOSE_LIMIT_MS = 5_000;

  /** A day of a busy server; a longer absence of the database is noticed. */
  private static final long SPOOL_BYTES_MAX = 1L << 30;

  /** Wakes the thread at the end: an interruption would look like a database that is away. */
  private static final StoredRecord LAST = new EventRow("", Instant.EPOCH, "", "", "");

  private final RecordTable table;
  private final RecordSpool spool;
  private final BlockingQueue<StoredRecord> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;

  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean away;
  private long retryAtNs;

  /**
   * Begins with what an earlier run left behind.
   *
   * @param folder where records wait while the database is away
   */
  public RecordWriter(RecordTable table, Path folder) {
    this.table = table;
    this.spool = new RecordSpool(folder.resolve("waiting-records.jsonl"), SPOOL_BYTES_MAX);
    this.retryAtNs = System.nanoTime();
    this.thread = Thread.ofPlatform().daemon().name("record-writer").start(this::run);
  }

  /** Takes a record; never waits. One for which there is no room is lost and counted. */
  public void write(StoredRecord record) {
    if (!queue.offer(record)) {
      lost.incrementAndGet();
    }
  }

  /** Records that are in the database. */
  public long written() {
    return written.get();
  }

  /** Records that found no room, neither in memory nor on the disk. */
  public long lost() {
    return lost.get();
  }

  private void run() {
    List<StoredRecord> batch = new ArrayList<>();
    while (!isClosed() || !queue.isEmpty()) {
      gather(batch);
      if (!batch.isEmpty() || !spool.isEmpty()) {
        deliver(batch);
        batch.clear();
      }
    }
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  /** Waits a little for company, so that a busy server commits a few times a second. */
  private void gather(List<StoredRecord> batch) {
    try {
      StoredRecord first =
          spool.isEmpty() ? queue.take() : queue.poll(RETRY_MS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        closing.await(GATHER_MS, TimeUnit.MILLISECONDS);
        queue.drainTo(batch, BATCH - 1);
      }
    } catch (InterruptedException _) {
      queue.drainTo(batch, BATCH); // nobody does so; what is there is written all the same
    }
    batch.removeIf(LAST::equals);
  }

  private void deliver(List<StoredRecord> batch) {
    if (!away || System.nanoTime() - retryAtNs >= 0) {
      try {
        spool.deliver(BATCH, this::storeWaiting);
        store(batch);
        told(false, "");
        return;
      } catch (IOException | RuntimeException e) {
        told(true, String.valueOf(e.getMessage()));
        retryAtNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
      }
    }
    keep(batch);
  }

  /** However much waits on the disk, the end of the server does not wait for it. */
  private void storeWaiting(List<StoredRecord> records) {
    if (isClosed()) {
      throw new IllegalStateException("the server ends");
    }
    store(records);
  }

  private void store(List<StoredRecord> records) {
    if (!records.isEmpty()) {
      table.write(records);
      written.addAndGet(records.size());
    }
  }

  private void keep(List<StoredRecord> batch) {
    try {
      if (!batch.isEmpty() && !spool.append(batch)) {
        lost.addAndGet(batch.size());
      }
    } catch (IOException e) {
      lost.addAndGet(batch.size());
      LOG.error("records can be kept neither in the store nor on the disk: {}", e.toString());
    }
  }

  private void told(boolean isAway, String why) {
    if (isAway != away) {
      away = isAway;
      if (isAway) {
        LOG.warn("records wait on the disk: {}", why);
      } else {
        LOG.info("records are in the store again");
      }
    }
  }

  /** Writes what is left, or keeps it on the disk for the next run. Blocks, bounded. */
  @Override
  public void close() {
    closing.countDown();
    queue.offer(LAST); // without room for it, nobody waits
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
