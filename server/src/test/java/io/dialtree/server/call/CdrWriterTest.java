package io.dialtree.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdrWriterTest {
  @Test
  void linesFollowEachOtherInTheFileThatIsThere(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("day.jsonl"), "{\"a\":1}\n");
    CdrWriter.append(file, "{\"b\":2}\n".getBytes(StandardCharsets.UTF_8));
    CdrWriter.append(file, "{\"c\":3}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
  }
}
