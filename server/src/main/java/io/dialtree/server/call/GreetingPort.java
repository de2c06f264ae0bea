package io.dialtree.server.call;

import io.dialtree.config.model.GreetingOwner;
import java.nio.file.Path;

/** Hears of greetings that callers have recorded. Thread-safe; must not block. */
@FunctionalInterface
public interface GreetingPort {
  /**
   * A greeting that a caller has recorded and wants to keep.
   *
   * @param callId the call it was recorded in
   * @param name of the greeting, for people
   * @param audio a WAV file; whoever is told owns it
   */
  record Greeting(String callId, GreetingOwner owner, String name, Path audio) {}

  /** A greeting was recorded and is to be kept. */
  void recorded(Greeting greeting);
}
