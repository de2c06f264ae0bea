package io.dialtree.server.api.access;

import io.dialtree.store.Session;
import io.dialtree.store.SessionTable;
import io.dialtree.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of the store, an hour long. This node remembers those it has seen until one is ended
 * anywhere, so that most requests ask no database.
 */
public final class StoredSessions implements Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int SEEN_MAX = 10_000;

  /** Tells them from the secrets of principals, which are in another table. */
  private static final String BEGINNING = "session-";

  private final SessionTable table;
  private final Clock clock;
  private final Map<String, Session> seen = new ConcurrentHashMap<>();

  /** In that table. */
  public StoredSessions(SessionTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
    table.listen(seen::clear);
  }

  @Override
  public String open(Principal principal) {
    String token = BEGINNING + Secrets.newToken();
    Instant now = clock.instant();
    Session session =
        new Session(Secrets.hash(token), StoredPrincipals.row(principal), now.plus(LIFE));
    remember(session);
    try {
      table.put(session, now);
    } catch (StoreUnavailable e) {
      LOG.warn("a session of {} is known to this node only: {}", principal.name(), e.getMessage());
    }
    return token;
  }

  @Override
  public Optional<Principal> find(String token) {
    if (!token.startsWith(BEGINNING)) {
      return Optional.empty();
    }
    String hash = Secrets.hash(token);
    Optional<Session> known = Optional.ofNullable(seen.get(hash));
    Optional<Session> session = known.or(() -> table.find(hash));
    session.ifPresent(this::remember);
    return session
        .filter(it -> clock.instant().isBefore(it.until()))
        .map(it -> StoredPrincipals.principal(it.principal()));
  }

  private void remember(Session session) {
    if (seen.size() >= SEEN_MAX) {
      seen.clear();
    }
    seen.put(session.tokenHash(), session);
  }

  @Override
  public void endOf(String name) {
    table.removeOf(name);
    seen.clear();
  }
}
