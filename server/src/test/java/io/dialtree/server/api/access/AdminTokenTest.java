package io.dialtree.server.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir private Path data;

  @Test
  void theFirstStartMakesATokenThatOnlyItsOwnerReadsAndLaterStartsKeepIt() throws IOException {
    String token = AdminToken.obtain(data, Optional.empty());
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(Files.getPosixFilePermissions(data.resolve("admin.token")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(AdminToken.obtain(data, Optional.empty())).isEqualTo(token);
    assertThat(AdminToken.read(data)).contains(token);
  }

  @Test
  void aTokenOfTheEnvironmentLeavesNoFileBehind() throws IOException {
    assertThat(AdminToken.obtain(data, Optional.of("given"))).isEqualTo("given");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void anEmptyFileIsNoToken() throws IOException {
    Files.writeString(data.resolve("admin.token"), "\n");
    assertThat(AdminToken.obtain(data, Optional.empty())).isNotEmpty();
  }
}
