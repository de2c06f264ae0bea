package io.dialtree.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records of calls are asked for, the newest first.
 *
 * @param from calls that started then or later
 * @param until calls that started before
 * @param after the last record of the page before
 * @param limit 1 to {@link #LIMIT_MAX}
 */
public record CallQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> flow,
    Optional<String> caller,
    Optional<CallRow> after,
    int limit) {
  /** One page; more is a mistake or an attack. */
  public static final int LIMIT_MAX = 10_000;

  /** Bounds the page. */
  public CallQuery {
    limit = Math.clamp(limit, 1, LIMIT_MAX);
  }

  /** The newest calls. */
  public static CallQuery newest(int limit) {
    return new CallQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }

  /** Only calls that started in this time. */
  public CallQuery between(Instant newFrom, Instant newUntil) {
    return new CallQuery(Optional.of(newFrom), Optional.of(newUntil), flow, caller, after, limit);
  }

  /** Only calls of this flow. */
  public CallQuery ofFlow(String id) {
    return new CallQuery(from, until, Optional.of(id), caller, after, limit);
  }

  /** Only calls of this caller. */
  public CallQuery ofCaller(String number) {
    return new CallQuery(from, until, flow, Optional.of(number), after, limit);
  }

  /** The page that follows this record. */
  public CallQuery following(CallRow last) {
    return new CallQuery(from, until, flow, caller, Optional.of(last), limit);
  }
}
