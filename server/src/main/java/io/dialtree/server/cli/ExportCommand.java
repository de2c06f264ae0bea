package io.dialtree.server.cli;

import io.dialtree.server.library.LibraryFiles;
import io.dialtree.server.prompt.PromptFiles;
import io.dialtree.server.serve.Remembered;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree export DIR}: writes the documents of the store as files. */
@Command(
    name = "export",
    description =
        "Writes the documents and the uploaded audio of the store as files: a folder that serve can run. What belongs to one account goes below accounts/.",
    mixinStandardHelpOptions = true)
final class ExportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "the folder to write to")
  private Path folder = Path.of(".");

  @Override
  int run(Remembered remembered) throws IOException {
    int files = LibraryFiles.write(remembered.library().stored(), folder);
    int prompts = PromptFiles.write(remembered.prompts(), folder);
    System.out.println(files + " document(s) and " + prompts + " prompt(s) written to " + folder);
    return ExitCode.OK;
  }
}
