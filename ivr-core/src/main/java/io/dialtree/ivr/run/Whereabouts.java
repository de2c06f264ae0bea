package io.dialtree.ivr.run;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowPaths;
import io.dialtree.config.model.MenuNode;
import io.dialtree.config.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where in which flow a run is during one step, how it came there, and how much further it may go.
 * Confined to that step.
 */
final class Whereabouts {
  /**
   * A menu walked as fast as keys can be pressed enters some nodes a second; a call of a thousand
   * goes in circles.
   */
  static final int STEPS_MAX = 1_000;

  /** Kazoo's own default: deeper nesting of flows is a loop through branches. */
  static final int BRANCHES_MAX = 50;

  private final FlowBook book;
  private final List<Place> stack;
  private final Trail trail;
  private final Map<String, Integer> entries;
  private Place place;
  private int steps;
  private int branches;
  private boolean nodeDue;

  Whereabouts(FlowBook book, RunState state) {
    this.book = book;
    this.stack = new ArrayList<>(state.stack());
    this.trail = new Trail(state.course().trail());
    this.entries = new TreeMap<>(state.course().entries());
    this.place = state.place();
    this.steps = state.steps();
    this.branches = state.branches();
  }

  Place place() {
    return place;
  }

  List<Place> stack() {
    return stack;
  }

  List<Place> menus() {
    return trail.menus();
  }

  Map<String, Integer> entries() {
    return entries;
  }

  int steps() {
    return steps;
  }

  int branches() {
    return branches;
  }

  Optional<Flow> flow() {
    return book.flow(place.flowId());
  }

  FlowPaths paths() {
    return flow().map(Flow::paths).orElse(FlowPaths.NONE);
  }

  /** The current node, in the revision the call began with. */
  Optional<Node> node() {
    return flow()
        .filter(flow -> flow.revision().equals(place.revision()))
        .flatMap(flow -> flow.node(place.nodeId()));
  }

  /** The current node is to be entered. */
  void begin() {
    nodeDue = true;
  }

  /** The call is over: nothing is entered any more. */
  void stay() {
    nodeDue = false;
  }

  /** True when a node is to be entered, once. */
  boolean takeNodeDue() {
    boolean due = nodeDue;
    nodeDue = false;
    return due;
  }

  void goTo(String nodeId) {
    goTo(new Place(place.flowId(), place.revision(), nodeId));
  }

  private void goTo(Place next) {
    place = next;
    nodeDue = true;
  }

  /** Goes somewhere with all bounds counted anew: a flow's way out must not fail for them. */
  void restartAt(String nodeId) {
    steps = 0;
    branches = 0;
    goTo(nodeId);
  }

  /** The menu the caller came from; false when there was none. */
  boolean back() {
    Optional<Place> menu = trail.back();
    menu.ifPresent(this::goTo);
    return menu.isPresent();
  }

  /** Goes back to the flow that called this one; false when none did. */
  boolean up() {
    if (stack.isEmpty()) {
      return false;
    }
    goTo(stack.removeLast());
    return true;
  }

  /** Goes to the start of another flow; with a place to return to, that one waits on the stack. */
  void enter(Flow flow, Optional<String> returnTo) {
    returnTo.ifPresent(nodeId -> stack.add(new Place(place.flowId(), place.revision(), nodeId)));
    goTo(new Place(flow.id(), flow.revision(), flow.start()));
  }

  /** False when that was one branch too many. */
  boolean countBranch() {
    branches++;
    return branches <= BRANCHES_MAX;
  }

  /** Counts a node that is entered; the bound that was one too many for, if any. */
  Optional<String> count(Node node) {
    steps++;
    if (steps > STEPS_MAX) {
      return Optional.of(EndReason.STEP_LIMIT);
    }
    int entriesMax = paths().entriesMax();
    String entry = place.flowId() + " " + node.id();
    if (entriesMax > 0 && entries.merge(entry, 1, Integer::sum) > entriesMax) {
      return Optional.of(EndReason.ENTRY_LIMIT);
    }
    if (node instanceof MenuNode) {
      trail.reach(place);
    }
    return Optional.empty();
  }
}
