package io.dialtree.server.api;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.prompt.MemoryAudioTable;
import io.dialtree.server.prompt.PromptShelf;
import io.dialtree.server.prompt.PromptStore;
import io.dialtree.server.prompt.PromptUploads;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechResult;
import io.dialtree.speech.SpokenAudio;
import io.dialtree.store.MemoryDocumentTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A library over a folder, in memory otherwise, with prompts that speak a 300 Hz tone. */
public final class TestLibrary {
  private static final int RATE = 8_000;

  /** The documents. */
  public final FlowLibrary library;

  /** Prompts. */
  public final PromptShelf shelf;

  /** Audio that was uploaded. */
  public final PromptUploads uploads;

  /** Over that folder; an empty one is no documents. */
  public TestLibrary(Path folder) {
    library =
        FlowLibrary.open(
            ConfigFolder.load(folder, Map.of(), Map.of()),
            new MemoryDocumentTable(),
            Clock.systemUTC());
    shelf =
        new PromptShelf(
            AudioFiles.ofAll(Map.of()),
            engine(),
            Optional.empty(),
            _ -> Optional.empty(),
            Codecs.named("PCMU").stream().toList());
    uploads =
        new PromptUploads(
            new PromptStore(
                new MemoryAudioTable(), folder.resolve("data/prompts"), Clock.systemUTC()),
            shelf,
            library::folderPrompts,
            files -> {
              library.usePrompts(files);
              shelf.useFiles(library::promptFiles);
            });
  }

  private static SpeechEngine engine() {
    return new SpeechEngine() {
      @Override
      public String name() {
        return "tone";
      }

      @Override
      public SpeechResult speak(String text, Optional<String> voice) {
        return new SpokenAudio(new ToneGenerator(RATE).sine(300, -10, 200), RATE);
      }
    };
  }

  /** The bytes of a WAV file with a tone of half a second. */
  public static byte[] wav(double hz) {
    short[] samples = new ToneGenerator(RATE).sine(hz, -10, 500);
    ByteBuffer pcm = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    pcm.asShortBuffer().put(samples);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AudioInputStream audio =
        new AudioInputStream(
            new ByteArrayInputStream(pcm.array()),
            new AudioFormat(RATE, 16, 1, true, false),
            samples.length)) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
