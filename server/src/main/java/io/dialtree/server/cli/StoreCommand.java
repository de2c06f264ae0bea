package io.dialtree.server.cli;

import io.dialtree.server.serve.Remembered;
import io.dialtree.store.StoreUnavailable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works on what a store has, without a server. */
abstract class StoreCommand implements Callable<Integer> {
  @Mixin private StoreOptions options = new StoreOptions();

  @Override
  public Integer call() {
    try {
      Optional<Remembered> opened = options.open();
      if (opened.isEmpty()) {
        return ExitCode.USAGE;
      }
      try (Remembered remembered = opened.get()) {
        return run(remembered);
      }
    } catch (StoreUnavailable | IOException e) {
      System.err.println("dialtree: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  /** Does it; returns the exit code. */
  abstract int run(Remembered remembered) throws IOException;
}
