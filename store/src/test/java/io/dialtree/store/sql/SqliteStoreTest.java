package io.dialtree.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dialtree.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  SqlStore open() {
    return SqlStore.sqlite(folder);
  }

  @Test
  void theFileIsForItsOwnerOnly() throws IOException {
    assertThat(Files.getPosixFilePermissions(folder.resolve("dialtree.db"))).hasSize(2);
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other);
    Files.writeString(other.resolve("dialtree.db"), "x".repeat(5_000));
    assertThatThrownBy(() -> SqlStore.sqlite(other))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("dialtree.db");
  }
}
