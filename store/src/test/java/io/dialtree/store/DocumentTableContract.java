package io.dialtree.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every keeper of documents promises, whatever stands behind it. */
public abstract class DocumentTableContract {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final DocumentName MENU = new DocumentName("kazoo-menu", "acme", "m1");

  /** An empty table; all tables of one test see the same documents. */
  protected abstract DocumentTable table();

  private static DocumentChange text(String content) {
    return new DocumentChange(MENU, NOW, "anna", "why \u00e4 'quoted'", false, content);
  }

  private static DocumentRevision written(AppendResult result) {
    return ((AppendResult.Appended) result).revision();
  }

  @Test
  void whatIsWrittenComesBackAsItWas() {
    DocumentTable table = table();
    String content = "{\"a\": 1.50, \"b\": \"\u20ac \\u0000 \ud83d\ude00\"}\n";
    DocumentRevision revision = written(table.append(text(content), 0));
    assertThat(revision)
        .isEqualTo(
            new DocumentRevision(MENU, 1, 1, NOW, "anna", "why \u00e4 'quoted'", false, content));
    assertThat(table.current()).containsExactly(revision);
    assertThat(table.revision(MENU, 1)).contains(revision);
    assertThat(table.sequence()).isEqualTo(1);
  }

  @Test
  void whoHasNotSeenTheNewestChangeWritesNothing() {
    DocumentTable table = table();
    table.append(text("one"), 0);
    assertThat(table.append(text("two"), 0)).isEqualTo(new AppendResult.Behind(1));
    assertThat(table.history(MENU)).hasSize(1);
  }

  @Test
  void aDeletedDocumentIsNotCurrentAndKeepsItsHistory() {
    DocumentTable table = table();
    table.append(text("one"), 0);
    table.append(new DocumentChange(MENU, NOW, "bert", "", true, ""), 1);
    assertThat(table.current()).isEmpty();
    assertThat(table.history(MENU))
        .extracting(DocumentRevision::number, DocumentRevision::deleted)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(2, true),
            org.assertj.core.api.Assertions.tuple(1, false));
    assertThat(written(table.append(text("three"), 2)).number()).isEqualTo(3);
    assertThat(table.current()).extracting(DocumentRevision::content).containsExactly("three");
  }

  @Test
  void changesComeInOrderAndNotTwice() {
    DocumentTable table = table();
    IntStream.range(0, 5).forEach(i -> table.append(text("v" + i), i));
    assertThat(table.changesAfter(1, 3))
        .extracting(DocumentRevision::content)
        .containsExactly("v1", "v2", "v3");
    assertThat(table.changesAfter(5, 3)).isEmpty();
  }

  @Test
  void ofManyWritersAtOnceEachChangeHasItsOwnPlace() throws InterruptedException {
    DocumentTable table = table();
    AtomicInteger written = new AtomicInteger();
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(_ ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < 25; i++) {
                        while (table.append(text("x"), table.sequence())
                            instanceof AppendResult.Behind) {
                          Thread.onSpinWait();
                        }
                        written.incrementAndGet();
                      }
                    }))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(written).hasValue(100);
    assertThat(table.changesAfter(0, 1_000))
        .extracting(DocumentRevision::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList());
  }

  @Test
  void aCounterNeverGivesTheSameNumberTwice() {
    DocumentTable table = table();
    assertThat(table.next("zendesk", 360_000_000_001L)).isEqualTo(360_000_000_001L);
    assertThat(table.next("zendesk", 360_000_000_001L)).isEqualTo(360_000_000_002L);
    assertThat(table.next("other", 1)).isEqualTo(1);
  }

  @Test
  void whoListensHearsOfAChangeWithinASecond() throws InterruptedException {
    DocumentTable table = table();
    CountDownLatch heard = new CountDownLatch(1);
    table.listen(() -> {
      if (table.sequence() == 1) {
        heard.countDown();
      }
    });
    table.append(text("one"), 0);
    assertThat(heard.await(1, TimeUnit.SECONDS)).isTrue();
  }
}
