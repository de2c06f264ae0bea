package io.dialtree.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Files of lines that are read after a write that failed, too. Numbers of callers and texts stand
 * in them, so they are their owner's alone. One thread at a time writes a file.
 */
public final class WholeLines {
  private WholeLines() {}

  /**
   * Appends all of the lines or nothing: behind half a line, as of a full disk, the next would be
   * lost. A thread that is interrupted writes as any other does. A file that is not there is made,
   * for its owner alone, and one that others may read is taken from them; its folder must be there.
   *
   * @param lines each with its break
   */
  public static void append(Path file, byte[] lines) throws IOException {
    make(file);
    // Not a channel: an interruption closes those, in the middle of a line.
    try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
      OwnersAlone.takeFromOthers(file);
      long end = written.length();
      try {
        written.seek(end);
        written.write(lines);
      } catch (IOException e) {
        if (written.length() > end) {
          written.setLength(end);
        }
        throw e;
      }
    }
  }

  private static void make(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        OwnersAlone.newFile(file);
      } catch (FileAlreadyExistsException _) {
        // A server that ends while this one starts has made it meanwhile.
      }
    }
  }
}
