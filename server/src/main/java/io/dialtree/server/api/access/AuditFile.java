package io.dialtree.server.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * Appends to {@code audit.jsonl} of the data folder, one JSON object a line. Thread-safe; blocks.
 */
public final class AuditFile implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final Path file;
  private final ReentrantLock lock =
      new ReentrantLock(); // a virtual thread waits here without pinning

  /** Into that folder, which is there. */
  public AuditFile(Path data) {
    file = data.resolve("audit.jsonl");
  }

  @Override
  public void note(Entry entry) {
    lock.lock();
    try {
      if (!Files.exists(file) && hasModes()) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      byte[] line = (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.error("the audit line of request {} could not be written: {}", entry.requestId(), e);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasModes() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
