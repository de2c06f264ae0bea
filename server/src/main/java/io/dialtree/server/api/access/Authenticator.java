package io.dialtree.server.api.access;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells who comes. One table for every face: a secret is good in every scheme, with its name or
 * where a scheme has no name. Thread-safe; blocks.
 */
public final class Authenticator {
  private static final int AT_ONCE = 2;
  private static final long TURN_LIMIT_S = 10;
  private static final Principal ADMIN = new Principal("admin", Role.ADMIN, "");

  private final Principals principals;
  private final String adminHash;
  private final FailureLimit failures;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Sessions sessions;

  /**
   * Knows the administrator and everybody of the table.
   *
   * @param adminToken good in every scheme and for every account
   * @param nanoTime as {@link System#nanoTime}
   */
  public Authenticator(
      Principals principals, Sessions sessions, String adminToken, LongSupplier nanoTime) {
    this.principals = principals;
    this.sessions = sessions;
    this.adminHash = Secrets.hash(adminToken);
    this.failures = new FailureLimit(nanoTime);
  }

  /** Whether somebody is let in, and how often that source may still guess. */
  public Verdict authenticate(Presented presented, InetAddress source) {
    long waitS = failures.waitS(source);
    if (waitS > 0) {
      return new Verdict.TooMany(waitS);
    }
    return quickly(presented)
        .<Verdict>map(Verdict.Known::new)
        .orElseGet(() -> slowly(presented, source));
  }

  /** Few at once: whoever guesses gets no more tries and no more of the processor by haste. */
  private Verdict slowly(Presented presented, InetAddress source) {
    if (!turn()) {
      return new Verdict.TooMany(1);
    }
    try {
      long waitS = failures.waitS(source);
      if (waitS > 0) {
        return new Verdict.TooMany(waitS);
      }
      Optional<Principal> principal =
          presented.name().isEmpty()
              ? principals.verify(presented.secret())
              : principals.verify(presented.name(), presented.secret());
      if (principal.isEmpty()) {
        failures.failed(source);
      }
      return principal.<Verdict>map(Verdict.Known::new).orElseGet(Verdict.Unknown::new);
    } finally {
      turns.release();
    }
  }

  private boolean turn() {
    try {
      return turns.tryAcquire(TURN_LIMIT_S, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A token for an hour, for somebody who was let in by other means. */
  public String openSession(Principal principal) {
    return sessions.open(principal);
  }

  /** Ends the sessions of that principal: it is gone, or has another secret. */
  public void changed(String name) {
    sessions.endOf(name);
  }

  private Optional<Principal> quickly(Presented presented) {
    return Secrets.same(Secrets.hash(presented.secret()), adminHash)
        ? Optional.of(ADMIN)
        : sessions.find(presented.secret());
  }
}
