package io.dialtree.server.api.access;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells who comes. One table for every face: a secret is good in every scheme, with its name or
 * where a scheme has no name. Thread-safe; blocks.
 */
public final class Authenticator {
  private static final Principal ADMIN = new Principal("admin", Role.ADMIN, "");

  private final Principals principals;
  private final String adminHash;
  private final FailureLimit failures;
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
    Optional<Principal> principal = known(presented);
    if (principal.isEmpty()) {
      failures.failed(source);
      return new Verdict.Unknown();
    }
    return new Verdict.Known(principal.get());
  }

  /** A token for an hour, for somebody who was let in by other means. */
  public String openSession(Principal principal) {
    return sessions.open(principal);
  }

  /** Ends the sessions of that principal: it is gone, or has another secret. */
  public void changed(String name) {
    sessions.endOf(name);
  }

  private Optional<Principal> known(Presented presented) {
    String hash = Secrets.hash(presented.secret());
    if (Secrets.same(hash, adminHash)) {
      return Optional.of(ADMIN);
    }
    return sessions
        .find(presented.secret())
        .or(() ->
            presented.name().isEmpty()
                ? principals.verify(presented.secret())
                : principals.verify(presented.name(), presented.secret()));
  }
}
