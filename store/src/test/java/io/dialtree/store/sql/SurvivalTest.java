package io.dialtree.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.store.AppendResult;
import io.dialtree.store.DocumentChange;
import io.dialtree.store.DocumentName;
import io.dialtree.store.DocumentTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes and is killed: what it acknowledged must be there. */
final class SurvivalTest {
  private static final int ACKNOWLEDGED = 200;
  @TempDir private Path folder;

  /** The process that is killed: writes without end and prints the sequence of each change. */
  public static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      DocumentTable table = SqlStore.sqlite(Path.of(args[0])).documents();
      PrintStream out = System.out;
      for (long sequence = 0; ; sequence++) {
        DocumentName name = new DocumentName("callflow", "", "id" + sequence % 50);
        DocumentChange change =
            new DocumentChange(name, Instant.EPOCH, "anna", "", false, "text " + sequence);
        if (table.append(change, sequence) instanceof AppendResult.Appended) {
          out.println(sequence + 1);
          out.flush();
        }
      }
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long acknowledged = 0;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged < ACKNOWLEDGED) {
        acknowledged = number(lines, acknowledged);
      }
      writer.toHandle().destroyForcibly(); // this one leaves what was printed readable
      for (String line = line(lines); line != null && line.matches("[0-9]+"); line = line(lines)) {
        acknowledged = Long.parseLong(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    try (SqlStore store = SqlStore.sqlite(folder)) {
      assertThat(store.documents().sequence()).isGreaterThanOrEqualTo(acknowledged);
      assertThat(store.documents().changesAfter(0, Integer.MAX_VALUE).size())
          .isGreaterThanOrEqualTo((int) acknowledged);
      assertThat(store.documents().current()).hasSize(50);
    }
  }

  private static long number(BufferedReader lines, long before) throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the writer ended by itself after " + before);
    }
    return line.matches("[0-9]+") ? Long.parseLong(line) : before;
  }

  private static @org.jspecify.annotations.Nullable String line(BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
