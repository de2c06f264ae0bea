package io.dialtree.server.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    return folder(calls).resolve(UUID.randomUUID() + "-" + what + ".wav");
  }

  /**
   * Sets a greeting aside, to be taken from there.
   *
   * @return where it is
   */
  public Path keepGreeting(Path recording) throws IOException {
    Path file = folder(greetings).resolve(UUID.randomUUID() + ".wav");
    return Files.copy(recording, file);
  }

  /** What people say is nobody else's business; file systems without modes have none. */
  private static Path folder(Path folder) throws IOException {
    Path made = Files.createDirectories(folder);
    if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
    }
    return made;
  }
}
