package io.dialtree.server.library;

import io.dialtree.config.FolderContents;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.Library;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Documents as files: what belongs to all as a configuration folder that {@code serve} can run,
 * what belongs to one account as such a folder below {@code accounts/}.
 */
public final class LibraryFiles {
  private static final String ACCOUNTS = "accounts";

  private LibraryFiles() {}

  /**
   * Writes every document to a file of its own, its text as it is.
   *
   * @return the number of files
   */
  public static int write(Library library, Path folder) throws IOException {
    int files = 0;
    for (Document document : library.documents()) {
      Path file = file(document, folder);
      Files.createDirectories(file.getParent());
      Files.writeString(file, document.json());
      files++;
    }
    return files;
  }

  /** The documents of a configuration folder, as no file's own. */
  public static List<Document> read(FolderContents folder) {
    return folder.documents().documents().stream()
        .map(document -> Document.of(document.key(), document.json()))
        .toList();
  }

  private static Path file(Document document, Path folder) {
    DocumentKey key = document.key();
    return accountFolder(folder, key.account())
        .resolve(key.kind().folder())
        .resolve(encoded(key.id()) + "." + key.kind().endings().getFirst());
  }

  /** Where the things of an account go, of those of all when it is empty. */
  public static Path accountFolder(Path folder, String account) {
    return account.isEmpty() ? folder : folder.resolve(ACCOUNTS).resolve(encoded(account));
  }

  /** A name that a file can have; reading the folder undoes it. */
  public static String encoded(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
  }
}
