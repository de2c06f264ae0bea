package io.dialtree.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks a web service and keeps what it answers.
 *
 * @param request what is asked
 * @param store JSON Pointer (RFC 6901) into the answer by name of the variable; a place that is not
 *     there gives an empty value
 * @param waiting played again and again until the answer comes, may be empty
 * @param next after an answer of 200 to 299 that could be read
 * @param failure after any other; empty for the flow's {@code on-error}
 */
public record HttpNode(
    String id,
    SourcePosition at,
    HttpTemplate request,
    Map<String, String> store,
    List<Prompt> waiting,
    String next,
    Optional<String> failure)
    implements Node {
  /** Copies the collections and keeps their order. */
  public HttpNode {
    store = Collections.unmodifiableMap(new LinkedHashMap<>(store));
    waiting = List.copyOf(waiting);
  }

  @Override
  public List<String> targets() {
    return Stream.concat(Stream.of(next), failure.stream()).toList();
  }

  @Override
  public List<Prompt> prompts() {
    return waiting;
  }
}
