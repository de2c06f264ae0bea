package io.dialtree.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.store.sql.SqlStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptStoreTest {
  @TempDir private Path folder;
  private SqlStore store;
  private PromptStore prompts;

  @BeforeEach
  void open() {
    store = SqlStore.sqlite(folder);
    prompts = new PromptStore(store.audio(), folder.resolve("prompts"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static byte[] wav(int ms) throws IOException {
    AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
    byte[] silence = new byte[ms * 16];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new java.io.ByteArrayInputStream(silence), format, ms * 8L),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }

  @Test
  void whatIsUploadedIsLookedIntoAndCanBePlayedFromAFile() throws IOException {
    PromptStore.Upload upload = prompts.put("acme", "hello", wav(250));
    assertThat(upload)
        .isInstanceOfSatisfying(
            PromptStore.Upload.Kept.class,
            kept -> {
              assertThat(kept.info().mediaType()).isEqualTo("audio/x-wav");
              assertThat(kept.durationMs()).isEqualTo(250);
            });
    Map<String, Path> files = prompts.files().files();
    assertThat(prompts.files().owners()).containsExactly(Map.entry("hello", "acme"));
    assertThat(files).containsOnlyKeys("hello");
    assertThat(Files.readAllBytes(files.get("hello"))).isEqualTo(wav(250));
    assertThat(prompts.read("acme", "hello")).contains(wav(250));
  }

  @Test
  void whatIsNoAudioIsNotKept() {
    assertThat(prompts.put("acme", "hello", new byte[1_000]))
        .isInstanceOf(PromptStore.Upload.Rejected.class);
    assertThat(prompts.list()).isEmpty();
  }
}
