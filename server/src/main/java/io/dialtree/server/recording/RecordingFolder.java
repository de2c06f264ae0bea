package io.dialtree.server.recording;

import io.dialtree.store.OwnersAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where recordings are kept: those of calls in {@code recordings/}, greetings that wait for the
 * store in {@code greetings/} of the data folder. Thread-safe; blocks.
 */
public final class RecordingFolder {
  private final Path calls;
  private final Path greetings;

  /** Uses a data folder; nothing is made before it is needed. */
  public RecordingFolder(Path data) {
    calls = data.resolve("recordings");
    greetings = data.resolve("greetings");
  }

  /** A new file for a call. Callers choose Call-IDs, so these make no file names. */
  public Path newFile(String what) throws IOException {
    return OwnersAlone.folder(calls).resolve(UUID.randomUUID() + "-" + what + ".wav");
  }

  /**
   * Sets a greeting aside, to be taken from there.
   *
   * @return where it is
   */
  public Path keepGreeting(Path recording) throws IOException {
    Path file = OwnersAlone.folder(greetings).resolve(UUID.randomUUID() + ".wav");
    return Files.copy(recording, file);
  }
}
