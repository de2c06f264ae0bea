package io.dialtree.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an engine spoke as WAV files, named by the SHA-256 of engine, voice and text. A prompt
 * that is there does not load the engine; a file that is broken is spoken again; a folder that
 * cannot be written costs time, not prompts.
 */
public final class SpeechCache implements SpeechEngine {
  /** Most files kept, about 300 MB of ordinary prompts; the longest unused go first. */
  public static final int FILES_MAX = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SpeechCache.class);
  private static final String SUFFIX = ".wav";

  private final SpeechEngine engine;
  private final Path folder;
  private final int filesMax;

  /** A cache of one engine in a folder, which is made when it is missing. */
  public SpeechCache(SpeechEngine engine, Path folder) {
    this(engine, folder, FILES_MAX);
  }

  SpeechCache(SpeechEngine engine, Path folder, int filesMax) {
    this.engine = engine;
    this.folder = folder;
    this.filesMax = filesMax;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public SpeechResult speak(String text, Optional<String> voice) {
    String clean = SpeechText.clean(text);
    Path file = folder.resolve(key(clean, voice) + SUFFIX);
    Optional<SpokenAudio> kept = load(file);
    if (kept.isPresent()) {
      return kept.get();
    }
    SpeechResult result = engine.speak(clean, voice);
    if (result instanceof SpokenAudio audio) {
      store(file, audio);
    }
    return result;
  }

  private String key(String text, Optional<String> voice) {
    // The zero bytes keep "a" + "bc" and "ab" + "c" apart; cleaned text holds none.
    String identity = engine.name() + '\0' + voice.orElse("") + '\0' + text;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Optional<SpokenAudio> load(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      return WavBytes.isComplete(bytes) ? WavBytes.parse(bytes) : Optional.empty();
    } catch (IOException e) {
      LOG.warn("speech cache: {} cannot be read, the text is spoken again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private void store(Path file, SpokenAudio audio) {
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "speaking", ".tmp");
      try {
        Files.write(written, WavBytes.of(audio));
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
      prune();
    } catch (IOException e) {
      LOG.warn("speech cache: {} cannot be written: {}", file, e.toString());
    }
  }

  private void prune() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(f -> f.toString().endsWith(SUFFIX)).forEach(files::add);
    }
    if (files.size() <= filesMax) {
      return;
    }
    files.sort(Comparator.comparingLong(SpeechCache::lastUsedMs));
    for (Path old : files.subList(0, files.size() - filesMax)) {
      Files.deleteIfExists(old);
    }
  }

  private static long lastUsedMs(Path file) {
    return file.toFile().lastModified();
  }
}
