package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.store.AudioInfo;
import io.dialtree.store.AudioTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prompts that were uploaded or recorded: looked into before they are taken, kept in the store, and
 * copied to files of the data folder for playing. Thread-safe; blocks.
 */
public final class PromptStore {
  private static final Logger LOG = LoggerFactory.getLogger(PromptStore.class);

  private final AudioTable table;
  private final Path cache;
  private final Clock clock;
  private final ReentrantLock publishing = new ReentrantLock();

  /**
   * Prompts of a store.
   *
   * @param cache folder of the copies
   */
  public PromptStore(AudioTable table, Path cache, Clock clock) {
    this.table = table;
    this.cache = cache;
    this.clock = clock;
  }

  /** What became of an upload. */
  public sealed interface Upload {
    /**
     * It is kept, durably.
     *
     * @param durationMs how long it plays
     */
    record Kept(AudioInfo info, long durationMs) implements Upload {}

    /**
     * It is not.
     *
     * @param reason a sentence for the client
     * @param fault what is wrong: its format, its length, or nothing in it
     */
    record Rejected(String reason, AudioRead.Fault fault) implements Upload {}
  }

  /**
   * Keeps audio, new or in place of what has that name. What it is, is found by reading it; what
   * the client calls it does not count.
   *
   * @param account whose it is, empty for all
   * @param name by which flows know it
   */
  public Upload put(String account, String name, byte[] content) {
    if (content.length == 0 || content.length > AudioTable.BYTES_MAX) {
      String allowed = "1 to " + AudioTable.BYTES_MAX;
      return new Upload.Rejected(
          "the audio has " + content.length + " bytes; allowed: " + allowed,
          content.length == 0 ? AudioRead.Fault.EMPTY : AudioRead.Fault.TOO_LONG);
    }
    return switch (AudioFile.read(new ByteArrayInputStream(content), "the audio")) {
      case AudioRead.Rejected(String reason, AudioRead.Fault fault) ->
          new Upload.Rejected(reason, fault);
      case AudioRead.Pcm pcm when pcm.samples().length == 0 ->
          new Upload.Rejected("the audio is empty", AudioRead.Fault.EMPTY);
      case AudioRead.Pcm pcm ->
          new Upload.Kept(
              table.put(
                  account,
                  name,
                  AudioType.of(content).orElse(AudioType.MP3).mediaType(),
                  content,
                  clock.instant()),
              Math.round(pcm.durationMs()));
    };
  }

  /** Who else has that name already, for people; empty when an account may have it. */
  public Optional<String> otherOwner(String account, String name) {
    return otherOwner(list(), account, name);
  }

  /** The same, where it is known what there is; of other names it may be left out. */
  static Optional<String> otherOwner(List<AudioInfo> known, String account, String name) {
    return !account.isEmpty() && AudioFiles.isEverybodys(name)
        ? Optional.of("all accounts")
        : known.stream()
            .filter(it -> it.name().equals(name) && !it.account().equals(account))
            .findFirst()
            .map(it -> it.account().isEmpty() ? "all accounts" : "another account");
  }

  /** The bytes as they were given. */
  public Optional<byte[]> read(String account, String name) {
    return table.read(account, name);
  }

  /** What is known of one. */
  public Optional<AudioInfo> find(String account, String name) {
    return table.find(account, name);
  }

  /** All of them. */
  public List<AudioInfo> list() {
    return table.list();
  }

  /** Forgets one; false when there is none. */
  public boolean remove(String account, String name) {
    return table.remove(account, name);
  }

  /** Tells somebody the files as they are now; the last who is told knows the newest. */
  public void publishTo(Consumer<AudioFiles> files) {
    publishing.lock();
    try {
      files.accept(files());
    } finally {
      publishing.unlock();
    }
  }

  /** A file for each prompt by its name; of two accounts with the same name the first counts. */
  public AudioFiles files() {
    Map<String, Path> files = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (AudioInfo info : table.list()) {
      Optional<Path> file = files.containsKey(info.name()) ? Optional.empty() : copy(info);
      file.ifPresent(it -> files.put(info.name(), it));
      if (file.isPresent() && !info.account().isEmpty()) {
        owners.put(info.name(), info.account());
      }
    }
    return new AudioFiles(files, owners);
  }

  /** The bytes name the file, so that a changed prompt is another file and none is copied twice. */
  private Optional<Path> copy(AudioInfo info) {
    Path file = cache.resolve(info.sha256());
    if (Files.exists(file)) {
      return Optional.of(file);
    }
    return table
        .read(info.account(), info.name())
        .flatMap(content -> {
          try {
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, "part", "");
            Files.write(part, content, StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(file);
          } catch (IOException e) {
            LOG.error("prompt {} cannot be copied to {}: {}", info.name(), cache, e.toString());
            return Optional.empty();
          }
        });
  }
}
