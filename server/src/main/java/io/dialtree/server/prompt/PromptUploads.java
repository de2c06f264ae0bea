package io.dialtree.server.prompt;

import io.dialtree.media.audio.AudioFile;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.store.AudioInfo;
import io.dialtree.store.AudioTable;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Audio that was uploaded: kept as it came, played by the name it was given from the next play on.
 * Names are one space for all accounts, because flows know prompts by name; an account's prompt is
 * out of reach of the others. Thread-safe; blocks.
 */
public final class PromptUploads {
  private final AudioTable table;
  private final PromptShelf shelf;
  private final Clock clock;
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();

  /** Uploads in this table, played from this shelf. */
  public PromptUploads(AudioTable table, PromptShelf shelf, Clock clock) {
    this.table = table;
    this.shelf = shelf;
    this.clock = clock;
    shelf.useUploads(this::bytes);
  }

  /** What became of an upload. */
  public sealed interface Outcome {
    /**
     * It is kept, durably.
     *
     * @param durationMs length in milliseconds
     */
    record Kept(AudioInfo info, double durationMs) implements Outcome {}

    /** It is no audio that can be played; the reason is a sentence. */
    record Rejected(String reason) implements Outcome {}

    /** Somebody else has that name. */
    record Taken(String owner) implements Outcome {}
  }

  /**
   * Takes audio, new or in place of what had that name.
   *
   * @param account whose it is, empty for all
   */
  public Outcome put(String account, String name, byte[] bytes) {
    Optional<String> owner = otherOwner(account, name);
    if (owner.isPresent()) {
      return new Outcome.Taken(owner.get());
    }
    Optional<AudioType> type = AudioType.of(bytes);
    if (type.isEmpty()) {
      return new Outcome.Rejected("no audio that is read here (WAV, AU, AIFF, MP3, Ogg, FLAC)");
    }
    return switch (AudioFile.read(new ByteArrayInputStream(bytes), name)) {
      case AudioRead.Rejected(String reason) -> new Outcome.Rejected(reason);
      case AudioRead.Pcm pcm when pcm.samples().length == 0 ->
          new Outcome.Rejected("the audio has no samples");
      case AudioRead.Pcm pcm -> {
        AudioInfo info = table.put(account, name, type.get().mediaType(), bytes, clock.instant());
        changed(name);
        yield new Outcome.Kept(info, pcm.durationMs());
      }
    };
  }

  private Optional<String> otherOwner(String account, String name) {
    return shelf
        .fileOf(name)
        .map(file -> "the file " + file)
        .or(() ->
            table.list().stream()
                .filter(it -> it.name().equals(name) && !it.account().equals(account))
                .findFirst()
                .map(it -> it.account().isEmpty() ? "all accounts" : "another account"));
  }

  /** What is known of one, own or of all accounts. */
  public Optional<AudioInfo> find(String account, String name) {
    return table.find(account, name).or(() -> table.find("", name));
  }

  /** The bytes as they came, own or of all accounts. */
  public Optional<byte[]> read(String account, String name) {
    return table.read(account, name).or(() -> table.read("", name));
  }

  /** Those an account sees; an empty account sees all. */
  public List<AudioInfo> list(String account) {
    return table.list().stream()
        .filter(it -> account.isEmpty() || it.account().isEmpty() || it.account().equals(account))
        .toList();
  }

  /** Forgets one; false when the account has none of that name. */
  public boolean remove(String account, String name) {
    boolean was = table.remove(account, name);
    if (was) {
      changed(name);
    }
    return was;
  }

  /** Names of all. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    table.list().forEach(info -> names.add(info.name()));
    return names;
  }

  /** Calls the listener with all names after every change. */
  public void onChange(Consumer<Set<String>> listener) {
    listeners.add(listener);
  }

  /** Speaks a text as prompts are spoken, as the bytes of a WAV file. */
  public Optional<byte[]> speak(String text, String voice) {
    return shelf.speak(text, voice);
  }

  private void changed(String name) {
    shelf.forget(name);
    Set<String> names = names();
    listeners.forEach(listener -> listener.accept(names));
  }

  private Optional<byte[]> bytes(String name) {
    return table
        .read("", name)
        .or(() ->
            table.list().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .flatMap(it -> table.read(it.account(), name)));
  }
}
