package io.dialtree.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.library.Document;
import io.dialtree.server.api.TestLibrary;
import io.dialtree.server.serve.Remembered;
import io.dialtree.store.AudioInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve("from").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private int imported() {
    PrintStream before = System.err;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      return new CommandLine(new ImportCommand())
          .execute("--data", data(), folder.resolve("from").toString());
    } finally {
      System.setErr(before);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Remembered remembered() {
    return Remembered.open(ConfigFolder.loadDemo(Map.of(), Map.of("data", List.of(data()))));
  }

  @Test
  void aFolderOfAnAccountWhoseNameIsNoEncodingIsTakenAsItIsCalled() throws IOException {
    write("accounts/100%/prompts/welcome.wav", TestLibrary.wav(440));
    byte[] flow =
        "start: a\nnodes: {a: {hangup: {prompt: welcome}}}\n".getBytes(StandardCharsets.UTF_8);
    write("accounts/100%/flows/main.yaml", flow);
    assertThat(imported()).isEqualTo(ExitCode.OK);
    try (Remembered remembered = remembered()) {
      assertThat(remembered.prompts().list())
          .extracting(AudioInfo::account)
          .containsExactly("100%");
      assertThat(remembered.library().stored().documents())
          .extracting(Document::key)
          .extracting("account")
          .containsExactly("100%");
    }
  }

  @Test
  void whatIsWrongInTheFolderIsNamedAndTheRestIsTaken() throws IOException {
    write("accounts/acme/prompts/hold-music.wav", TestLibrary.wav(440));
    write("prompts/welcome.wav", TestLibrary.wav(440));
    write("flows/broken.yaml", new byte[] {'i', 'd', ':', ' ', (byte) 0xE4});
    assertThat(imported()).isEqualTo(ExitCode.FAILURE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("accounts/acme/prompts/hold-music.wav: error: the prompt \"hold-music\"")
        .contains("flows/broken.yaml");
    try (Remembered remembered = remembered()) {
      assertThat(remembered.prompts().list())
          .extracting(AudioInfo::name)
          .containsExactly("welcome");
    }
  }

  @Test
  void audioOfAnAccountUnderANameOfAnotherIsNamedAndLeftOut() throws IOException {
    write("accounts/acme/prompts/welcome.wav", TestLibrary.wav(440));
    write("accounts/beta/prompts/welcome.wav", TestLibrary.wav(880));
    write("accounts/beta/prompts/other.wav", TestLibrary.wav(880));
    assertThat(imported()).isEqualTo(ExitCode.FAILURE);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("accounts/beta/prompts/welcome.wav: error: the prompt \"welcome\" is already");
    try (Remembered remembered = remembered()) {
      assertThat(remembered.prompts().list())
          .extracting(it -> it.account() + " " + it.name())
          .containsExactlyInAnyOrder("acme welcome", "beta other");
    }
  }

  @Test
  void aPromptWithTwoEndingsIsTakenOnceAndOnlyWarnedOf() throws IOException {
    write("accounts/acme/prompts/welcome.wav", TestLibrary.wav(440));
    write("accounts/acme/prompts/welcome.mp3", TestLibrary.wav(440));
    assertThat(imported()).isEqualTo(ExitCode.OK);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("warning: the prompt \"welcome\" is already");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThat(imported()).isEqualTo(ExitCode.FAILURE);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("from: there is no such folder");
  }
}
