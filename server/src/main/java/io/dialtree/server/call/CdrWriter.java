package io.dialtree.server.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends call records to {@code cdr/YYYY-MM-DD.jsonl} in the data folder, one JSON object a line.
 * Thread-safe; blocks.
 */
public final class CdrWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CdrWriter.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path folder;
  private final ReentrantLock lock =
      new ReentrantLock(); // a virtual thread waits here without pinning

  /** Makes the folder. */
  public CdrWriter(Path data) throws IOException {
    folder = Files.createDirectories(data.resolve("cdr"));
    restrict(folder, "rwx------");
  }

  void write(CallRecord record) {
    lock.lock();
    try {
      byte[] line = (JSON.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8);
      Path file = folder.resolve(record.end().substring(0, "YYYY-MM-DD".length()) + ".jsonl");
      boolean isNew = !Files.exists(file);
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (isNew) {
        restrict(file, "rw-------");
      }
    } catch (IOException e) {
      LOG.error("the record of call {} could not be written: {}", record.callId(), e.toString());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Numbers and keys of callers are nobody else's business; file systems without modes have none.
   */
  private static void restrict(Path path, String mode) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
