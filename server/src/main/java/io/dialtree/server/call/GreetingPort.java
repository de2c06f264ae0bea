package io.dialtree.server.call;

import java.nio.file.Path;

/** Hears of greetings that callers have recorded. Thread-safe. */
@FunctionalInterface
public interface GreetingPort {
  /**
   * A greeting was recorded and is kept.
   *
   * @param owner what it belongs to, as its document names it
   * @param name of the greeting, for people
   * @param file its audio, a WAV file
   */
  void recorded(String owner, String name, Path file);
}
