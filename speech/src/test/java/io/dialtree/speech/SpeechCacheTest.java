package io.dialtree.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechCacheTest {
  @TempDir Path folder;
  private final CountingEngine engine = new CountingEngine();

  @Test
  void shouldSpeakATextOnceForEachVoice() {
    SpeechCache cache = new SpeechCache(engine, folder);
    cache.speak("hello", Optional.empty());
    SpokenAudio again = SpeechEngineTest.spoken(cache.speak(" hello\n", Optional.empty()));
    assertThat(engine.spoken).isEqualTo(1);
    assertThat(again.samples()).containsExactly((short) 1, (short) -2, (short) 3);
    assertThat(again.sampleRate()).isEqualTo(16_000);
    cache.speak("hello", Optional.of("other"));
    assertThat(engine.spoken).isEqualTo(2);
  }

  @Test
  void shouldFindItsFilesAfterARestart() {
    new SpeechCache(engine, folder.resolve("new")).speak("hello", Optional.empty());
    new SpeechCache(engine, folder.resolve("new")).speak("hello", Optional.empty());
    assertThat(engine.spoken).isEqualTo(1);
  }

  @Test
  void shouldSpeakAgainWhenAFileIsBroken() throws IOException {
    SpeechCache cache = new SpeechCache(engine, folder);
    cache.speak("hello", Optional.empty());
    Path file = files().getFirst();
    byte[] good = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(good, good.length - 2));
    cache.speak("hello", Optional.empty());
    Files.writeString(file, "x");
    cache.speak("hello", Optional.empty());
    assertThat(engine.spoken).isEqualTo(3);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void shouldKeepNoMoreFilesThanItsBound() throws IOException {
    SpeechCache cache = new SpeechCache(engine, folder, 3);
    for (int i = 0; i < 10; i++) {
      cache.speak("text " + i, Optional.empty());
    }
    assertThat(files()).hasSize(3);
  }

  @Test
  void shouldSpeakOnWhenTheFolderCannotBeWritten() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    SpeechCache cache = new SpeechCache(engine, notAFolder);
    assertThat(cache.speak("hello", Optional.empty())).isInstanceOf(SpokenAudio.class);
  }

  @Test
  void shouldNotKeepFailures() throws IOException {
    SpeechCache cache = new SpeechCache(engine, folder);
    assertThat(cache.speak("", Optional.empty())).isInstanceOf(SpeechFailure.class);
    assertThat(files()).isEmpty();
  }

  private java.util.List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static final class CountingEngine implements SpeechEngine {
    private int spoken;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public SpeechResult speak(String text, Optional<String> voice) {
      if (text.isEmpty()) {
        return new SpeechFailure("nothing to say");
      }
      spoken++;
      return new SpokenAudio(new short[] {1, -2, 3}, 16_000);
    }
  }
}
