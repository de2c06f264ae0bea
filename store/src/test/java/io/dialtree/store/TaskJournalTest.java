package io.dialtree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskJournalTest {
  @TempDir private Path folder;
  private final List<Task> delivered = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();

  private TaskJournal journal() {
    return new TaskJournal(folder.resolve("data/waiting.jsonl"), 1_000_000);
  }

  private static Task task(int number) {
    return Task.create(
        "t" + number,
        TaskQueue.SMS,
        "",
        Instant.ofEpochMilli(number),
        "{\"text\":\"Straße \u00a0\\n\"}");
  }

  private void deliver(TaskJournal journal) throws IOException {
    journal.deliver(batch -> {
      delivered.addAll(batch);
      batches.add(batch.size());
    });
  }

  @Test
  void whatWasWrittenDownIsDeliveredInOrderInBatchesAndOnce() throws IOException {
    TaskJournal journal = journal();
    for (int i = 0; i < 1_200; i++) {
      journal.append(task(i));
    }
    deliver(journal);
    deliver(journal);
    assertThat(delivered).isEqualTo(IntStream.range(0, 1_200).mapToObj(i -> task(i)).toList());
    assertThat(batches).containsExactly(500, 500, 200);
    assertThat(journal.isEmpty()).isTrue();
  }

  @Test
  void whatTheReceiverDidNotTakeIsDeliveredByTheNextRunBeforeWhatIsNew() throws IOException {
    TaskJournal journal = journal();
    journal.append(task(1));
    assertThatThrownBy(() ->
            journal.deliver(_ -> {
              throw new StoreUnavailable("away", new IllegalStateException());
            }))
        .isInstanceOf(StoreUnavailable.class);
    journal.append(task(2));
    deliver(journal());
    assertThat(delivered).containsExactly(task(1), task(2));
  }

  @Test
  void numbersAndTextsThatWaitAreReadByTheirOwnerAlone() throws IOException {
    journal().append(task(1));
    assertThat(Files.getPosixFilePermissions(folder.resolve("data/waiting.jsonl")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aLineThatWasCutOffByTheEndOfTheProcessHarmsNoOther() throws IOException {
    journal().append(task(1));
    Files.writeString(
        folder.resolve("data/waiting.jsonl"), "\n{\"id\":\"t7\",", StandardOpenOption.APPEND);
    TaskJournal next = journal();
    next.append(task(2));
    deliver(next);
    assertThat(delivered).containsExactly(task(1), task(2));
  }

  @Test
  void aFullJournalSaysSo() throws IOException {
    TaskJournal journal = new TaskJournal(folder.resolve("waiting.jsonl"), 150);
    journal.append(task(1));
    assertThatThrownBy(() -> journal.append(task(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 150 bytes");
  }
}
