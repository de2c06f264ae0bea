package io.dialtree.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.model.Prompt;
import io.dialtree.media.audio.Resampler;
import io.dialtree.media.audio.WavWriter;
import io.dialtree.media.codec.Codecs;
import io.dialtree.media.dtmf.ToneDetector;
import io.dialtree.media.play.Clip;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.speech.SpeechCache;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechEngines;
import io.dialtree.speech.SpeechFailure;
import io.dialtree.speech.SpeechResult;
import io.dialtree.speech.SpokenAudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptShelfTest {
  private static final SpeechEngine MUTE =
      new SpeechEngine() {
        @Override
        public String name() {
          return "mute";
        }

        @Override
        public SpeechResult speak(String text, Optional<String> voice) {
          return new SpeechFailure("cannot say \"" + text + "\"");
        }
      };

  private static Path tone(Path folder, String name, double hz) throws IOException {
    Path file = folder.resolve(name + ".wav");
    short[] pcm = new ToneGenerator(16_000).sine(hz, -10, 500);
    try (WavWriter wav = WavWriter.create(file, 16_000)) {
      wav.append(pcm, 0, pcm.length);
    }
    return file;
  }

  @Test
  void shouldPlayAFileInsteadOfASystemPromptOfTheSameName(@TempDir Path folder) throws IOException {
    PromptShelf shelf =
        new PromptShelf(
            Map.of("vm-goodbye", tone(folder, "bye", 600)), MUTE, Optional.empty(), Codecs.all());
    List<Clip> clips = shelf.clips(List.of(new Prompt.System("vm-goodbye")));
    assertThat(clips).hasSize(1);
    assertThat(clips.getFirst().durationMs()).isEqualTo(500);
    assertThat(shelf.problems()).isEmpty();
  }

  @Test
  void aVolumeIsRenderedOnceForAllCalls(@TempDir Path folder) throws IOException {
    PromptShelf shelf =
        new PromptShelf(Map.of("a", tone(folder, "a", 600)), MUTE, Optional.empty(), Codecs.all());
    List<Prompt> prompts = List.of(new Prompt.Named("a"));
    Clip softer = shelf.clips(prompts, -6).getFirst();
    assertThat(shelf.clips(prompts, -6).getFirst()).isSameAs(softer);
    assertThat(shelf.clips(prompts, 0).getFirst())
        .isSameAs(shelf.clips(prompts).getFirst())
        .isNotSameAs(softer);
  }

  @Test
  void shouldLeaveOutWhatCannotBeHadAndSayWhyOnce(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.wav"), "no audio");
    PromptShelf shelf =
        new PromptShelf(Map.of("broken", broken), MUTE, Optional.empty(), Codecs.all());
    List<Prompt> wanted =
        List.of(new Prompt.Named("broken"), new Prompt.Text("hello"), new Prompt.Silence(300));
    assertThat(shelf.clips(wanted)).hasSize(1);
    assertThat(shelf.clips(wanted)).hasSize(1);
    assertThat(shelf.problems()).hasSize(2);
  }

  /** Speaks what it is told to speak, and fails until it is told to work. */
  private static final class MoodyEngine implements SpeechEngine {
    private boolean works;
    private int asked;

    @Override
    public String name() {
      return "moody";
    }

    @Override
    public SpeechResult speak(String text, Optional<String> voice) {
      asked++;
      return works
          ? new SpokenAudio(new ToneGenerator(8000).sine(440, -10, 100), 8000)
          : new SpeechFailure("not now");
    }
  }

  @Test
  void aVoiceThatFailedOnceIsAskedAgainLaterAndNotByEveryCall() {
    MoodyEngine engine = new MoodyEngine();
    AtomicLong nowNs = new AtomicLong();
    PromptShelf shelf =
        new PromptShelf(
            new ClipMaker(Map.of(), engine, Optional.empty(), _ -> Optional.empty(), Codecs.all()),
            nowNs::get);
    List<Prompt> hello = List.of(new Prompt.Text("hello"));
    assertThat(shelf.clips(hello)).isEmpty();
    assertThat(shelf.clips(hello)).isEmpty();
    assertThat(engine.asked).isEqualTo(1);
    engine.works = true;
    nowNs.addAndGet(PromptShelf.RETRY_NS);
    assertThat(shelf.clips(hello)).hasSize(1);
    assertThat(shelf.clips(hello)).hasSize(1);
    assertThat(engine.asked).isEqualTo(2);
  }

  @Test
  void textsThatNoFlowSaysAnyMoreAreForgotten() {
    MoodyEngine engine = new MoodyEngine();
    engine.works = true;
    PromptShelf shelf = new PromptShelf(Map.of(), engine, Optional.empty(), Codecs.all());
    List<Prompt> old = List.of(new Prompt.Text("old"));
    List<Prompt> both = List.of(new Prompt.Text("old"), new Prompt.Text("new"));
    shelf.prepare(both);
    shelf.clips(both);
    assertThat(engine.asked).isEqualTo(2);
    shelf.prepare(List.of(new Prompt.Text("new")));
    assertThat(engine.asked).isEqualTo(2);
    assertThat(shelf.clips(old)).hasSize(1); // a call that began before
    assertThat(engine.asked).isEqualTo(3);
  }

  @Test
  void aPromptThatWasMadeWhileItsFileChangedIsMadeAgain(@TempDir Path folder) throws IOException {
    Path low = tone(folder, "low", 440);
    Path high = tone(folder, "high", 880);
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    SpeechEngine changesFiles =
        new SpeechEngine() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public SpeechResult speak(String text, Optional<String> voice) {
            meanwhile.getAndSet(() -> {}).run();
            return new SpokenAudio(new ToneGenerator(8000).sine(440, -10, 100), 8000);
          }
        };
    PromptShelf shelf = new PromptShelf(Map.of(), changesFiles, Optional.empty(), Codecs.all());
    List<Prompt> goodbye = List.of(new Prompt.System("vm-goodbye"));
    meanwhile.set(() -> shelf.useFiles(() -> Map.of("vm-goodbye", high, "other", low)));
    assertThat(shelf.clips(goodbye).getFirst().durationMs()).isEqualTo(100);
    assertThat(shelf.clips(goodbye).getFirst().durationMs()).isEqualTo(500);
  }

  @Test
  void shouldHaveHoldMusicWithoutAnyFile() {
    PromptShelf shelf = new PromptShelf(Map.of(), MUTE, Optional.empty(), Codecs.all());
    assertThat(shelf.clips(List.of(new Prompt.Named("hold-music"))).getFirst().durationMs())
        .isEqualTo(8_000);
  }

  @Test
  void shouldHearNoKeyInWhatTheEmbeddedVoiceSaysOrInTheHoldMusic(@TempDir Path folder) {
    SpeechEngine freetts = new SpeechCache(SpeechEngines.byName("freetts").orElseThrow(), folder);
    LoadedConfig demo = ConfigFolder.loadDemo(Map.of(), Map.of());
    List<String> heard = new ArrayList<>();
    for (Prompt prompt : demo.flows().literalPrompts()) {
      if (prompt instanceof Prompt.Text text
          && freetts.speak(text.text(), Optional.empty()) instanceof SpokenAudio audio) {
        listen(Resampler.resample(audio.samples(), audio.sampleRate(), 8000), text.text(), heard);
      }
    }
    listen(HoldMusic.samples(8000), "hold music", heard);
    assertThat(heard).isEmpty();
  }

  private static void listen(short[] pcm, String what, List<String> heard) {
    ToneDetector detector =
        new ToneDetector(
            new ToneDetector.Listener() {
              @Override
              public void onToneStart(char digit, long startSample, long decidedSample) {
                heard.add(digit + " in " + what);
              }

              @Override
              public void onToneEnd(char digit, long startSample, long endSample) {}
            });
    for (int at = 0; at < pcm.length; at += 160) {
      detector.feed(pcm, at, Math.min(160, pcm.length - at));
    }
  }
}
