package io.dialtree.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a call does, as a graph of nodes.
 *
 * @param id name by which other flows and settings refer to it
 * @param name label for people
 * @param revision short SHA-256 of the documents it was read from; a call stays on the revision it
 *     began with
 * @param at the document
 * @param numbers dialled numbers that reach it, without separators
 * @param patterns expressions on the dialled number that reach it
 * @param catchAll whether it takes numbers nobody else has
 * @param start node that runs first
 * @param nodes all nodes by id, in document order
 * @param maxCallMs longest call from its answer on, 0 when only the server's limit counts
 * @param paths what holds for the whole flow
 * @param account whose it is, empty text when it belongs to all
 * @param extension by which callers who belong to the installation reach it, beside its numbers
 */
public record Flow(
    String id,
    String name,
    String revision,
    SourcePosition at,
    List<String> numbers,
    List<GuardedPattern> patterns,
    CatchAll catchAll,
    String start,
    Map<String, Node> nodes,
    long maxCallMs,
    FlowPaths paths,
    String account,
    Optional<String> extension) {
  private static final String ALL = "";

  /** Copies the collections and keeps their order. */
  public Flow {
    numbers = List.copyOf(numbers);
    patterns = List.copyOf(patterns);
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  /** A flow that belongs to all, without an extension. */
  public Flow(
      String id,
      String name,
      String revision,
      SourcePosition at,
      List<String> numbers,
      List<GuardedPattern> patterns,
      CatchAll catchAll,
      String start,
      Map<String, Node> nodes,
      long maxCallMs,
      FlowPaths paths) {
    this(
        id,
        name,
        revision,
        at,
        numbers,
        patterns,
        catchAll,
        start,
        nodes,
        maxCallMs,
        paths,
        ALL,
        Optional.empty());
  }

  /** A flow without a language and without paths of its own. */
  public Flow(
      String id,
      String name,
      String revision,
      SourcePosition at,
      List<String> numbers,
      List<GuardedPattern> patterns,
      CatchAll catchAll,
      String start,
      Map<String, Node> nodes,
      long maxCallMs) {
    this(
        id,
        name,
        revision,
        at,
        numbers,
        patterns,
        catchAll,
        start,
        nodes,
        maxCallMs,
        FlowPaths.NONE);
  }

  /** Which unclaimed numbers a flow takes. */
  public enum CatchAll {
    /** None. */
    NONE,
    /** Those of digits only, with an optional leading plus. */
    DIGITS,
    /** Every one. */
    ANY
  }

  /** The node of that id. */
  public Optional<Node> node(String nodeId) {
    return Optional.ofNullable(nodes.get(nodeId));
  }

  /** The same flow, reached by these numbers and patterns as well. */
  public Flow reachedBy(List<String> moreNumbers, List<GuardedPattern> morePatterns) {
    return new Flow(
        id,
        name,
        revision,
        at,
        joined(numbers, moreNumbers),
        joined(patterns, morePatterns),
        catchAll,
        start,
        nodes,
        maxCallMs,
        paths,
        account,
        extension);
  }

  /** The same flow, with an extension. */
  public Flow withExtension(String newExtension) {
    return new Flow(
        id,
        name,
        revision,
        at,
        numbers,
        patterns,
        catchAll,
        start,
        nodes,
        maxCallMs,
        paths,
        account,
        Optional.of(newExtension));
  }

  /** The same flow as one of that account's. */
  public Flow of(String owner) {
    return owner.equals(account)
        ? this
        : new Flow(
            id, name, revision, at, numbers, patterns, catchAll, start, nodes, maxCallMs, paths,
            owner, extension);
  }

  /** True when it belongs to no account alone. */
  public boolean isShared() {
    return account.equals(ALL);
  }

  /**
   * True when something of that account may lead here: to its own flows and those of all. What
   * belongs to all may lead anywhere.
   */
  public boolean isOpenTo(String other) {
    return isSeenBy(other) || other.equals(ALL);
  }

  /** Whether a caller inside an account may reach it by its numbers: its own, and those of all. */
  public boolean isSeenBy(String caller) {
    return isShared() || caller.equals(account);
  }

  private static <T> List<T> joined(List<T> own, List<T> more) {
    return Stream.concat(own.stream(), more.stream()).distinct().toList();
  }

  /** Everything any node may play, as written. */
  public List<Prompt> prompts() {
    return nodes.values().stream().flatMap(node -> node.prompts().stream()).distinct().toList();
  }
}
