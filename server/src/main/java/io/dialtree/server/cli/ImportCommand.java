package io.dialtree.server.cli;

import io.dialtree.config.FolderContents;
import io.dialtree.config.FolderSource;
import io.dialtree.config.finding.Finding;
import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.library.Document;
import io.dialtree.server.library.Author;
import io.dialtree.server.library.ChangeResult;
import io.dialtree.server.library.Expectation;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.library.LibraryFiles;
import io.dialtree.server.prompt.PromptFiles;
import io.dialtree.server.prompt.PromptStore;
import io.dialtree.server.serve.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dialtree import DIR}: puts documents of files into the store. */
@Command(
    name = "import",
    description =
        "Puts the documents and the audio of a folder into the store, as export writes them. What cannot run or play is named and left out.",
    mixinStandardHelpOptions = true)
final class ImportCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "the folder to read")
  private Path folder = Path.of(".");

  @Override
  int run(Remembered remembered) throws IOException {
    if (!Files.isDirectory(folder)) {
      System.err.println("dialtree: " + folder + ": there is no such folder");
      return ExitCode.FAILURE;
    }
    FolderContents contents = FolderContents.read(new FolderSource(folder));
    return IntStream.of(
            tell(contents.findings()),
            audio(contents.promptFiles(), remembered.prompts()),
            put(remembered.library(), LibraryFiles.read(contents)))
        .max()
        .getAsInt();
  }

  private static int tell(List<Finding> findings) {
    Configurations.print(findings, System.err);
    return findings.stream().anyMatch(Finding::isError) ? ExitCode.FAILURE : ExitCode.OK;
  }

  /** Before the documents, which may name it. */
  private static int audio(AudioFiles files, PromptStore prompts) throws IOException {
    PromptFiles.Outcome outcome = PromptFiles.read(files, prompts);
    outcome.rejected().forEach(System.err::println);
    System.out.println(outcome.kept() + " prompt(s) put into the store");
    return outcome.rejected().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** A document may need another that comes later, so what is refused is tried again. */
  private int put(FlowLibrary library, List<Document> documents) {
    Author author = new Author("command line", "import " + folder);
    List<Document> waiting = documents;
    Map<Document, ChangeResult> refused = new LinkedHashMap<>();
    int before;
    do {
      before = waiting.size();
      refused.clear();
      for (Document document : waiting) {
        ChangeResult result =
            library.put(document.key(), document.json(), author, Expectation.none());
        if (!(result instanceof ChangeResult.Stored)) {
          refused.put(document, result);
        }
      }
      waiting = new ArrayList<>(refused.keySet());
    } while (!waiting.isEmpty() && waiting.size() < before);
    refused.forEach((document, result) -> tell(document, result));
    System.out.println((documents.size() - refused.size()) + " document(s) put into the store");
    return refused.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void tell(Document document, ChangeResult result) {
    switch (result) {
      case ChangeResult.Refused refused ->
          refused.findings().forEach(it -> System.err.println(document.key() + ": " + it.line()));
      case ChangeResult.OwnedByFile owned ->
          System.err.println(document.key() + ": the file " + owned.file() + " owns it");
      default -> System.err.println(document.key() + ": " + result);
    }
  }
}
