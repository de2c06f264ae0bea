package io.dialtree.server.task;

import java.time.Duration;

/** How one try to do a task went. */
public sealed interface Attempt {
  /** It is done. */
  record Done(String result) implements Attempt {}

  /** It failed and is worth another try after that time. */
  record Again(Duration after, String why) implements Attempt {}

  /** It failed for good. */
  record GivenUp(String why) implements Attempt {}

  /**
   * Another try after 1, 5 and 15 seconds; then none.
   *
   * @param tried how often it was tried before this time
   */
  static Attempt failed(int tried, String why) {
    return switch (tried) {
      case 0 -> new Again(Duration.ofSeconds(1), why);
      case 1 -> new Again(Duration.ofSeconds(5), why);
      case 2 -> new Again(Duration.ofSeconds(15), why);
      default -> new GivenUp(why);
    };
  }
}
