package io.dialtree.server.api.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Links that last as long as the process. */
public final class MemoryLinks implements Links {
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /** Knows this token. */
  public MemoryLinks with(String token, Target target) {
    targets.put(token, target);
    return this;
  }

  @Override
  public String open(Target target) {
    String token = Secrets.newToken();
    targets.put(token, target);
    return token;
  }

  @Override
  public Optional<Target> find(String token) {
    return Optional.ofNullable(targets.get(token));
  }
}
