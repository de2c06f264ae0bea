package io.dialtree.server.api.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Principals that last as long as the process. */
public final class MemoryPrincipals implements Principals {
  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();

  private record Row(Principal principal, String hash) {
    boolean has(String secret) {
      return Secrets.same(hash, Secrets.hash(secret));
    }
  }

  @Override
  public Optional<Principal> verify(String name, String secret) {
    return Optional.ofNullable(rows.get(name)).filter(row -> row.has(secret)).map(Row::principal);
  }

  @Override
  public Optional<Principal> verify(String secret) {
    return rows.values().stream().filter(row -> row.has(secret)).findFirst().map(Row::principal);
  }

  @Override
  public List<Principal> list() {
    return rows.values().stream().map(Row::principal).toList();
  }

  @Override
  public void put(Principal principal, String secret) {
    rows.put(principal.name(), new Row(principal, Secrets.hash(secret)));
  }

  @Override
  public boolean change(Principal principal) {
    return rows.computeIfPresent(principal.name(), (_, row) -> new Row(principal, row.hash()))
        != null;
  }

  @Override
  public boolean remove(String name) {
    return rows.remove(name) != null;
  }
}
