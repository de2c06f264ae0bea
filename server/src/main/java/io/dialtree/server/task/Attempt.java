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
}
