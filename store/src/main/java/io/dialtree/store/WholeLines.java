package io.dialtree.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files of lines that are read after a write that failed, too. Numbers of callers and texts stand
 * in them, so they are their owner's alone. One thread at a time writes a file.
 */
public final class WholeLines {
  private WholeLines() {}

  /**
   * Appends all of the lines or nothing: behind half a line, as of a full disk, the next would be
   * lost. A file that is not there is made, for its owner alone; its folder must be there.
   *
   * @param lines each with its break
   */
  public static void append(Path file, byte[] lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownersAlone(file))) {
      long end = channel.size();
      try {
        ByteBuffer left = ByteBuffer.wrap(lines);
        while (left.hasRemaining()) {
          channel.write(left, end + left.position());
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }

  /** File systems without modes have none. */
  private static FileAttribute<?>[] ownersAlone(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
