package io.dialtree.server.api.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that last as long as the test. */
public final class MemorySessions implements Sessions {
  private final Map<String, Principal> open = new ConcurrentHashMap<>();

  @Override
  public String open(Principal principal) {
    String token = Secrets.newToken();
    open.put(token, principal);
    return token;
  }

  @Override
  public Optional<Principal> find(String token) {
    return Optional.ofNullable(open.get(token));
  }

  @Override
  public void endOf(String name) {
    open.values().removeIf(principal -> principal.name().equals(name));
  }
}
