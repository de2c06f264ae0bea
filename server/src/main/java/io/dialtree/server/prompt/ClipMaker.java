package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes clips of files, texts and tones. Immutable; may block. */
final class ClipMaker {
  /** What is made here is made for the best codec; the clip halves it for the others. */
  private static final int WIDE_RATE = 16_000;

  /** As loud as calm speech, each sine. */
  private static final double TONE_DBM0 = -18;

  private final AudioFiles audio;
  private final Map<String, Path> files;
  private final Set<String> promptsOfAll;
  private final SpeechEngine engine;
  private final Optional<String> voice;
  private final Voices voices;
  private final List<AudioCodec> codecs;

  /** As for {@link PromptShelf}. */
  ClipMaker(
      AudioFiles audio,
      SpeechEngine engine,
      Optional<String> voice,
      Voices voices,
      List<AudioCodec> codecs) {
    this.audio = audio;
    this.files = audio.files();
    this.promptsOfAll = audio.promptsOfAll();
    this.engine = engine;
    this.voice = voice;
    this.voices = voices;
    this.codecs = List.copyOf(codecs);
  }

  /** What became of a prompt. */
  sealed interface Made {
    /** It can be played. */
    record Ready(Clip clip) implements Made {}

    /**
     * It cannot be had.
     *
     * @param reason a sentence; empty when nobody need know
     * @param passing a later try may do better
     */
    record Missing(String reason, boolean passing) implements Made {}
  }

  /** The same with other files. */
  ClipMaker with(AudioFiles other) {
    return new ClipMaker(other, engine, voice, voices, codecs);
  }

  /** All audio. */
  AudioFiles audio() {
    return audio;
  }

