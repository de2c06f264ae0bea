package io.dialtree.server.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.store.MemoryDocumentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWatchTest {
  private static final long LIMIT_S = 10;
  @TempDir private Path folder;
  private final Semaphore reloads = new Semaphore(0);

  private ReloadResult reload() {
    reloads.release();
    return new ReloadResult(1, 1, List.of(), List.of(), List.of());
  }

  private boolean reloaded() throws InterruptedException {
    return reloads.tryAcquire(LIMIT_S, TimeUnit.SECONDS);
  }

  @Test
  void aChangedFileIsNoticedAlsoInAFolderThatIsNew() throws IOException, InterruptedException {
    try (FolderWatch _ = FolderWatch.start(folder, this::reload)) {
      Files.createDirectories(folder.resolve("flows/kazoo/menus"));
      assertThat(reloaded()).isTrue();
      Files.writeString(folder.resolve("flows/kazoo/menus/m.json"), "{}");
      assertThat(reloaded()).isTrue();
      Files.writeString(folder.resolve("numbers.yaml"), "");
      assertThat(reloaded()).isTrue();
    }
  }

  @Test
  void theServersOwnDataIsNoChange() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("dialtree-data/cdr"));
    try (FolderWatch _ = FolderWatch.start(folder, this::reload)) {
      Files.writeString(folder.resolve("dialtree-data/cdr/today.jsonl"), "{}");
      Files.writeString(folder.resolve("numbers.yaml"), "");
      assertThat(reloaded()).isTrue();
      assertThat(reloads.availablePermits()).isZero();
    }
  }

  @Test
  void aBadRowOfNumbersIsReportedOnceByFileLineAndReason() throws IOException {
    Path numbers = folder.resolve("numbers.yaml");
    Files.writeString(numbers, "\"100\": native/gone\n");
    FlowLibrary library =
        FlowLibrary.open(
            ConfigFolder.load(folder, Map.of(), Map.of()),
            new MemoryDocumentTable(),
            Clock.systemUTC());
    Files.writeString(numbers, "# more\n\"100\": native/gone\n\"200\": native/nowhere\n");
    List<String> lines = new ArrayList<>();
    FolderWatch.report(library.reload(), lines::add);
    assertThat(lines.getFirst()).contains("numbers.yaml:3", "native/nowhere");
    assertThat(lines).noneMatch(line -> line.contains("native/gone"));
    lines.clear();
    FolderWatch.report(library.reload(), lines::add);
    assertThat(lines).isEmpty();
  }

  @Test
  void aBrokenFileIsReportedByItsName() {
    List<String> lines = new ArrayList<>();
    FolderWatch.report(
        new ReloadResult(2, 0, List.of("flows/b.yaml"), List.of(), List.of()), lines::add);
    assertThat(lines)
        .containsExactly("flows/b.yaml: the new version is broken; the last good one goes on");
  }
}
