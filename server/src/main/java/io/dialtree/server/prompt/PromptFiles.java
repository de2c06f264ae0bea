package io.dialtree.server.prompt;

import io.dialtree.config.library.AudioFiles;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.library.LibraryFiles;
import io.dialtree.store.AudioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Uploaded prompts as files of a configuration folder: {@code prompts/NAME.wav}, those of one
 * account below {@code accounts/ACCOUNT/}.
 */
public final class PromptFiles {
  private static final String FOLDER = "prompts";

  private PromptFiles() {}

  /**
   * Writes every uploaded prompt, its bytes as they came.
   *
   * @return the number of files
   */
  public static int write(PromptStore prompts, Path folder) throws IOException {
    int files = 0;
    for (AudioInfo info : prompts.list()) {
      byte[] bytes = prompts.read(info.account(), info.name()).orElse(new byte[0]);
      String ending = AudioType.of(bytes).orElse(AudioType.MP3).ending();
      Path below = LibraryFiles.accountFolder(folder, info.account()).resolve(FOLDER);
      Files.createDirectories(below);
      Files.write(below.resolve(LibraryFiles.encoded(info.name()) + "." + ending), bytes);
      files++;
    }
    return files;
  }

  /**
   * What reading brought.
   *
   * @param kept prompts that are in the store now
   * @param rejected a line for each file that is no audio, or whose name is somebody else's
   */
  public record Outcome(int kept, List<String> rejected) {}

  /** Puts the prompts of a configuration folder into the store, each as its owner's. */
  public static Outcome read(AudioFiles audio, PromptStore prompts) throws IOException {
    List<String> rejected = new ArrayList<>();
    // Once for all: no two of these files have the same name.
    Map<String, List<AudioInfo>> known =
        prompts.list().stream().collect(Collectors.groupingBy(AudioInfo::name));
    for (Map.Entry<String, Path> file : new TreeMap<>(audio.files()).entrySet()) {
      String name = file.getKey();
      keep(
              prompts,
              known.getOrDefault(name, List.of()),
              audio.owner(name),
              name,
              Files.readAllBytes(file.getValue()))
          .ifPresent(reason -> rejected.add(file.getValue() + ": " + reason));
    }
    return new Outcome(audio.files().size() - rejected.size(), rejected);
  }

  /** Why it was not kept. */
  private static Optional<String> keep(
      PromptStore prompts, List<AudioInfo> sameName, String account, String name, byte[] bytes) {
    Optional<String> other = PromptStore.otherOwner(sameName, account, name);
    return other.isPresent()
        ? other.map(owner -> "the name " + name + " belongs to " + owner)
        : prompts.put(account, name, bytes)
                instanceof PromptStore.Upload.Rejected(String reason, AudioRead.Fault _)
            ? Optional.of(reason)
            : Optional.empty();
  }
}
