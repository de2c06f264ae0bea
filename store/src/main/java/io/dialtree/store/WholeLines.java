package io.dialtree.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files of lines that are read after a write that failed, too. Numbers of callers and texts stand
 * in them, so they are their owner's alone. One thread at a time writes a file.
 */
public final class WholeLines {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private WholeLines() {}

  /**
   * Appends all of the lines or nothing: behind half a line, as of a full disk, the next would be
   * lost. A file that is not there is made, for its owner alone, and one that others may read is
   * taken from them; its folder must be there.
   *
   * @param lines each with its break
   */
  public static void append(Path file, byte[] lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownersAlone(file))) {
      keepToOwner(file);
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

  /**
   * Files of earlier versions, and copies that were put back. What is no regular file, such as a
   * device behind a link, and what belongs to another user stays as it is.
   */
  private static void keepToOwner(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes now = view.readAttributes();
    Set<PosixFilePermission> own = EnumSet.copyOf(OWNERS);
    own.retainAll(now.permissions());
    if (now.isRegularFile() && !own.equals(now.permissions())) {
      try {
        view.setPermissions(own);
      } catch (FileSystemException _) {
        // Only a file's owner may do so; the lines are worth more than the mode.
      }
    }
  }

  /** File systems without modes have none. */
  private static FileAttribute<?>[] ownersAlone(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
        : new FileAttribute<?>[0];
  }
}
