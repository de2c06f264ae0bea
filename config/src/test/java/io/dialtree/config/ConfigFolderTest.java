package io.dialtree.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.finding.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFolderTest {
  private static final int DAMAGED_DOCUMENTS = 2_000;

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private LoadedConfig load() {
    return ConfigFolder.load(folder, Map.of(), Map.of());
  }

  @Test
  void shouldTakeAnEmptyFolder() {
    assertThat(load().findings()).isEmpty();
    assertThat(load().settingsRefused()).isFalse();
    assertThat(load().flows().choose("1")).isEmpty();
  }

  @Test
  void shouldNamePromptsByTheirFilesAndPointOutWhatIsNotOne() throws IOException {
    write("prompts/main.wav", "");
    write("prompts/main.mp3", "");
    write("prompts/Bye.OGG", "");
    write("prompts/notes.txt", "");
    write("prompts/.hidden", "");
    assertThat(load().promptFiles().files().keySet()).containsExactlyInAnyOrder("main", "Bye");
    assertThat(load().findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("unique", "ending");
    assertThat(load().hasErrors()).isFalse();
  }

  @Test
  void shouldFindThePromptAFlowNamesAndTheNearestSpellingOfOneItDoesNotHave() throws IOException {
    write("prompts/welcome.wav", "");
    write(
        "flows/a.yaml",
        "numbers: [1]\nstart: a\nnodes:\n  a:\n    hangup: {prompt: [welcome, welcom]}\n");
    assertThat(load().findings()).extracting(Finding::nearest).containsExactly("welcome");
    assertThat(load().flows().choose("1")).isPresent();
  }

  @Test
  void audioOfAnAccountIsKnownToItsOwnFlowsAlone() throws IOException {
    write("accounts/acme/prompts/secret.wav", "");
    String flow = "numbers: [%d]\nstart: a\nnodes:\n  a:\n    hangup: {prompt: secret}\n";
    write("accounts/acme/flows/a.yaml", flow.formatted(1));
    write("accounts/beta/flows/b.yaml", flow.formatted(2));
    assertThat(load().promptFiles().owners()).containsExactly(Map.entry("secret", "acme"));
    assertThat(load().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("missing-prompt");
          assertThat(finding.at().file()).endsWith("accounts/beta/flows/b.yaml");
          assertThat(finding.nearest()).isEmpty();
        });
  }

  @Test
  void whatCallersOfAllAccountsHearIsNeverOneAccountsAudio() throws IOException {
    write("prompts/hold-music.wav", "");
    write("accounts/acme/prompts/hold-music.wav", "");
    write("accounts/acme/prompts/vm-goodbye.de.wav", "");
    assertThat(load().findings())
        .allMatch(Finding::isError)
        .extracting(Finding::rule)
        .containsExactly("account", "account");
    assertThat(load().promptFiles().owners()).isEmpty();
    assertThat(load().promptFiles().files()).containsOnlyKeys("hold-music");
  }

  @Test
  void audioUnderANameOfAnotherOwnerIsAnError() throws IOException {
    write("prompts/common.wav", "");
    write("accounts/acme/prompts/common.wav", "");
    write("accounts/acme/prompts/welcome.wav", "");
    write("accounts/beta/prompts/welcome.wav", "");
    assertThat(load().findings())
        .allMatch(Finding::isError)
        .extracting(Finding::rule)
        .containsExactly("unique", "unique");
    assertThat(load().promptFiles().owners()).containsExactly(Map.entry("welcome", "acme"));
  }

  @Test
  void shouldPointOutDocumentsInTheWrongFolder() throws IOException {
    write("flows/menu.json", "{}");
    write("flows/kazoo/callflow.json", "{}");
    assertThat(load().findings()).extracting(Finding::rule).containsExactly("ending", "folder");
  }

  @Test
  void shouldNotReadADocumentThatIsTooLong() throws IOException {
    write("flows/a.yaml", "#".repeat((1 << 20) + 10));
    assertThat(load().findings()).extracting(Finding::rule).containsExactly("size");
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() throws IOException {
    Files.createDirectories(folder.resolve("flows"));
    Files.write(folder.resolve("flows/a.yaml"), new byte[] {'i', 'd', ':', ' ', (byte) 0xE4});
    assertThat(load().findings()).extracting(Finding::rule).containsExactly("encoding");
  }

  @Test
  void shouldAnswerWithFindingsHoweverADocumentIsDamaged() throws IOException {
    Map<String, byte[]> examples = examples();
    Random random = new Random(7);
    for (int count = 0; count < DAMAGED_DOCUMENTS; count++) {
      Map<String, byte[]> damaged = new TreeMap<>();
      examples.forEach((path, bytes) -> damaged.put(path, damage(bytes.clone(), random)));
      LoadedConfig config =
          ConfigFolder.load(new MemorySource("damaged", damaged), Map.of(), Map.of());
      assertThat(config.findings()).allMatch(finding -> !finding.line().isEmpty());
    }
  }

  private static Map<String, byte[]> examples() throws IOException {
    Map<String, byte[]> examples = new TreeMap<>();
    examples.put(
        "dialtree.yaml",
        "sip: 127.0.0.1:5060\ntrust: [10.0.0.0/8]\n".getBytes(StandardCharsets.UTF_8));
    for (Path example :
        new Path[] {Path.of("..", "examples", "demo"), Path.of("..", "examples", "kazoo")}) {
      try (Stream<Path> files = Files.walk(example)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          examples.put(example.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
    return examples;
  }

  private static byte[] damage(byte[] bytes, Random random) {
    for (int hit = random.nextInt(4); hit >= 0; hit--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) "{}[]:,\"'&*#!-0 \n\t".charAt(random.nextInt(17))
              : (byte) random.nextInt(256);
    }
    return bytes;
  }
}
