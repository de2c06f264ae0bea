package io.dialtree.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeLinesTest {
  @Test
  void linesFollowEachOtherInTheFileThatIsThere(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("day.jsonl"), "{\"a\":1}\n");
    WholeLines.append(file, "{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
    WholeLines.append(file, "{\"c\":3}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
  }

  @Test
  void aFileThatIsMadeHereIsItsOwnersAlone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("waiting.jsonl");
    WholeLines.append(file, "{\"to\":\"+4930123456\"}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFileThatOthersMayReadBecomesItsOwnersAloneAndKeepsItsLines(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("waiting.jsonl"), "{\"a\":1}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    WholeLines.append(file, "{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void aThreadThatIsInterruptedWritesItsLinesAndStaysInterrupted(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("day.jsonl");
    Thread.currentThread().interrupt();
    try {
      WholeLines.append(file, "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
      WholeLines.append(file, "{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}");
  }
}
