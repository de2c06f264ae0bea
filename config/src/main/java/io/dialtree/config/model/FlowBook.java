package io.dialtree.config.model;

import io.dialtree.config.wording.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All flows of one configuration. Immutable: a call keeps the book it began with. */
public final class FlowBook {
  private static final Pattern INTERNATIONAL =
      Pattern.compile("00[1-9][0-9]{6,14}|[1-9][0-9]{10,14}");

  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final Map<String, List<Flow>> byNumber = new HashMap<>();
  private final Map<String, List<Flow>> byExtension = new HashMap<>();
  private final Map<String, String> assigned;
  private final Optional<String> defaultFlow;

  /** Flows in order of precedence; of two with the same id or number the first counts. */
  public FlowBook(Collection<Flow> flows, Optional<String> defaultFlow) {
    this(flows, defaultFlow, Map.of());
  }

  /**
   * A book in which some numbers lead calls from outside to a flow, whoever else has them.
   *
   * @param assigned flow ids by number
   */
  public FlowBook(
      Collection<Flow> flows, Optional<String> defaultFlow, Map<String, String> assigned) {
    this.defaultFlow = defaultFlow;
    this.assigned = Map.copyOf(assigned);
    for (Flow flow : flows) {
      if (this.flows.putIfAbsent(flow.id(), flow) == null) {
        flow.numbers().forEach(number -> enter(byNumber, number, flow));
        flow.extension().ifPresent(extension -> enter(byExtension, extension, flow));
      }
    }
  }

  private static void enter(Map<String, List<Flow>> index, String number, Flow flow) {
    index.computeIfAbsent(number, _ -> new ArrayList<>(1)).add(flow);
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

  /** The flow of that id, where something of that account may lead to it. */
  public Optional<Flow> flow(String id, String account) {
    return flow(id).filter(flow -> flow.isOpenTo(account));
  }

  /**
   * Which flow a call from outside to this number gets: exact number, then the pattern that
   * captures most text, then the flows that take what is left, then the setting {@code
   * default-flow}. What belongs to all comes first; what several accounts have under one number
   * reaches none of them. Empty means nobody answers there (404).
   */
  public Optional<FlowChoice> choose(String dialled) {
    return choose(dialled, false);
  }

  /**
   * The same for any call. A caller who belongs to the installation reaches a flow by its extension
   * too, after the exact numbers.
   *
   * @param onNet whether the caller belongs to the installation
   */
  public Optional<FlowChoice> choose(String dialled, boolean onNet) {
    String number = stripped(dialled);
    return exactly(international(number))
        .or(() -> onNet ? byExtension(number) : Optional.empty())
        .map(FlowBook::without)
        .or(() -> byPattern(number))
        .or(() -> catchAll(number).map(FlowBook::without))
        .or(() -> defaultFlow.flatMap(this::flow).map(FlowBook::without));
  }

  private static FlowChoice without(Flow flow) {
    return new FlowChoice(flow, List.of());
  }

  /**
   * Which flow a caller inside a menu reaches by a number: one of that account, or one that belongs
   * to all, that claims the number itself.
   *
   * @param account of the menu's flow
   */
  public Optional<FlowChoice> hunt(String number, String account) {
    Comparator<Flow> ownFirst = Comparator.comparing(Flow::isShared);
    return numbered(normalise(number)).stream()
        .filter(flow -> flow.isSeenBy(account))
        .min(ownFirst)
        .map(FlowBook::without)
        .or(() ->
            longest(
                matches(number).stream()
                    .filter(it -> it.flow().isSeenBy(account))
                    .sorted(Comparator.comparing(FlowChoice::flow, ownFirst))
                    .toList()));
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

  /**
   * The one spelling of a number: without visual separators (RFC 3966 section 5.1.1), with an
   * escaped plus written out, and in E.164 form where its country can be told: after {@code 00}, or
   * with as many digits as only a number with its country has.
   */
  public static String normalise(String dialled) {
    return international(stripped(dialled));
  }

  private static String international(String number) {
    return INTERNATIONAL.matcher(number).matches() ? "+" + number.replaceFirst("^00", "") : number;
  }

  private static String stripped(String dialled) {
    return dialled.replaceAll("(?i)%2B", "+").replaceAll("[-.() ]", "");
  }

  private List<Flow> numbered(String normalised) {
    return byNumber.getOrDefault(normalised, List.of());
  }

  private Optional<Flow> exactly(String normalised) {
    return Optional.ofNullable(assigned.get(normalised))
        .flatMap(this::flow)
        .or(() -> reachable(numbered(normalised)).stream().findFirst());
  }

  private Optional<Flow> byExtension(String number) {
    return reachable(byExtension.getOrDefault(number, List.of())).stream().findFirst();
  }

  private Optional<FlowChoice> byPattern(String number) {
    List<FlowChoice> all = matches(number);
    Set<String> open =
        reachable(all.stream().map(FlowChoice::flow).toList()).stream()
            .map(Flow::id)
            .collect(Collectors.toSet());
    return longest(all.stream().filter(it -> open.contains(it.flow().id())).toList());
  }

  /** Those a call from outside can mean: of all accounts, and of one when no other has any. */
  private static List<Flow> reachable(List<Flow> candidates) {
    boolean isSeveral =
        candidates.stream().filter(it -> !it.isShared()).map(Flow::account).distinct().count() > 1;
    return candidates.stream()
        .filter(flow -> flow.isShared() || !isSeveral)
        .sorted(Comparator.comparing(flow -> !flow.isShared()))
        .toList();
  }

  /** Every pattern that matches, flow by flow. */
  private List<FlowChoice> matches(String number) {
    List<FlowChoice> all = new ArrayList<>();
    for (Flow flow : flows.values()) {
      for (GuardedPattern pattern : flow.patterns()) {
        pattern.find(number).ifPresent(captures -> all.add(new FlowChoice(flow, captures)));
      }
    }
    return all;
  }

  /** Of several with as much text the first counts. */
  private static Optional<FlowChoice> longest(List<FlowChoice> choices) {
    return choices.stream().reduce((best, next) -> captured(next) > captured(best) ? next : best);
  }

  private static int captured(FlowChoice choice) {
    return String.join("", choice.captures()).length();
  }

  private Optional<Flow> catchAll(String number) {
    Stream<Flow.CatchAll> wishes =
        number.matches("\\+?[0-9]+")
            ? Stream.of(Flow.CatchAll.DIGITS, Flow.CatchAll.ANY)
            : Stream.of(Flow.CatchAll.ANY);
    return wishes
        .flatMap(wish ->
            reachable(flows.values().stream().filter(flow -> flow.catchAll() == wish).toList())
                .stream())
        .findFirst();
  }
}
