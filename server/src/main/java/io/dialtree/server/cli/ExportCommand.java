package io.dialtree.server.cli;

import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.library.LibraryFiles;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree export DIR}: writes the documents of the store as files. */
@Command(
    name = "export",
    description =
        "Writes the documents of the store as files: a folder that serve can run. Documents of one account go below accounts/.",
    mixinStandardHelpOptions = true)
final class ExportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "the folder to write to")
  private Path folder = Path.of(".");

  @Override
  int run(FlowLibrary library) throws IOException {
    int files = LibraryFiles.write(library.stored(), folder);
    System.out.println(files + " document(s) written to " + folder);
    return ExitCode.OK;
  }
}
