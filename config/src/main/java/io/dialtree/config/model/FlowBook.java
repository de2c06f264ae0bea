package io.dialtree.config.model;

import io.dialtree.config.wording.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All flows of one configuration. Immutable: a call keeps the book it began with. */
public final class FlowBook {
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final Map<String, Flow> byNumber = new LinkedHashMap<>();
  private final Optional<String> defaultFlow;

  /** Flows in order of precedence; of two with the same id or number the first counts. */
  public FlowBook(Collection<Flow> flows, Optional<String> defaultFlow) {
    this.defaultFlow = defaultFlow;
    for (Flow flow : flows) {
      this.flows.putIfAbsent(flow.id(), flow);
      flow.numbers().forEach(number -> byNumber.putIfAbsent(number, flow));
    }
  }

  /** The flow of that id. */
  public Optional<Flow> flow(String id) {
    return Optional.ofNullable(flows.get(id));
  }

  /** Id of the flow for numbers nobody claims. */
  public Optional<String> defaultFlow() {
    return defaultFlow;
  }

  /** All flows, in order of precedence. */
  public Collection<Flow> flows() {
    return Collections.unmodifiableCollection(flows.values());
  }

  /**
   * Which flow a call to this number gets: exact number, then the pattern that captures most text,
   * then the flows that take what is left, then the setting {@code default-flow}. Empty means
   * nobody answers there (404).
   */
  public Optional<FlowChoice> choose(String dialled) {
    String number = normalise(dialled);
    return hunt(number)
        .or(() -> catchAll(number).map(flow -> new FlowChoice(flow, List.of())))
        .or(() -> defaultFlow.flatMap(this::flow).map(flow -> new FlowChoice(flow, List.of())));
  }

  /**
   * As {@link #choose}, but only flows that claim the number themselves: what a caller may dial
   * inside a menu.
   */
  public Optional<FlowChoice> hunt(String number) {
    Flow exact = byNumber.get(number);
    return exact != null ? Optional.of(new FlowChoice(exact, List.of())) : byPattern(number);
  }

  /**
   * Every text and file any flow may play, split at placeholders, so that speech can be made before
   * the first call.
   */
  public List<Prompt> literalPrompts() {
    return flows.values().stream()
        .flatMap(flow -> Wording.everything(flow).stream())
        .distinct()
        .toList();
  }

  /** Without visual separators (RFC 3966 section 5.1.1), and with an escaped plus written out. */
  public static String normalise(String dialled) {
    return dialled.replaceAll("(?i)%2B", "+").replaceAll("[-.() ]", "");
  }

  private Optional<FlowChoice> byPattern(String number) {
    Optional<FlowChoice> best = Optional.empty();
    int bestLength = -1;
    for (Flow flow : flows.values()) {
      for (GuardedPattern pattern : flow.patterns()) {
        List<String> captures = pattern.find(number).orElse(null);
        int length = captures == null ? -1 : String.join("", captures).length();
        if (captures != null && length > bestLength) {
          best = Optional.of(new FlowChoice(flow, captures));
          bestLength = length;
        }
      }
    }
    return best;
  }

  private Optional<Flow> catchAll(String number) {
    Stream<Flow.CatchAll> wishes =
        number.matches("\\+?[0-9]+")
            ? Stream.of(Flow.CatchAll.DIGITS, Flow.CatchAll.ANY)
            : Stream.of(Flow.CatchAll.ANY);
    List<Flow> all = new ArrayList<>(flows.values());
    return wishes.flatMap(wish -> all.stream().filter(flow -> flow.catchAll() == wish)).findFirst();
  }
}
