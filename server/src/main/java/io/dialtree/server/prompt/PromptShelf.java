package io.dialtree.server.prompt;

import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Languages;
import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.play.Clip;
import io.dialtree.media.tone.ToneGenerator;
import io.dialtree.speech.SpeechEngine;
import io.dialtree.speech.SpeechFailure;
import io.dialtree.speech.SpokenAudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every prompt, ready to play. A file is read, or a text spoken, the first time it is asked for,
 * and kept; {@link #load} asks for all of them before the first call. What cannot be had is
 * reported once and left out, so that a call goes on without it. Thread-safe; may block, so never
 * on a media thread.
 */
public final class PromptShelf {
  private static final Logger LOG = LoggerFactory.getLogger(PromptShelf.class);

  /** What is made here is made for the best codec; the clip halves it for the others. */
  private static final int WIDE_RATE = 16_000;

  /** As loud as calm speech, each sine. */
  private static final double TONE_DBM0 = -18;

  private static final String HOLD_MUSIC = "hold-music";

  private volatile Map<String, Path> files;
  private volatile Map<String, String> stamps;
  private final SpeechEngine engine;
  private final Optional<String> voice;
  private final Voices voices;
  private final List<AudioCodec> codecs;

  /**
   * Bounded by the flows: texts are literal there, and what callers type is spoken from digit
   * prompts.
   */
  private final Map<Prompt, Optional<Clip>> clips = new ConcurrentHashMap<>();

  /** Bounded like the clips, by the volumes that flows name. */
  private final Map<Louder, Clip> louder = new ConcurrentHashMap<>();

  private record Louder(Clip clip, int volumeDb) {}

  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  /** An empty shelf with one voice for every language. */
  public PromptShelf(
      Map<String, Path> files,
      SpeechEngine engine,
      Optional<String> voice,
      List<AudioCodec> codecs) {
    this(files, engine, voice, _ -> voice, codecs);
  }

  /**
   * An empty shelf.
   *
   * @param files audio files by prompt name
   * @param engine speaks the texts; usually one that remembers
   * @param voice of the engine, empty for its default
   * @param voices for texts in a language
   * @param codecs that calls may use; prompts are kept ready for these and no others
   */
  public PromptShelf(
      Map<String, Path> files,
      SpeechEngine engine,
      Optional<String> voice,
      Voices voices,
      List<AudioCodec> codecs) {
    this.files = Map.copyOf(files);
    this.stamps = stamps(this.files);
    this.engine = engine;
    this.voice = voice;
    this.voices = voices;
    this.codecs = List.copyOf(codecs);
  }

  /** Fetches these prompts and every file, on all cores; returns when the last is there. */
  public void load(Collection<Prompt> wanted) {
    List<Prompt> all = new ArrayList<>(wanted);
    files.keySet().forEach(name -> all.add(new Prompt.Named(name)));
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      all.stream().distinct().forEach(prompt -> workers.execute(() -> clip(prompt)));
    }
  }

  /** Fetches these prompts one after the other, beside running calls. */
  public void prepare(Collection<Prompt> wanted) {
    wanted.forEach(this::clip);
  }

  /**
   * Uses these audio files from now on; what was made of files that have changed or gone is
   * forgotten. A prompt that plays goes on as it is.
   */
  public void useFiles(Map<String, Path> newFiles) {
    Map<String, String> newStamps = stamps(newFiles);
    Map<String, String> old = stamps;
    files = Map.copyOf(newFiles);
    stamps = newStamps;
    Stream.concat(old.keySet().stream(), newStamps.keySet().stream())
        .distinct()
        .filter(name -> !old.getOrDefault(name, "").equals(newStamps.getOrDefault(name, "")))
        .forEach(this::forget);
  }

  private static Map<String, String> stamps(Map<String, Path> files) {
    Map<String, String> stamps = new HashMap<>();
    files.forEach((name, file) -> {
      try {
        stamps.put(name, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      } catch (IOException _) {
        stamps.put(name, ""); // it has gone; whoever asks for it is told
      }
    });
    return stamps;
  }

  /** The clips of these prompts in order, without those that cannot be had. */
  public List<Clip> clips(List<Prompt> prompts) {
    return prompts.stream().map(this::clip).flatMap(Optional::stream).toList();
  }

  /** The same, so many decibels louder; each is rendered when it is first asked for, and kept. */
  public List<Clip> clips(List<Prompt> prompts, int volumeDb) {
    List<Clip> plain = clips(prompts);
    return volumeDb == 0
        ? plain
        : plain.stream().map(clip -> atVolume(new Louder(clip, volumeDb))).toList();
  }

  private Clip atVolume(Louder wanted) {
    Clip known = louder.get(wanted);
    return known != null
        ? known
        : louder.computeIfAbsent(wanted, it -> it.clip().atVolume(it.volumeDb()));
  }

  /** A file that is no prompt, such as what a caller has recorded; empty when it has no audio. */
  public Optional<Clip> clip(Path file) {
    return AudioFile.read(file) instanceof AudioRead.Pcm pcm && pcm.samples().length > 0
        ? Optional.of(encode(file.toString(), pcm.samples(), pcm.sampleRate()))
        : Optional.empty();
  }

  /** What could not be read or spoken, a sentence each. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private Optional<Clip> clip(Prompt prompt) {
    Optional<Clip> known = clips.get(prompt);
    return known != null ? known : clips.computeIfAbsent(prompt, this::makeOrReport);
  }

  /** A prompt too large for the memory is one missing prompt, not the end of the loader. */
  private Optional<Clip> makeOrReport(Prompt prompt) {
    try {
      return make(prompt);
    } catch (RuntimeException | OutOfMemoryError e) {
      return missing("prompt " + prompt + ": " + e);
    }
  }

  private Optional<Clip> make(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named named -> named(named.name());
      case Prompt.System system ->
          files.containsKey(system.name())
              ? named(system.name())
              : Languages.text(system.name()).flatMap(text -> spoken(text, voice));
      case Prompt.InLanguage(Prompt.Named named, String language) ->
          named(fileIn(named.name(), language).orElse(named.name()));
      case Prompt.InLanguage(Prompt.System system, String language) -> systemIn(system, language);
      case Prompt.Text text ->
          spoken(
              text.text(),
              text.voice().isEmpty() ? voices.of(text.language()) : Optional.of(text.voice()));
      case Prompt.Tone tone -> Optional.of(encode("tone", samples(tone), WIDE_RATE));
      case Prompt.Recorded _ -> Optional.empty();
      case Prompt.Silence silence ->
          Optional.of(
              encode(
                  "silence",
                  new short[(int) (silence.ms() * AudioCodec.NARROWBAND_RATE / 1000)],
                  AudioCodec.NARROWBAND_RATE));
      case Prompt.InLanguage _, Prompt.Translated _, Prompt.Value _ ->
          missing("prompt " + prompt + ": cannot be played as it stands");
    };
  }

  private static short[] samples(Prompt.Tone tone) {
    ToneGenerator generator = new ToneGenerator(WIDE_RATE);
    boolean single = tone.lowHz() == tone.highHz();
    double high = single ? Double.NEGATIVE_INFINITY : TONE_DBM0;
    short[] on = generator.dual(tone.lowHz(), TONE_DBM0, tone.highHz(), high, (double) tone.onMs());
    return Arrays.copyOf(on, on.length + generator.samples((double) tone.offMs()));
  }

  /** The file in the language, the words in the language, and only then the prompt without it. */
  private Optional<Clip> systemIn(Prompt.System system, String language) {
    Optional<String> file = fileIn(system.name(), language);
    Optional<String> text = Languages.text(system.name(), language);
    if (file.isPresent()) {
      return named(file.get());
    }
    boolean ownWords = text.isPresent() && !language.startsWith("en");
    return ownWords ? spoken(text.get(), voices.of(language)) : make(system);
  }

  /** Name of the file for a language, as {@code hours.de}. */
  private Optional<String> fileIn(String name, String language) {
    return Languages.fallbacks(language).stream()
        .map(tag -> name + "." + tag)
        .filter(files::containsKey)
        .findFirst();
  }

  private Optional<Clip> named(String name) {
    Path file = files.get(name);
    if (file != null) {
      return clip(name, AudioFile.read(file));
    }
    return name.equals(HOLD_MUSIC)
        ? Optional.of(encode(name, HoldMusic.samples(WIDE_RATE), WIDE_RATE))
        : missing("prompt " + name + ": there is no such audio");
  }

  private Optional<Clip> clip(String name, AudioRead read) {
    return switch (read) {
      case AudioRead.Pcm pcm -> Optional.of(encode(name, pcm.samples(), pcm.sampleRate()));
      case AudioRead.Rejected rejected -> missing("prompt " + name + ": " + rejected.reason());
    };
  }

  private Optional<Clip> spoken(String text, Optional<String> wantedVoice) {
    return switch (engine.speak(text, wantedVoice)) {
      case SpokenAudio audio -> Optional.of(encode(text, audio.samples(), audio.sampleRate()));
      case SpeechFailure failure -> missing(failure.reason());
    };
  }

  private Clip encode(String name, short[] pcm, int sampleRate) {
    return Clip.encode(name, pcm, sampleRate, codecs);
  }

  private Optional<Clip> missing(String problem) {
    problems.add(problem);
    LOG.warn("{}", problem);
    return Optional.empty();
  }

  private void forget(String name) {
    clips.keySet().removeIf(prompt -> isMadeOf(prompt, name));
  }

  private static boolean isMadeOf(Prompt prompt, String name) {
    return switch (prompt) {
      case Prompt.Named named -> named.name().equals(name);
      case Prompt.System system -> system.name().equals(name);
      case Prompt.InLanguage(Prompt inner, String _) ->
          isMadeOf(inner, name) || isMadeOf(inner, withoutLanguage(name));
      default -> false;
    };
  }

  /** {@code hours} of {@code hours.de}. */
  private static String withoutLanguage(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** A text in that voice, empty for the usual one, as the bytes of a WAV file. */
  Optional<byte[]> speak(String text, String wantedVoice) {
    return switch (engine.speak(text, wantedVoice.isEmpty() ? voice : Optional.of(wantedVoice))) {
      case SpokenAudio audio -> Optional.of(WavBytes.of(audio.samples(), audio.sampleRate()));
      case SpeechFailure _ -> Optional.empty();
    };
  }
}
