package io.dialtree.server.cli;

import io.dialtree.server.library.LibraryFiles;
import io.dialtree.server.serve.Remembered;
import io.dialtree.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dialtree export DIR}: writes the documents of the store as files. */
@Command(
    name = "export",
    description =
        "Writes the documents of the store as files: a folder that serve can run. Documents of one account go below accounts/.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private StoreOptions options = new StoreOptions();

  @Parameters(paramLabel = "DIR", description = "the folder to write to")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    try (Remembered remembered = options.open()) {
      return remembered == null ? ExitCode.USAGE : export(remembered);
    } catch (StoreUnavailable | IOException e) {
      System.err.println("dialtree: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private int export(@Nullable Remembered remembered) throws IOException {
    if (remembered != null) {
      int files = LibraryFiles.write(remembered.library().stored(), folder);
      System.out.println(files + " document(s) written to " + folder);
    }
    return ExitCode.OK;
  }
}
