package io.dialtree.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that nobody but the server's own user may look into: numbers, voices and
 * secrets stand in them. They never are anybody else's, not even for a moment. File systems without
 * modes have none. Blocks.
 */
public final class OwnersAlone {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnersAlone() {}

  /**
   * Makes a folder, and those above it as usual; one that is there is taken from others.
   *
   * @return the folder
   * @throws IOException when it cannot be made, or belongs to another user
   */
  public static Path folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      if (hasModes(folder)) {
        Files.setPosixFilePermissions(folder, FOLDER);
      }
      return folder;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    return Files.createDirectories(folder, mode(folder, FOLDER));
  }

  /**
   * Makes an empty file.
   *
   * @return the file
   * @throws IOException when it cannot be made, as without its folder, or when it is there, because
   *     then it may be another user's
   */
  public static Path newFile(Path file) throws IOException {
    return Files.createFile(file, mode(file, FILE));
  }

  /**
   * Takes a file from others: those of earlier versions, and copies that were put back. What is no
   * regular file, such as a device behind a link, and what belongs to another user stays as it is.
   */
  static void takeFromOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes now = view.readAttributes();
    Set<PosixFilePermission> own = EnumSet.copyOf(FILE);
    own.retainAll(now.permissions());
    if (now.isRegularFile() && !own.equals(now.permissions())) {
      try {
        view.setPermissions(own);
      } catch (FileSystemException _) {
        // Only a file's owner may do so; the lines are worth more than the mode.
      }
    }
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] mode(Path path, Set<PosixFilePermission> permissions) {
    return hasModes(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
