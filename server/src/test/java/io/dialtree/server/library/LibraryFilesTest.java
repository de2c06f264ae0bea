package io.dialtree.server.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryFilesTest {
  @TempDir private Path folder;

  private static Document document(DocumentKind kind, String account, String id, String json) {
    return Document.of(new DocumentKey(kind, account, id), json);
  }

  @Test
  void whatWasWrittenIsReadBackWordForWord() throws IOException {
    List<Document> documents =
        List.of(
            document(DocumentKind.NATIVE_FLOW, "", "main", "start: a\nnodes: {a: {hangup: {}}}\n"),
            document(DocumentKind.KAZOO_MENU, "acme", "m1", "{\"name\": \"m\", \"x\": 1.50}"),
            document(DocumentKind.KAZOO_MENU, "../acme", "m1", "{\"name\": \"n\"}"),
            document(DocumentKind.ZENDESK_IVR, "", "10001", "{\"id\": 10001}"),
            document(
                DocumentKind.NUMBER,
                "",
                "^49.*",
                "{\"pattern\": \"^49.*\", \"target\": \"native/main\"}"));
    Library library = Library.of(documents);
    assertThat(LibraryFiles.write(library, folder)).isEqualTo(5);
    assertThat(Library.of(LibraryFiles.read(folder)).documents())
        .containsExactlyElementsOf(library.documents());
    assertThat(ConfigFolder.load(folder, Map.of(), Map.of()).flows().flow("main")).isPresent();
  }
}
