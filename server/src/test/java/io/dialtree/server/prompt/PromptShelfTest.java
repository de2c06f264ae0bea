package io.dialtree.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.dialtree.config.ConfigFolder;
import io.dialtree.config.LoadedConfig;
import io.dialtree.config.library.AudioFiles;
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
  private static final AudioFiles NO_FILES = AudioFiles.ofAll(Map.of());
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
  void anAccountPlaysItsOwnAudioAndThatOfAllButNotThatOfAnother(@TempDir Path folder)
      throws IOException {
    PromptShelf shelf = new PromptShelf(NO_FILES, MUTE, Optional.empty(), Codecs.all());
    Path file = tone(folder, "any", 600);
    shelf.useFiles(() ->
        new AudioFiles(
            Map.of(
                "own",
                file,
                "common",
                file,
                "secret",
                file,
                "own.de",
                file,
                "common.de",
                file,
                "common.de-at",
                file),
            Map.of("own", "acme", "secret", "beta", "own.de", "beta", "common.de-at", "beta")));
    assertThat(shelf.clips("acme", List.of(new Prompt.Named("own")), 0)).hasSize(1);
    assertThat(shelf.clips("acme", List.of(new Prompt.Named("common")), 0)).hasSize(1);
    assertThat(shelf.clips("acme", List.of(new Prompt.Named("secret")), 0)).isEmpty();
    assertThat(shelf.clips("", List.of(new Prompt.Named("secret")), 0)).hasSize(1);
    Prompt german = new Prompt.InLanguage(new Prompt.Named("own"), "de");
    assertThat(shelf.clips("acme", List.of(german), 0).getFirst().name()).isEqualTo("own");
    Prompt austrian = new Prompt.InLanguage(new Prompt.Named("common"), "de-at");
    assertThat(shelf.clips("acme", List.of(austrian), 0).getFirst().name()).isEqualTo("common.de");
    assertThat(shelf.clips("beta", List.of(austrian), 0).getFirst().name())
        .isEqualTo("common.de-at");
    Prompt guessed = new Prompt.InLanguage(new Prompt.Named("secret"), "de");
    assertThat(shelf.clips("acme", List.of(guessed), 0)).isEmpty();
    assertThat(shelf.clips("", List.of(austrian), 0).getFirst().name()).isEqualTo("common.de");
    assertThat(shelf.clips("", List.of(german), 0).getFirst().name()).isEqualTo("own.de");
    assertThat(shelf.clips(List.of(austrian)).getFirst().name()).isEqualTo("common.de");
  }

  @Test
  void whatAllAccountsHaveInSomeLanguagesOnlyIsNeverOneAccountsInTheOthers(@TempDir Path folder)
      throws IOException {
    PromptShelf shelf = new PromptShelf(NO_FILES, MUTE, Optional.empty(), Codecs.all());
    Path file = tone(folder, "any", 600);
    Map<String, Path> files =
        Map.of("hours", file, "hours.de", file, "hours.de-at", file, "hours.fr", file);
    Map<String, String> owners = Map.of("hours", "acme", "hours.de-at", "acme", "hours.fr", "acme");
    shelf.useFiles(() -> new AudioFiles(files, owners));
    Prompt hours = new Prompt.Named("hours");
    assertThat(names(shelf, "", in("de-at", hours))).containsExactly("hours.de");
    assertThat(names(shelf, "", in("fr", hours))).isEmpty();
    assertThat(names(shelf, "", List.of(hours))).isEmpty();
    assertThat(names(shelf, "acme", in("de-at", hours))).containsExactly("hours.de-at");
    assertThat(names(shelf, "acme", in("fr", hours))).containsExactly("hours.fr");
    assertThat(names(shelf, "beta", in("de-at", hours))).containsExactly("hours.de");
  }

  @Test
  void aNameWithADotIsNoLanguageOfAnotherPrompt(@TempDir Path folder) throws IOException {
    PromptShelf shelf = new PromptShelf(NO_FILES, MUTE, Optional.empty(), Codecs.all());
    Path file = tone(folder, "any", 600);
    Map<String, Path> files = Map.of("menu.v2", file, "menu", file);
    shelf.useFiles(() -> new AudioFiles(files, Map.of("menu", "acme")));
    assertThat(names(shelf, "", List.of(new Prompt.Named("menu")))).containsExactly("menu");
  }

  private static List<String> names(PromptShelf shelf, String account, List<Prompt> prompts) {
    return shelf.clips(account, prompts, 0).stream().map(Clip::name).toList();
  }

  @Test
  void shouldPlayAFileInsteadOfASystemPromptOfTheSameName(@TempDir Path folder) throws IOException {
    PromptShelf shelf =
        new PromptShelf(
            AudioFiles.ofAll(Map.of("vm-goodbye", tone(folder, "bye", 600))),
            MUTE,
            Optional.empty(),
            Codecs.all());
    List<Clip> clips = shelf.clips(List.of(new Prompt.System("vm-goodbye")));
    assertThat(clips).hasSize(1);
    assertThat(clips.getFirst().durationMs()).isEqualTo(500);
    assertThat(shelf.problems()).isEmpty();
  }

  @Test
  void aVolumeIsRenderedOnceForAllCalls(@TempDir Path folder) throws IOException {
    PromptShelf shelf =
        new PromptShelf(
            AudioFiles.ofAll(Map.of("a", tone(folder, "a", 600))),
            MUTE,
            Optional.empty(),
            Codecs.all());
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
        new PromptShelf(
            AudioFiles.ofAll(Map.of("broken", broken)), MUTE, Optional.empty(), Codecs.all());
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
            new ClipMaker(NO_FILES, engine, Optional.empty(), _ -> Optional.empty(), Codecs.all()),
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

  /** Says nothing but which voice it was asked for. */
  private static PromptShelf shelf(
      Map<String, Path> files, Map<String, String> voices, List<String> spoken) {
    SpeechEngine engine =
        new SpeechEngine() {
          @Override
          public String name() {
            return "told";
          }

          @Override
          public SpeechResult speak(String text, Optional<String> voice) {
            spoken.add(voice.orElse("usual") + ": " + text);
            return new SpokenAudio(new ToneGenerator(8000).sine(440, -10, 100), 8000);
          }
        };
    Optional<String> usual = Optional.empty();
    return new PromptShelf(
        AudioFiles.ofAll(files), engine, usual, Voices.of(voices, usual, false), Codecs.all());
  }

  private static List<Prompt> in(String language, Prompt prompt) {
    return List.of(new Prompt.InLanguage(prompt, language));
  }

  @Test
  void aFileIsTakenInTheNearestLanguageThereIs(@TempDir Path folder) throws IOException {
    Map<String, Path> files =
        Map.of(
            "hours", tone(folder, "hours", 440),
            "hours.de", tone(folder, "hours.de", 600),
            "hours.de-at", tone(folder, "hours.de-at", 800));
    PromptShelf shelf = shelf(files, Map.of(), new ArrayList<>());
    Prompt hours = new Prompt.Named("hours");
    Map.of("de-at", "hours.de-at", "de-AT-x", "hours.de-at", "de-ch", "hours.de", "fr", "hours")
        .forEach((language, name) ->
            assertThat(shelf.clips(in(language, hours)).getFirst())
                .as(language)
                .isSameAs(shelf.clips(List.of(new Prompt.Named(name))).getFirst()));
  }

  @Test
  void aNewFileInALanguageIsHeardAtOnceAndOneThatIsGoneNoMore(@TempDir Path folder)
      throws IOException {
    Path plain = tone(folder, "hours", 440);
    Path german = tone(folder, "hours.de", 600);
    PromptShelf shelf = shelf(Map.of("hours", plain), Map.of(), new ArrayList<>());
    Prompt hours = new Prompt.Named("hours");
    Clip without = shelf.clips(List.of(hours)).getFirst();
    assertThat(shelf.clips(in("de", hours)).getFirst()).isSameAs(without);
    shelf.useFiles(() -> AudioFiles.ofAll(Map.of("hours", plain, "hours.de", german)));
    assertThat(shelf.clips(in("de", hours)).getFirst()).isNotSameAs(without);
    shelf.useFiles(() -> AudioFiles.ofAll(Map.of("hours", plain)));
    assertThat(shelf.clips(in("de", hours)).getFirst()).isSameAs(without);
  }

  @Test
  void manyLanguagesOfCallsTakeNoMoreRoom(@TempDir Path folder) throws IOException {
    PromptShelf shelf =
        shelf(Map.of("hours", tone(folder, "hours", 440)), Map.of(), new ArrayList<>());
    for (char letter = 'a'; letter <= 'z'; letter++) {
      shelf.clips(in("x" + letter, new Prompt.Named("hours")));
      shelf.clips(in("x" + letter, new Prompt.System("vm-goodbye")));
    }
    assertThat(shelf.size()).isEqualTo(2);
  }

  @Test
  void readyWordsAreSpokenByTheVoiceOfTheirLanguage() {
    List<String> spoken = new ArrayList<>();
    PromptShelf shelf = shelf(Map.of(), Map.of("de", "greta", "en", "george"), spoken);
    Prompt five = new Prompt.System("number-5");
    for (String language : List.of("de-at", "en-gb", "fr")) {
      shelf.clips(in(language, five));
    }
    shelf.clips(List.of(five));
    assertThat(spoken).containsExactly("greta: fünf", "george: five", "usual: five");
  }

  @Test
  void aFileForAReadyWordIsEnglishAndHidesNoOtherLanguage(@TempDir Path folder) throws IOException {
    List<String> spoken = new ArrayList<>();
    Map<String, Path> files = Map.of("number-5", tone(folder, "number-5", 440));
    PromptShelf shelf = shelf(files, Map.of("en", "george"), spoken);
    Prompt five = new Prompt.System("number-5");
    shelf.clips(in("en", five));
    shelf.clips(List.of(five));
    shelf.clips(in("fr", five));
    assertThat(spoken).isEmpty();
    shelf.clips(in("de", five));
    assertThat(spoken).containsExactly("usual: fünf");
  }

  @Test
  void textsThatNoFlowSaysAnyMoreAreForgotten() {
    MoodyEngine engine = new MoodyEngine();
    engine.works = true;
    PromptShelf shelf = new PromptShelf(NO_FILES, engine, Optional.empty(), Codecs.all());
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
    PromptShelf shelf = new PromptShelf(NO_FILES, changesFiles, Optional.empty(), Codecs.all());
    List<Prompt> goodbye = List.of(new Prompt.System("vm-goodbye"));
    meanwhile.set(
        () -> shelf.useFiles(() -> AudioFiles.ofAll(Map.of("vm-goodbye", high, "other", low))));
    assertThat(shelf.clips(goodbye).getFirst().durationMs()).isEqualTo(100);
    assertThat(shelf.clips(goodbye).getFirst().durationMs()).isEqualTo(500);
  }

  @Test
  void shouldHaveHoldMusicWithoutAnyFile() {
    PromptShelf shelf = new PromptShelf(NO_FILES, MUTE, Optional.empty(), Codecs.all());
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
