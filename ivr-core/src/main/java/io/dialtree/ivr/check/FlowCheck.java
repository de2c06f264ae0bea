package io.dialtree.ivr.check;

import io.dialtree.config.finding.Finding;
import io.dialtree.config.finding.Findings;
import io.dialtree.config.finding.Places;
import io.dialtree.config.finding.Spelling;
import io.dialtree.config.library.Compiled;
import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.GuardedPattern;
import io.dialtree.config.model.Hunt;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.NotAvailableNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks all flows of a book. What a reader of documents already refuses is not said again. */
public final class FlowCheck {
  /** Another document can bring what is missing, so this refuses no document. */
  public static final String MISSING_FLOW = "missing-flow";

  private final FlowBook book;
  private final Places places;

  /** By the id of a flow, those that lead to it. */
  private final Map<String, Map<String, Flow>> callers = new HashMap<>();

  private final List<Finding> all = new ArrayList<>();
  private Findings findings = new Findings();

  private FlowCheck(FlowBook book, Places places) {
    this.book = book;
    this.places = places;
  }

  private void learnCallers() {
    for (Flow flow : book.flows()) {
      for (Node node : flow.nodes().values()) {
        if (node instanceof EnterFlowNode enter) {
          callers.computeIfAbsent(enter.flowId(), _ -> new TreeMap<>()).put(flow.id(), flow);
        }
      }
    }
  }

  /** Everything noticed in what was compiled, flow by flow, and then in its drafts. */
  public static List<Finding> check(Compiled compiled) {
    Places places = compiled.places();
    List<Finding> all = new ArrayList<>(check(compiled.book(), compiled.book().flows(), places));
    all.addAll(drafts(compiled.book(), compiled.drafts(), places));
    return all;
  }

  /**
   * What is noticed in flows of broken documents: only what cannot come from what is broken.
   *
   * @param drafts flows that the book has not
   */
  public static List<Finding> drafts(FlowBook book, Collection<Flow> drafts, Places places) {
    Set<String> ids = drafts.stream().map(Flow::id).collect(Collectors.toSet());
    FlowCheck check = new FlowCheck(book, places);
    for (Flow draft : drafts) {
      for (Node node : draft.nodes().values()) {
        if (node instanceof EnterFlowNode enter && !ids.contains(enter.flowId())) {
          check.target(draft, enter);
        }
      }
    }
    return check.findings.list();
  }

  /** Everything noticed, flow by flow. */
  public static List<Finding> check(FlowBook book) {
    return check(book, book.flows(), Places.NONE);
  }

  /**
   * What is noticed in some flows of a book.
   *
   * @param places where keys and words stand in the documents
   */
  public static List<Finding> check(FlowBook book, Collection<Flow> flows, Places places) {
    FlowCheck check = new FlowCheck(book, places);
    check.learnCallers();
    for (Flow flow : flows) {
      check.findings = new Findings(); // its bound is meant for one document
      check.flow(flow);
      check.all.addAll(check.findings.list());
    }
    return List.copyOf(check.all);
  }

  private void flow(Flow flow) {
    claimed(flow);
    reachable(flow);
    SilentCaller.check(flow, findings);
    WaysOut.check(flow, findings);
    VariableCheck.check(withCallers(flow), flow, places, findings);
    for (Node node : flow.nodes().values()) {
      switch (node) {
        case EnterFlowNode enter -> target(flow, enter);
        case MenuNode menu -> {
          menu(flow, menu);
          MenuCheck.check(flow, menu, places, findings);
        }
        case NotAvailableNode missing -> notAvailable(missing);
        default -> {}
      }
    }
  }

  /** A flow and all that lead to it, at once or through others. */
  private Collection<Flow> withCallers(Flow flow) {
    Map<String, Flow> all = new HashMap<>(Map.of(flow.id(), flow));
    Deque<Flow> open = new ArrayDeque<>(List.of(flow));
    while (!open.isEmpty()) {
      callers
          .getOrDefault(open.remove().id(), Map.of())
          .forEach((id, caller) -> {
            if (all.putIfAbsent(id, caller) == null) {
              open.add(caller);
            }
          });
    }
    return all.values();
  }

  private void claimed(Flow flow) {
    boolean dialled =
        !flow.numbers().isEmpty()
            || !flow.patterns().isEmpty()
            || flow.catchAll() != Flow.CatchAll.NONE
            || book.defaultFlow().equals(Optional.of(flow.id()));
    if (!dialled && !callers.containsKey(flow.id())) {
      String message =
          flow.extension()
              .map(extension ->
                  "no number and no other flow leads here, only the extension "
                      + extension
                      + " for callers of the setting on-net")
              .orElse("no number and no other flow leads here");
      findings.warning("unreachable", flow.at(), flow.id(), message);
    }
  }

  private void reachable(Flow flow) {
    Set<String> reached = new HashSet<>(List.of(flow.start()));
    flow.paths().onError().ifPresent(reached::add);
    flow.paths().onHangup().ifPresent(reached::add);
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      List<String> targets = flow.node(open.remove()).map(Node::targets).orElse(List.of());
      targets.stream().filter(reached::add).forEach(open::add);
    }
    for (Node node : flow.nodes().values()) {
      if (!reached.contains(node.id())) {
        findings.warning("unreachable", node.at(), node.id(), "no way leads to this node");
      }
    }
  }

  private void target(Flow from, EnterFlowNode enter) {
    if (book.flow(enter.flowId(), from.account()).isEmpty()) {
      List<String> ids =
          book.flows().stream().filter(it -> it.isOpenTo(from.account())).map(Flow::id).toList();
      findings.error(
          MISSING_FLOW,
          places.find(enter.at(), enter.flowId()),
          enter.id(),
          "there is no flow \"" + enter.flowId() + "\" that can run",
          Spelling.allowed(enter.flowId(), ids),
          Spelling.nearest(enter.flowId(), ids));
    }
  }

  private void notAvailable(NotAvailableNode missing) {
    String way = missing.instead().map(next -> "goes on at " + next).orElse("ends with a sentence");
    findings.warning(
        "not-available",
        missing.at(),
        missing.id(),
        missing.what() + " is not available yet; the call " + way);
  }

  private void menu(Flow flow, MenuNode menu) {
    if (menu.choices().isEmpty() && menu.hunt().isEmpty()) {
      findings.warning("dead-end", menu.at(), menu.id(), "no key leads anywhere from this menu");
    }
    Optional<GuardedPattern> allow = menu.hunt().flatMap(Hunt::allow);
    if (allow.isPresent() && numbers(flow).noneMatch(number -> menu.hunt().get().permits(number))) {
      String message = "no flow has a number that \"" + allow.get().regex() + "\" lets through";
      findings.warning("hunt", places.find(menu.at(), allow.get().regex()), menu.id(), message);
    }
  }

  private Stream<String> numbers(Flow from) {
    return book.flows().stream()
        .filter(flow -> flow.isSeenBy(from.account()))
        .flatMap(flow -> flow.numbers().stream());
  }
}
