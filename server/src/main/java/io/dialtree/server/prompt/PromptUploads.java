package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.store.AudioInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Prompts as accounts see them: names are one space, because flows know prompts by name, and an
 * account's prompt is out of reach of the others. What was uploaded plays from the next play on.
 * Thread-safe; blocks.
 */
public final class PromptUploads {
  private final PromptStore store;
  private final PromptShelf shelf;
  private final FolderAudio folder;
  private final Consumer<AudioFiles> changed;

  /**
   * Uploads of this store.
   *
   * @param shelf speaks texts
   * @param folderFiles the files of the folder, whose names are theirs already
   * @param changed gets the files of all uploads after every change
   */
  public PromptUploads(
      PromptStore store,
      PromptShelf shelf,
      Supplier<AudioFiles> folderFiles,
      Consumer<AudioFiles> changed) {
    this.store = store;
    this.shelf = shelf;
    this.folder = new FolderAudio(folderFiles);
    this.changed = changed;
  }

  /** What became of an upload. */
  public sealed interface Outcome {
    /**
     * It is kept, durably.
     *
     * @param durationMs length in milliseconds
     */
    record Kept(AudioInfo info, long durationMs) implements Outcome {}

    /**
     * It is no audio that can be played.
     *
     * @param reason a sentence
     * @param fault what is wrong: its format, its length, or nothing in it
     */
    record Rejected(String reason, AudioRead.Fault fault) implements Outcome {}

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
    return switch (store.put(account, name, bytes)) {
      case PromptStore.Upload.Rejected(String reason, AudioRead.Fault fault) ->
          new Outcome.Rejected(reason, fault);
      case PromptStore.Upload.Kept(AudioInfo info, long durationMs) -> {
        store.publishTo(changed);
        yield new Outcome.Kept(info, durationMs);
      }
    };
  }

  private Optional<String> otherOwner(String account, String name) {
    return folder
        .file(account, name)
        .map(file -> "the file " + file)
        .or(() -> Optional.of("another account").filter(_ -> folder.has(name)))
        .or(() -> store.otherOwner(account, name));
  }

  /** The account's or everybody's file of that name in the folder; nobody changes it here. */
  public Optional<Path> file(String account, String name) {
    return folder.file(account, name);
  }

  /** What is known of one, own or of all accounts or of the folder. */
  public Optional<AudioInfo> find(String account, String name) {
    return folder.has(name)
        ? folder.find(account, name)
        : store.find(account, name).or(() -> store.find("", name));
  }

  /** The bytes as they came, own or of all accounts or of the folder. */
  public Optional<byte[]> read(String account, String name) {
    return folder.has(name)
        ? folder.read(account, name)
        : store.read(account, name).or(() -> store.read("", name));
  }

  /** Those an account sees; an empty account sees all. */
  public List<AudioInfo> list(String account) {
    return Stream.concat(folder.list(account).stream(), uploaded(account)).toList();
  }

  private Stream<AudioInfo> uploaded(String account) {
    return store.list().stream()
        .filter(it -> !folder.has(it.name()))
        .filter(it -> account.isEmpty() || it.account().isEmpty() || it.account().equals(account));
  }

  /** Forgets one; false when the account has none of that name. */
  public boolean remove(String account, String name) {
    boolean was = store.remove(account, name);
    if (was) {
      store.publishTo(changed);
    }
    return was;
  }

  /** Speaks a text as prompts are spoken, as the bytes of a WAV file. */
  public Optional<byte[]> speak(String text, String voice) {
    return shelf.speak(text, voice);
  }
}
