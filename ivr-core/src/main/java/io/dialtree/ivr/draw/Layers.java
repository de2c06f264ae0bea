package io.dialtree.ivr.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the nodes of a graph in rows, from the start downwards (Sugiyama's method): ways that lead
 * back are set aside, every node stands below those that lead to it, long ways get a place in each
 * row they cross, and rows are sorted until few ways cross.
 */
final class Layers {
  /** Crossings hardly get fewer after some sweeps. */
  private static final int SWEEPS = 12;

  private final List<String> nodes;
  private final Map<String, List<String>> ways;
  private final Set<Way> backwards = new HashSet<>();
  private final Map<String, Integer> rowOf = new HashMap<>();
  private final Map<Way, List<Cell>> routes = new HashMap<>();
  private final Map<Cell, List<Cell>> above = new HashMap<>();
  private final Map<Cell, List<Cell>> below = new HashMap<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A way between two nodes. */
  record Way(String from, String to) {}

  /**
   * A place in a row.
   *
   * @param node name of the node; empty where a way passes
   * @param id unique in the picture
   */
  record Cell(String node, int row, int id) {}

  /**
   * Lays a graph out.
   *
   * @param starts where to begin, the first on top
   * @param ways targets by node; every target is a node
   */
  Layers(List<String> starts, Map<String, List<String>> ways) {
    this.ways = ways;
    Set<String> order = new java.util.LinkedHashSet<>(starts);
    order.addAll(ways.keySet());
    this.nodes = List.copyOf(order);
    findWaysBack();
    setRows();
    placeCells();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      sort(sweep % 2 == 0);
    }
  }

  /** Cells by row, from left to right. */
  List<List<Cell>> rows() {
    return rows;
  }

  /** True for a way that goes up, or to where it came from. */
  boolean isBackwards(Way way) {
    return backwards.contains(way);
  }

  /**
   * The cells a way goes through from above downwards, its two nodes included; a way that leads
   * back is as if it were turned round. Empty for a way from a node to itself.
   */
  List<Cell> route(Way way) {
    return routes.getOrDefault(way, List.of());
  }

  /** Neighbours of a cell in the row above or below. */
  List<Cell> neighbours(Cell cell, boolean inRowAbove) {
    return (inRowAbove ? above : below).getOrDefault(cell, List.of());
  }

  private List<String> targets(String node) {
    return ways.getOrDefault(node, List.of());
  }

  /** Depth first without recursion; what leads to a node that is still open leads back. */
  private void findWaysBack() {
    Set<String> known = new HashSet<>();
    Set<String> open = new HashSet<>();
    for (String start : nodes) {
      Deque<String> way = new ArrayDeque<>();
      Deque<Iterator<String>> left = new ArrayDeque<>();
      if (known.add(start)) {
        way.push(start);
        open.add(start);
        left.push(targets(start).iterator());
      }
      while (!left.isEmpty()) {
        if (!left.element().hasNext()) {
          left.pop();
          open.remove(way.pop());
          continue;
        }
        String target = left.element().next();
        if (open.contains(target)) {
          backwards.add(new Way(way.element(), target));
        } else if (known.add(target)) {
          way.push(target);
          open.add(target);
          left.push(targets(target).iterator());
        }
      }
    }
  }

  private void setRows() {
    Map<String, Integer> waiting = new HashMap<>();
    nodes.forEach(node -> rowOf.put(node, 0));
    forward((from, to) -> waiting.merge(to, 1, Integer::sum));
    Deque<String> ready = new ArrayDeque<>();
    nodes.stream().filter(node -> !waiting.containsKey(node)).forEach(ready::add);
    while (!ready.isEmpty()) {
      String node = ready.remove();
      for (String target : targets(node)) {
        if (!backwards.contains(new Way(node, target))) {
          rowOf.merge(target, rowOf.getOrDefault(node, 0) + 1, Math::max);
          if (waiting.merge(target, -1, Integer::sum) == 0) {
            ready.add(target);
          }
        }
      }
    }
  }

  private interface OnWay {
    void take(String from, String to);
  }

  private void forward(OnWay action) {
    for (String node : nodes) {
      for (String target : targets(node)) {
        if (!backwards.contains(new Way(node, target))) {
          action.take(node, target);
        }
      }
    }
  }

  private void placeCells() {
    int last = rowOf.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int row = 0; row <= last; row++) {
      rows.add(new ArrayList<>());
    }
    Map<String, Cell> cells = new HashMap<>();
    nodes.forEach(node -> cells.put(node, cell(node, rowOf.getOrDefault(node, 0))));
    for (String node : nodes) {
      for (String target : targets(node)) {
        Way way = new Way(node, target);
        if (!isBackwards(way)) {
          routes.put(way, route(cells, node, target));
        } else if (!node.equals(target)) {
          routes.put(way, route(cells, target, node));
        }
      }
    }
  }

  private List<Cell> route(Map<String, Cell> cells, String upper, String lower) {
    Cell first = cells.getOrDefault(upper, new Cell(upper, 0, 0));
    Cell goal = cells.getOrDefault(lower, new Cell(lower, 0, 0));
    List<Cell> route = new ArrayList<>(List.of(first));
    for (int row = first.row() + 1; row < goal.row(); row++) {
      route.add(cell("", row));
    }
    route.add(goal);
    for (int i = 1; i < route.size(); i++) {
      below.computeIfAbsent(route.get(i - 1), _ -> new ArrayList<>()).add(route.get(i));
      above.computeIfAbsent(route.get(i), _ -> new ArrayList<>()).add(route.get(i - 1));
    }
    return route;
  }

  private int cells;

  private Cell cell(String node, int row) {
    cells++;
    Cell cell = new Cell(node, row, cells);
    rows.get(row).add(cell);
    return cell;
  }

  /** Every cell goes where its neighbours in the row before are in the middle. */
  private void sort(boolean downwards) {
    List<List<Cell>> order = downwards ? rows : rows.reversed();
    Map<Cell, Integer> positions = new HashMap<>();
    for (List<Cell> row : order) {
      Map<Cell, Double> wished = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        double own = i;
        wished.put(
            cell,
            neighbours(cell, downwards).stream()
                .mapToInt(it -> positions.getOrDefault(it, 0))
                .average()
                .orElse(own));
      }
      row.sort(Comparator.comparingDouble(cell -> wished.getOrDefault(cell, 0.0)));
      for (int i = 0; i < row.size(); i++) {
        positions.put(row.get(i), i);
      }
    }
  }

  /** Rows as node names, for tests. */
  List<List<String>> names() {
    return rows.stream()
        .map(row -> row.stream().map(Cell::node).filter(name -> !name.isEmpty()).toList())
        .collect(
            java.util.stream.Collectors.collectingAndThen(
                java.util.stream.Collectors.toList(), Collections::unmodifiableList));
  }
}
