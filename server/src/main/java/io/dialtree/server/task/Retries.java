package io.dialtree.server.task;

import io.dialtree.server.outbound.WebReply;
import java.time.Duration;
import java.util.List;

/**
 * How often, and after which pauses, something is tried again.
 *
 * @param pauses after the first try, the second…
 */
record Retries(List<Duration> pauses) {
  /** As the pages of Request DTMF leave it open: 1, 5 and 15 seconds. */
  static final Retries CALLBACK =
      new Retries(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)));

  /** A gateway may be away for a day; what is older than that nobody wants to read. */
  static final Retries TEXT_MESSAGE =
      new Retries(
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofHours(2),
              Duration.ofHours(4),
              Duration.ofHours(8),
              Duration.ofHours(8)));

  /** Copies the list. */
  Retries {
    pauses = List.copyOf(pauses);
  }

  /**
   * What follows an answer: a status of 200 to 299 is the end of it.
   *
   * @param tried how often it was tried before this time
   */
  Attempt after(int tried, WebReply reply) {
    if (reply.status() / 100 == 2) {
      return new Attempt.Done(Integer.toString(reply.status()));
    }
    return failed(tried, reply.status() == 0 ? reply.problem() : "status " + reply.status());
  }

  /**
   * What follows a try that failed.
   *
   * @param tried how often it was tried before this time
   */
  Attempt failed(int tried, String why) {
    return tried < pauses.size()
        ? new Attempt.Again(pauses.get(tried), why)
        : new Attempt.GivenUp(why);
  }
}
