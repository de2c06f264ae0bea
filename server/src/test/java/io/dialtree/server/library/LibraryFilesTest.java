package io.dialtree.server.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.Document;
import io.dialtree.config.library.DocumentKey;
import io.dialtree.config.library.DocumentKind;
import io.dialtree.config.library.Library;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.prompt.MemoryAudioTable;
import io.dialtree.server.prompt.PromptFiles;
import io.dialtree.server.prompt.PromptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
    assertThat(
            Library.of(LibraryFiles.read(FolderContents.read(new FolderSource(folder))))
                .documents())
        .containsExactlyElementsOf(library.documents());
    LoadedConfig served = ConfigFolder.load(folder, Map.of(), Map.of());
    assertThat(served.contents().documents().documents())
        .extracting(Document::key)
        .containsExactlyElementsOf(library.documents().stream().map(Document::key).toList());
    assertThat(served.flows().choose("4912").orElseThrow().flow().id()).isEqualTo("main");
  }

  @Test
  void uploadedAudioGoesAlongAndComesBack() throws IOException {
    PromptStore from =
        new PromptStore(new MemoryAudioTable(), folder.resolve("a"), Clock.systemUTC());
    byte[] own = TestLibrary.wav(440);
    from.put("", "welcome", TestLibrary.wav(300));
    from.put("acme", "wel come/2", own);
    Path exported = folder.resolve("exported");
    assertThat(PromptFiles.write(from, exported)).isEqualTo(2);
    AudioFiles audio = FolderContents.read(new FolderSource(exported)).promptFiles();
    assertThat(audio.files()).containsOnlyKeys("welcome", "wel come/2");
    assertThat(audio.owners()).containsExactly(Map.entry("wel come/2", "acme"));
    PromptStore to =
        new PromptStore(new MemoryAudioTable(), folder.resolve("b"), Clock.systemUTC());
    assertThat(PromptFiles.read(audio, to)).isEqualTo(new PromptFiles.Outcome(2, List.of()));
    assertThat(to.read("acme", "wel come/2"))
        .hasValueSatisfying(it -> assertThat(it).isEqualTo(own));
  }

  @Test
  void audioUnderANameOfAnotherAccountIsNamedAndLeftOut() throws IOException {
    PromptStore store =
        new PromptStore(new MemoryAudioTable(), folder.resolve("a"), Clock.systemUTC());
    store.put("beta", "welcome", TestLibrary.wav(300));
    Path file = folder.resolve("welcome.wav");
    Files.write(file, TestLibrary.wav(440));
    AudioFiles audio = new AudioFiles(Map.of("welcome", file), Map.of("welcome", "acme"));
    assertThat(PromptFiles.read(audio, store).rejected())
        .containsExactly(file + ": the name welcome belongs to another account");
    assertThat(store.find("acme", "welcome")).isEmpty();
  }
}
