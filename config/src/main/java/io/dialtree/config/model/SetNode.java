package io.dialtree.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives variables their values and goes on.
 *
 * @param values text by name, in order; a text may hold placeholders, those set before it included
 */
public record SetNode(String id, SourcePosition at, Map<String, String> values, String next)
    implements Node {
  /** Copies the map and keeps its order. */
  public SetNode {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  @Override
  public List<String> targets() {
    return List.of(next);
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }
}
