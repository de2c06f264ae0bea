package io.dialtree.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.config.model.Prompt;
import io.dialtree.media.codec.Codecs;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.store.AudioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptUploadsTest {
  private static final byte[] OF_ACME = TestLibrary.wav(440);

  @TempDir private Path folder;

  @BeforeEach
  void audioOfAllAndOfOneAccount() throws IOException {
    Path common = Files.createDirectories(folder.resolve("prompts"));
    Path own = Files.createDirectories(folder.resolve("accounts/acme/prompts"));
    Files.write(common.resolve("common.wav"), TestLibrary.wav(300));
    Files.write(own.resolve("welcome.wav"), OF_ACME);
  }

  private PromptUploads uploads() {
    return new TestLibrary(folder).uploads;
  }

  @Test
  void audioOfAnAccountsFolderIsListedForThatAccountAndForThoseOfAllAccounts() {
    PromptUploads uploads = uploads();
    assertThat(uploads.list("acme"))
        .extracting(AudioInfo::name, AudioInfo::account)
        .containsExactlyInAnyOrder(tuple("common", ""), tuple("welcome", "acme"));
    assertThat(uploads.list("")).hasSize(2);
    assertThat(uploads.list("beta")).extracting(AudioInfo::name).containsExactly("common");
  }

  @Test
  void audioOfAnAccountsFolderIsFetchedByNoOtherAccount() {
    PromptUploads uploads = uploads();
    assertThat(uploads.read("acme", "welcome")).contains(OF_ACME);
    assertThat(uploads.read("", "welcome")).contains(OF_ACME);
    assertThat(uploads.read("beta", "welcome")).isEmpty();
    assertThat(uploads.find("beta", "welcome")).isEmpty();
    assertThat(uploads.read("beta", "common")).isPresent();
  }

  @Test
  void aNameOfAnAccountsFolderIsTakenAndOnlyItsOwnerIsToldWhere() {
    PromptUploads uploads = uploads();
    assertThat(uploads.put("beta", "welcome", OF_ACME))
        .isEqualTo(new PromptUploads.Outcome.Taken("another account"));
    assertThat(uploads.file("beta", "welcome")).isEmpty();
    assertThat(uploads.put("acme", "welcome", OF_ACME))
        .isInstanceOfSatisfying(
            PromptUploads.Outcome.Taken.class,
            taken -> assertThat(taken.owner()).endsWith("accounts/acme/prompts/welcome.wav"));
  }

  @Test
  void audioOfAnAccountsFolderIsHeardInThatAccountAloneFromTheFirstCallOn() {
    PromptShelf shelf =
        new PromptShelf(
            FolderContents.read(new FolderSource(folder)).promptFiles(),
            SpeechEngines.byName("freetts").orElseThrow(),
            Optional.empty(),
            Codecs.all());
    List<Prompt> welcome = List.of(new Prompt.Named("welcome"));
    assertThat(shelf.clips("acme", welcome, 0)).hasSize(1);
    assertThat(shelf.clips("beta", welcome, 0)).isEmpty();
  }
}
