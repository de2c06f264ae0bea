package io.dialtree.server.library;

import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents as files: what belongs to all as a configuration folder that {@code serve} can run,
 * what belongs to one account as such a folder below {@code accounts/}.
 */
public final class LibraryFiles {
  private static final String ACCOUNTS = "accounts";
  private static final String NUMBERS = "numbers";

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

  /** Reads what {@link #write} wrote; a number's row of {@code numbers.yaml} counts as well. */
  public static List<Document> read(Path folder) throws IOException {
    List<Document> documents = new ArrayList<>(read(folder, DocumentKey.SHARED));
    Path accounts = folder.resolve(ACCOUNTS);
    if (Files.isDirectory(accounts)) {
      try (Stream<Path> each = Files.list(accounts)) {
        for (Path account : each.filter(Files::isDirectory).sorted().toList()) {
          documents.addAll(read(account, decoded(account.getFileName().toString())));
        }
      }
    }
    return documents;
  }

  private static List<Document> read(Path folder, String account) throws IOException {
    List<Document> documents = new ArrayList<>();
    FolderContents contents = FolderContents.read(new FolderSource(folder));
    for (Document document : contents.documents().documents()) {
      documents.add(in(account, document.key().kind(), document.key().id(), document.json()));
    }
    Path numbers = folder.resolve(NUMBERS);
    if (Files.isDirectory(numbers)) {
      try (Stream<Path> each = Files.list(numbers)) {
        for (Path file : each.sorted().toList()) {
          String id = decoded(file.getFileName().toString().replaceFirst("\\.json$", ""));
          documents.add(in(account, DocumentKind.NUMBER, id, Files.readString(file)));
        }
      }
    }
    return documents;
  }

  private static Document in(String account, DocumentKind kind, String id, String json) {
    return Document.of(new DocumentKey(kind, account, id), json);
  }

  private static Path file(Document document, Path folder) {
    DocumentKey key = document.key();
    Path top =
        key.account().isEmpty() ? folder : folder.resolve(ACCOUNTS).resolve(encoded(key.account()));
    String below = key.kind() == DocumentKind.NUMBER ? NUMBERS : key.kind().folder();
    return top.resolve(below).resolve(encoded(key.id()) + "." + key.kind().endings().getFirst());
  }

  private static String encoded(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
  }

  private static String decoded(String name) {
    return URLDecoder.decode(name, StandardCharsets.UTF_8);
  }
}
