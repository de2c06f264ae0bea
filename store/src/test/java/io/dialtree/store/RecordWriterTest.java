package io.dialtree.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordWriterTest {
  @TempDir private Path folder;
  private final FakeTable table = new FakeTable();

  private static CallRow call(int number) {
    return new CallRow(
        "key" + number, Instant.EPOCH, Instant.EPOCH, "1", "2", "main", "hangup", "{\"a\": 1}");
  }

  @Test
  void recordsAreWrittenInOrder() {
    try (RecordWriter writer = new RecordWriter(table, folder)) {
      IntStream.range(0, 1_200).forEach(i -> writer.write(call(i)));
    }
    assertThat(table.keys()).isEqualTo(IntStream.range(0, 1_200).mapToObj(i -> "key" + i).toList());
  }

  @Test
  void whileTheDatabaseIsAwayRecordsWaitOnTheDiskAndThenComeInOrderAndOnce()
      throws InterruptedException {
    table.away = true;
    try (RecordWriter writer = new RecordWriter(table, folder)) {
      IntStream.range(0, 10).forEach(i -> writer.write(call(i)));
      assertThat(table.refused.await(5, TimeUnit.SECONDS)).isTrue();
      table.away = false;
      IntStream.range(10, 20).forEach(i -> writer.write(call(i)));
      assertThat(table.complete.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(table.keys()).isEqualTo(IntStream.range(0, 20).mapToObj(i -> "key" + i).toList());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWaitsOnTheDiskIsDeliveredByTheNextRun() throws InterruptedException {
    table.away = true;
    try (RecordWriter writer = new RecordWriter(table, folder)) {
      IntStream.range(0, 15).forEach(i -> writer.write(call(i)));
    }
    assertThat(Files.exists(folder.resolve("waiting-records.jsonl"))).isTrue();
    table.away = false;
    try (RecordWriter writer = new RecordWriter(table, folder)) {
      IntStream.range(15, 20).forEach(i -> writer.write(call(i)));
      assertThat(table.complete.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(table.keys()).isEqualTo(IntStream.range(0, 20).mapToObj(i -> "key" + i).toList());
  }

  @Test
  void recordsThatAreBeingWrittenWhenTheServerEndsAreNotLost() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Thread> closing = new AtomicReference<>(Thread.currentThread());
    CountDownLatch known = new CountDownLatch(1);
    FakeTable gone =
        new FakeTable() {
          @Override
          public synchronized void write(List<StoredRecord> records) {
            begun.countDown();
            awaitWaiting(known, closing);
            throw new IllegalStateException("away");
          }
        };
    RecordWriter writer = new RecordWriter(gone, folder);
    writer.write(call(0));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    Thread closer = Thread.ofPlatform().start(writer::close);
    closing.set(closer);
    known.countDown();
    closer.join(10_000);
    assertThat(writer.lost()).isZero();
    assertThat(folder.resolve("waiting-records.jsonl")).isNotEmptyFile();
  }

  @Test
  void theEndOfTheServerWaitsForNoLongDeliveryAndWhatIsLeftStaysOnTheDisk() throws Exception {
    table.away = true;
    try (RecordWriter before = new RecordWriter(table, folder)) {
      IntStream.range(0, 1_500).forEach(i -> before.write(call(i)));
    }
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Thread> closing = new AtomicReference<>(Thread.currentThread());
    CountDownLatch known = new CountDownLatch(1);
    List<Integer> batches = new ArrayList<>();
    FakeTable slow =
        new FakeTable() {
          @Override
          public synchronized void write(List<StoredRecord> records) {
            batches.add(records.size());
            begun.countDown();
            awaitWaiting(known, closing);
          }
        };
    RecordWriter writer = new RecordWriter(slow, folder);
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    IntStream.range(1_500, 2_200).forEach(i -> writer.write(call(i)));
    Thread closer = Thread.ofPlatform().start(writer::close);
    closing.set(closer);
    known.countDown();
    closer.join(10_000);
    assertThat(batches).containsExactly(500);
    assertThat(writer.lost()).isZero();
    assertThat(Files.readAllLines(folder.resolve("waiting-records.jsonl"))).hasSize(2_200);
  }

  /** Until that thread waits, or for a few seconds; deaf to interruptions. */
  private static void awaitWaiting(CountDownLatch known, AtomicReference<Thread> other) {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    while (System.nanoTime() - endNs < 0
        && (known.getCount() > 0 || other.get().getState() != Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
  }

  /** Fails half way through a batch of batches, as a database does that goes away. */
  private static class FakeTable implements RecordTable {
    private final Map<String, StoredRecord> rows = new LinkedHashMap<>();
    private final CountDownLatch refused = new CountDownLatch(1);
    private final CountDownLatch complete = new CountDownLatch(20);
    private volatile boolean away;

    @Override
    public synchronized void write(List<StoredRecord> records) {
      if (away) {
        refused.countDown();
        throw new StoreUnavailable("away", new IllegalStateException());
      }
      for (StoredRecord record : records) {
        if (rows.putIfAbsent(record.key(), record) == null) {
          complete.countDown();
        }
      }
    }

    synchronized List<String> keys() {
      return new ArrayList<>(rows.keySet());
    }

    @Override
    public List<CallRow> calls(CallQuery query) {
      return List.of();
    }

    @Override
    public Optional<CallRow> call(String key) {
      return Optional.empty();
    }

    @Override
    public List<EventRow> events(Instant since, int limit) {
      return List.of();
    }

    @Override
    public int forgetBefore(Instant time) {
      return 0;
    }
  }
}