  /** The prompt as an account has it; empty when its audio is another's. */
  Optional<Prompt> openTo(String account, Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named(String name) ->
          Optional.of(prompt).filter(_ -> standsFor(name, account, name));
      case Prompt.InLanguage(Prompt.Named(String name), String language) ->
          Stream.concat(filesIn(name, language), Stream.of(name))
              .filter(file -> standsFor(name, account, file))
              .findFirst()
              .map(Prompt.Named::new);
      default -> Optional.of(prompt);
    };
  }

  /**
   * True when a flow of that account may play the file for the prompt. In a flow that belongs to
   * all, one account's file never stands for what belongs to all.
   */
  private boolean standsFor(String prompt, String account, String file) {
    return account.isEmpty()
        ? !promptsOfAll.contains(prompt) || !audio.owners().containsKey(file)
        : audio.isOpenTo(account, file);
  }

  /** What everybody hears is never one account's own. */
  private boolean isCommon(String name) {
    return files.containsKey(name) && !audio.owners().containsKey(name);
  }

  /**
   * Makes a {@link #plain} prompt. One too large for the memory is one missing prompt, not the end
   * of the loader.
   */
  Made tryToMake(Prompt prompt) {
    try {
      return make(prompt);
    } catch (RuntimeException | OutOfMemoryError e) {
      return new Made.Missing("prompt " + prompt + ": " + e, true);
    }
  }

  /** A file that is no prompt; empty when it has no audio. */
  Optional<Clip> clip(Path file) {
    return AudioFile.read(file) instanceof AudioRead.Pcm pcm && pcm.samples().length > 0
        ? Optional.of(encode(file.toString(), pcm.samples(), pcm.sampleRate()))
        : Optional.empty();
  }

  /** A text in that voice, empty for the usual one, as the bytes of a WAV file. */
  Optional<byte[]> speak(String text, String wantedVoice) {
    return switch (engine.speak(text, wantedVoice.isEmpty() ? voice : Optional.of(wantedVoice))) {
      case SpokenAudio audio -> Optional.of(WavBytes.of(audio.samples(), audio.sampleRate()));
      case SpeechFailure _ -> Optional.empty();
    };
  }

  private Made make(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Named named -> named(named.name());
      case Prompt.System system ->
          isCommon(system.name()) ? named(system.name()) : ownWords(system);
      case Prompt.InLanguage(Prompt.System system, String language) ->
          spoken(
              Languages.text(system.name(), language).orElse(system.name()), voices.of(language));
      case Prompt.Text text ->
          spoken(
              text.text(),
              text.voice().isEmpty() ? voices.of(text.language()) : Optional.of(text.voice()));
      case Prompt.Tone tone -> ready(encode("tone", samples(tone), WIDE_RATE));
      case Prompt.Recorded _ -> new Made.Missing("", false);
      case Prompt.Silence silence ->
          ready(
              encode(
                  "silence",
                  new short[(int) (silence.ms() * AudioCodec.NARROWBAND_RATE / 1000)],
                  AudioCodec.NARROWBAND_RATE));
      case Prompt.InLanguage _, Prompt.Translated _, Prompt.Value _ ->
          lacking("prompt " + prompt + ": cannot be played as it stands");
    };
  }

  private Made ownWords(Prompt.System system) {
    return Languages.text(system.name())
        .map(text -> spoken(text, voice))
        .orElseGet(() -> lacking("prompt " + system.name() + ": there is no such audio"));
  }

  private static short[] samples(Prompt.Tone tone) {
    ToneGenerator generator = new ToneGenerator(WIDE_RATE);
    boolean single = tone.lowHz() == tone.highHz();
    double high = single ? Double.NEGATIVE_INFINITY : TONE_DBM0;
    short[] on = generator.dual(tone.lowHz(), TONE_DBM0, tone.highHz(), high, (double) tone.onMs());
    return Arrays.copyOf(on, on.length + generator.samples((double) tone.offMs()));
  }

  /**
   * The same prompt under the name it is made by. Calls may choose any language; what is kept is
   * only what files and words there are.
   */
  Prompt plain(Prompt prompt) {
    return switch (prompt) {
      case Prompt.InLanguage(Prompt.Named named, String _) -> openTo("", prompt).orElse(named);
      case Prompt.InLanguage(Prompt.System system, String language) -> plain(system, language);
      default -> prompt;
    };
  }

  /** The file in the language, the words in the language, and only then the prompt without it. */
  private Prompt plain(Prompt.System system, String language) {
    Optional<String> file = filesIn(system.name(), language).filter(this::isCommon).findFirst();
    if (file.isPresent()) {
      return new Prompt.Named(file.get());
    }
    boolean hasWords = Languages.text(system.name(), language).isPresent();
    return hasWords && !isPlainEnglish(system, language)
        ? new Prompt.InLanguage(system, language)
        : system;
  }

  /** A prompt that names no language is English already: its file counts, and its voice may. */
  private boolean isPlainEnglish(Prompt.System system, String language) {
    return Languages.fallbacks(language).contains("en")
        && (isCommon(system.name()) || voices.of(language).equals(voice));
  }

  /** Names of the files for a language, as {@code hours.de-at} and {@code hours.de}. */
  private Stream<String> filesIn(String name, String language) {
    return Languages.fallbacks(language).stream()
        .map(tag -> name + "." + tag)
        .filter(files::containsKey);
  }

  private Made named(String name) {
    Path file = files.get(name);
    if (file != null) {
      return clip(name, AudioFile.read(file));
    }
    return name.equals(AudioFiles.HOLD_MUSIC)
        ? ready(encode(name, HoldMusic.samples(WIDE_RATE), WIDE_RATE))
        : lacking("prompt " + name + ": there is no such audio");
  }

  private Made clip(String name, AudioRead read) {
    return switch (read) {
      case AudioRead.Pcm pcm -> ready(encode(name, pcm.samples(), pcm.sampleRate()));
      case AudioRead.Rejected rejected -> lacking("prompt " + name + ": " + rejected.reason());
    };
  }

  private Made spoken(String text, Optional<String> wantedVoice) {
    return switch (engine.speak(text, wantedVoice)) {
      case SpokenAudio audio -> ready(encode(text, audio.samples(), audio.sampleRate()));
      case SpeechFailure failure -> new Made.Missing(failure.reason(), true);
    };
  }

  private Clip encode(String name, short[] pcm, int sampleRate) {
    return Clip.encode(name, pcm, sampleRate, codecs);
  }

  private static Made ready(Clip clip) {
    return new Made.Ready(clip);
  }

  private static Made lacking(String reason) {
    return new Made.Missing(reason, false);
  }
}
