package io.dialtree.server.api.access;

import io.dialtree.store.OwnersAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The administrator's token: given by the environment, or made at the first start and kept in
 * {@code admin.token} of the data folder, readable by the server's own user alone.
 */
public final class AdminToken {
  /** The variable that gives it. */
  public static final String VARIABLE = "DIALTREE_ADMIN_TOKEN";

  private static final String FILE = "admin.token";

  private AdminToken() {}

  /**
   * The token of a server with that data folder; made when there is none.
   *
   * @param given by the environment, empty for none; then the file is neither read nor made
   * @throws IOException when the file can be neither read nor written
   */
  public static String obtain(Path data, Optional<String> given) throws IOException {
    if (given.isPresent()) {
      return given.get();
    }
    Optional<String> known = read(data);
    if (known.isPresent()) {
      return known.get();
    }
    String token = Secrets.newToken();
    write(data.resolve(FILE), token);
    return token;
  }

  /** The token in the data folder, empty when there is no such file or nothing in it. */
  public static Optional<String> read(Path data) throws IOException {
    Path file = data.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty())
        : Optional.empty();
  }

  /** It never stands in a file that others can read, not even for a moment. */
  private static void write(Path file, String token) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(OwnersAlone.newFile(file), token + "\n");
  }
}
