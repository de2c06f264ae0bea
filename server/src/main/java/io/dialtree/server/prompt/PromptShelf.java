package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.model.Prompt;
import io.dialtree.media.codec.AudioCodec;
import io.dialtree.media.play.Clip;
import io.dialtree.speech.SpeechEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every prompt, ready to play. A file is read, or a text spoken, the first time it is asked for,
 * and kept; {@link #load} asks for all of them before the first call. What cannot be had is
 * reported once and left out, so that a call goes on without it. Thread-safe; may block, so never
 * on a media thread.
 */
public final class PromptShelf {
  /** A speech engine that failed is asked again after this time, and not by every call. */
  static final long RETRY_NS = 30_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(PromptShelf.class);
  private final LongSupplier nanoTime;
  private volatile ClipMaker maker;
  private volatile Map<String, String> stamps;
  private volatile int filesVersion;
  private final Map<Prompt, Shelved> clips = new ConcurrentHashMap<>();
  private final Map<Louder, Clip> louder = new ConcurrentHashMap<>();
  private final Set<String> problems = ConcurrentHashMap.newKeySet();

  private record Louder(Clip clip, int volumeDb) {}

  /** What stands on the shelf for a prompt; a passing lack of it is looked into again. */
  private record Shelved(Optional<Clip> clip, boolean passing, long madeNs) {
    boolean isStale(long nowNs) {
      return passing && nowNs - madeNs >= (clip.isPresent() ? 0 : RETRY_NS);
    }

    Shelved soonStale() {
      return new Shelved(clip, true, madeNs);
    }
  }

  /** An empty shelf with one voice for every language. */
  public PromptShelf(
      AudioFiles files, SpeechEngine engine, Optional<String> voice, List<AudioCodec> codecs) {
    this(files, engine, voice, _ -> voice, codecs);
  }

  /**
   * An empty shelf.
   *
   * @param files the audio there is, and whose it is
   * @param engine speaks the texts; usually one that remembers
   * @param voice of the engine, empty for its default
   * @param voices for texts in a language
   * @param codecs that calls may use; prompts are kept ready for these and no others
   */
  public PromptShelf(
      AudioFiles files,
      SpeechEngine engine,
      Optional<String> voice,
      Voices voices,
      List<AudioCodec> codecs) {
    this(new ClipMaker(files, engine, voice, voices, codecs), System::nanoTime);
  }

  PromptShelf(ClipMaker maker, LongSupplier nanoTime) {
    this.maker = maker;
    this.nanoTime = nanoTime;
    this.stamps = stamps(maker.audio().files());
  }

  /** Fetches these prompts and every file, on all cores; returns when the last is there. */
  public void load(Collection<Prompt> wanted) {
    List<Prompt> all = new ArrayList<>(wanted);
    maker.audio().files().keySet().forEach(name -> all.add(new Prompt.Named(name)));
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      all.stream().distinct().forEach(prompt -> workers.execute(() -> clip(prompt)));
    }
  }

  /**
   * Fetches these prompts one after the other, beside running calls, and forgets texts that are not
   * among them: a call that still wants one has it made again.
   */
  public void prepare(Collection<Prompt> wanted) {
    Set<Prompt> needed = new HashSet<>(wanted);
    clips.keySet().removeIf(prompt -> prompt instanceof Prompt.Text && !needed.contains(prompt));
    wanted.forEach(this::clip);
    forgetLouder();
  }

  /**
   * Uses these audio files from now on; what was made of files that have changed or gone is
   * forgotten. A prompt that plays goes on as it is.
   *
   * @param newest asked while no other change is under way, so that the last one stays
   */
  public synchronized void useFiles(Supplier<AudioFiles> newest) {
    AudioFiles files = newest.get();
    Map<String, String> newStamps = stamps(files.files());
    Map<String, String> old = stamps;
    maker = maker.with(files);
    stamps = newStamps;
    filesVersion++; // before forgetting: what is being made of the old files is seen as such
    Stream.concat(old.keySet().stream(), newStamps.keySet().stream())
        .distinct()
        .filter(name -> !old.getOrDefault(name, "").equals(newStamps.getOrDefault(name, "")))
        .forEach(this::forget);
    forgetLouder();
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

  /**
   * The clips of these prompts in order, without those that cannot be had and those of others.
   *
   * @param account whose flow plays them, empty text when it belongs to all
   * @param volumeDb so many decibels louder; each is rendered when it is first asked for, and kept
   */
  public List<Clip> clips(String account, List<Prompt> prompts, int volumeDb) {
    return clips(
        prompts.stream().flatMap(prompt -> open(account, prompt).stream()).toList(), volumeDb);
  }

  private Optional<Prompt> open(String account, Prompt prompt) {
    Optional<Prompt> open = maker.openTo(account, prompt);
    String who = account.isEmpty() ? "a flow of all accounts" : "the account " + account;
    if (open.isEmpty() && problems.add("prompt " + prompt + ": " + who + " has no such audio")) {
      LOG.warn("prompt {}: {} has no such audio", prompt, who);
    }
    return open;
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
    return maker.clip(file);
  }

  /** What could not be read or spoken, a sentence each. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private Optional<Clip> clip(Prompt wanted) {
    Prompt prompt = maker.plain(wanted);
    Shelved known = clips.get(prompt);
    return known != null && !known.isStale(nanoTime.getAsLong())
        ? known.clip()
        : clips.compute(prompt, this::renewed).clip();
  }

  /** How many prompts are kept. */
  int size() {
    return clips.size();
  }

  private Shelved renewed(Prompt prompt, @Nullable Shelved before) {
    long nowNs = nanoTime.getAsLong();
    if (before != null && !before.isStale(nowNs)) {
      return before;
    }
    int version = filesVersion;
    Shelved made = shelve(maker.tryToMake(prompt), nowNs);
    return version == filesVersion ? made : made.soonStale();
  }

  private Shelved shelve(ClipMaker.Made made, long nowNs) {
    return switch (made) {
      case ClipMaker.Made.Ready(Clip clip) -> new Shelved(Optional.of(clip), false, nowNs);
      case ClipMaker.Made.Missing(String reason, boolean passing) -> {
        if (!reason.isEmpty() && problems.add(reason)) {
          LOG.warn("{}", reason);
        }
        yield new Shelved(Optional.empty(), passing, nowNs);
      }
    };
  }

  private void forget(String name) {
    clips.keySet().removeIf(prompt -> isMadeOf(prompt, name));
  }

  /** Each is rendered again when somebody asks for it. */
  private void forgetLouder() {
    Set<Clip> left =
        clips.values().stream().flatMap(it -> it.clip().stream()).collect(Collectors.toSet());
    louder.keySet().removeIf(it -> !left.contains(it.clip()));
  }

  private static boolean isMadeOf(Prompt prompt, String name) {
    return switch (prompt) {
      case Prompt.Named named -> named.name().equals(name);
      case Prompt.System system -> system.name().equals(name);
      case Prompt.InLanguage(Prompt inner, String _) ->
          isMadeOf(inner, name) || isMadeOf(inner, AudioFiles.withoutLanguage(name));
      default -> false;
    };
  }

  /** A text in that voice, empty for the usual one, as the bytes of a WAV file. */
  Optional<byte[]> speak(String text, String wantedVoice) {
    return maker.speak(text, wantedVoice);
  }
}
