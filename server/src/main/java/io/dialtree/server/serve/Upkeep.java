package io.dialtree.server.serve;

import io.dialtree.config.model.FlowBook;
import io.dialtree.server.library.FlowLibrary;
import io.dialtree.server.library.FolderWatch;
import io.dialtree.server.prompt.PromptShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the documents while calls run: files of the folder are read again when they change, and
 * what new flows play is made ready before somebody waits for it. Thread-safe.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final FlowLibrary library;
  private final PromptShelf shelf;
  private final AtomicReference<Optional<FlowBook>> newest =
      new AtomicReference<>(Optional.empty());
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("prompt-maker").factory());
  private final Optional<FolderWatch> watch;

  Upkeep(FlowLibrary library, PromptShelf shelf, Optional<Path> folder) {
    this.library = library;
    this.shelf = shelf;
    library.onChange(this::follow);
    this.watch = folder.flatMap(this::watch);
  }

  private Optional<FolderWatch> watch(Path folder) {
    try {
      return Optional.of(FolderWatch.start(folder, library::reload));
    } catch (IOException e) {
      LOG.warn("changes in {} will not be noticed: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  /** Of many changes only the last is followed. */
  private void follow(FlowBook book) {
    if (newest.getAndSet(Optional.of(book)).isEmpty()) {
      try {
        maker.execute(this::make);
      } catch (RejectedExecutionException _) {
        // The server stops.
      }
    }
  }

  /** The book is taken before the files: a change that comes in between is followed by itself. */
  private void make() {
    Optional<FlowBook> book = newest.getAndSet(Optional.empty());
    shelf.useFiles(library::promptFiles);
    book.ifPresent(it -> shelf.prepare(it.literalPrompts()));
  }

  @Override
  public void close() {
    watch.ifPresent(FolderWatch::close);
    maker.shutdownNow();
  }
}
