package io.dialtree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersAloneTest {
  @TempDir private Path data;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFolderIsItsOwnersAloneAndThoseAboveItAreMadeAsUsual() throws IOException {
    Path usual = Files.createDirectory(data.resolve("usual"));
    Path above = data.resolve("new");
    Path folder = OwnersAlone.folder(above.resolve("cdr"));
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(above)).isEqualTo(mode(usual));
  }

  @Test
  void aFolderThatOthersMayReadIsTakenFromThemAndOneBehindALinkToo() throws IOException {
    Path folder = Files.createDirectory(data.resolve("cdr"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path link = Files.createSymbolicLink(data.resolve("link"), folder);
    assertThat(OwnersAlone.folder(link)).isEqualTo(link);
    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  @Test
  void aFileIsMadeForItsOwnerAloneAndNeverTakenOver() throws IOException {
    Path file = OwnersAlone.newFile(data.resolve("secret"));
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThatThrownBy(() -> OwnersAlone.newFile(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
