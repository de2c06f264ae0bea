package io.dialtree.server.prompt;

import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.media.audio.AudioRead;
import io.dialtree.server.library.LibraryFiles;
import io.dialtree.store.AudioInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
   * @param rejected a line for each file that is no audio
   */
  public record Outcome(int kept, List<String> rejected) {}

  /** Puts the prompts of a configuration folder into the store. */
  public static Outcome read(Path folder, PromptStore prompts) throws IOException {
    Map<String, Path> files = FolderContents.read(new FolderSource(folder)).promptFiles();
    List<String> rejected = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      if (prompts.put(account(folder, file.getValue()), file.getKey(), bytes)
          instanceof PromptStore.Upload.Rejected(String reason, AudioRead.Fault _)) {
        rejected.add(file.getValue() + ": " + reason);
      }
    }
    return new Outcome(files.size() - rejected.size(), rejected);
  }

  /** The account whose folder a file stands in, empty for all. */
  private static String account(Path folder, Path file) {
    Path below = folder.relativize(file);
    boolean isAccounts = below.getNameCount() > 2;
    return isAccounts ? LibraryFiles.decoded(below.getName(1).toString()) : "";
  }
}
