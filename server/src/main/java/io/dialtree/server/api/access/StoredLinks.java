package io.dialtree.server.api.access;

import io.dialtree.store.Session;
import io.dialtree.store.SessionTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Links that are kept beside the sessions of the store, an hour long, so that every node knows
 * them. They begin otherwise than sessions do and let nobody in anywhere else.
 */
public final class StoredLinks implements Links {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String BEGINNING = "link-";

  private final SessionTable table;
  private final Clock clock;

  /** In that table. */
  public StoredLinks(SessionTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public String open(Target target) {
    String token = BEGINNING + Secrets.newToken();
    Instant now = clock.instant();
    Principal subject = new Principal(target.prompt(), Role.READ, target.account());
    table.put(new Session(Secrets.hash(token), StoredPrincipals.row(subject), now.plus(LIFE)), now);
    return token;
  }

  @Override
  public Optional<Target> find(String token) {
    return token.startsWith(BEGINNING)
        ? table
            .find(Secrets.hash(token))
            .filter(session -> clock.instant().isBefore(session.until()))
            .map(session -> new Target(session.principal().account(), session.principal().name()))
        : Optional.empty();
  }
}
