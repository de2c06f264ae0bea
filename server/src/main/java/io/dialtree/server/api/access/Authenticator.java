package io.dialtree.server.api.access;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tells who comes. One table for every face: a secret is good in every scheme, with its name or
 * where a scheme has no name. Thread-safe; blocks.
 */
public final class Authenticator {
  /** How long a token of {@link #openSession} is good. */
  private static final long SESSION_NS = 3_600_000_000_000L;

  private static final int SESSIONS_MAX = 10_000;
  private static final Principal ADMIN = new Principal("admin", Role.ADMIN, "");

  private final Principals principals;
  private final String adminHash;
  private final LongSupplier nanoTime;
  private final FailureLimit failures;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /**
   * Knows the administrator and everybody of the table.
   *
   * @param adminToken good in every scheme and for every account
   * @param nanoTime as {@link System#nanoTime}
   */
  public Authenticator(Principals principals, String adminToken, LongSupplier nanoTime) {
    this.principals = principals;
    this.adminHash = Secrets.hash(adminToken);
    this.nanoTime = nanoTime;
    this.failures = new FailureLimit(nanoTime);
  }

  private record Session(Principal principal, long untilNs) {}

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
    if (sessions.size() >= SESSIONS_MAX) {
      sessions.values().removeIf(session -> isOver(session));
    }
    if (sessions.size() >= SESSIONS_MAX) {
      sessions.clear(); // clients come back with their key
    }
    String token = Secrets.newToken();
    sessions.put(Secrets.hash(token), new Session(principal, nanoTime.getAsLong() + SESSION_NS));
    return token;
  }

  /** Ends the sessions of that principal: it is gone, or has another secret. */
  public void changed(String name) {
    sessions.values().removeIf(session -> session.principal().name().equals(name));
  }

  private Optional<Principal> known(Presented presented) {
    String hash = Secrets.hash(presented.secret());
    if (Secrets.same(hash, adminHash)) {
      return Optional.of(ADMIN);
    }
    Optional<Principal> session =
        Optional.ofNullable(sessions.get(hash)).filter(it -> !isOver(it)).map(Session::principal);
    return session.or(() ->
        presented.name().isEmpty()
            ? principals.verify(presented.secret())
            : principals.verify(presented.name(), presented.secret()));
  }

  private boolean isOver(Session session) {
    return session.untilNs() - nanoTime.getAsLong() <= 0;
  }
}
