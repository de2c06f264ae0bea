package io.dialtree.ivr.draw;

import io.dialtree.ivr.draw.Layers.Cell;
import io.dialtree.ivr.draw.Layers.Way;
import io.dialtree.ivr.draw.Wire.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the ways between the boxes of nodes. Each has a place of its own at either box, in the
 * order of where the ways lead, so that they neither lie on each other nor cross near a box.
 */
final class Wires {
  private static final double APART = 18;
  private static final double CORNER = 14;

  private record Port(Way way, double towards) {}

  private final Layers layers;
  private final Map<String, Box> boxes;
  private final Columns columns;
  private final Rows rows;
  private final Map<String, List<Port>> tops = new HashMap<>();
  private final Map<String, List<Port>> bottoms = new HashMap<>();

  /** Top and bottom of each row. */
  interface Rows {
    double top(int row);

    double bottom(int row);
  }

  Wires(Layers layers, Map<String, Box> boxes, Columns columns, Rows rows, List<Way> ways) {
    this.layers = layers;
    this.boxes = boxes;
    this.columns = columns;
    this.rows = rows;
    for (Way way : ways) {
      List<Cell> route = layers.route(way);
      if (route.size() > 1) {
        Way down = down(way);
        note(bottoms, down.from(), way, route.get(1));
        note(tops, down.to(), way, route.get(route.size() - 2));
      }
    }
    tops.values().forEach(ports -> ports.sort(Comparator.comparingDouble(Port::towards)));
    bottoms.values().forEach(ports -> ports.sort(Comparator.comparingDouble(Port::towards)));
  }

  /** Routes lead downwards, also those of ways that lead back. */
  private Way down(Way way) {
    return layers.isBackwards(way) ? new Way(way.to(), way.from()) : way;
  }

  private void note(Map<String, List<Port>> ports, String node, Way way, Cell next) {
    Box box = boxes.get(next.node());
    double towards = box == null ? columns.x(next) : box.middle();
    ports.computeIfAbsent(node, _ -> new ArrayList<>()).add(new Port(way, towards));
  }

  /** The curve of a way between two nodes. */
  Wire wire(Way way) {
    List<Cell> route = layers.route(way);
    Way down = down(way);
    List<Point> points = new ArrayList<>();
    points.add(new Point(port(bottoms, down.from(), way), rows.bottom(route.getFirst().row())));
    for (Cell passed : route.subList(1, route.size() - 1)) {
      points.add(new Point(columns.x(passed), rows.top(passed.row())));
      points.add(new Point(columns.x(passed), rows.bottom(passed.row())));
    }
    points.add(new Point(port(tops, down.to(), way), rows.top(route.getLast().row())));
    boolean back = layers.isBackwards(way);
    return new Wire(back ? points.reversed() : points, back);
  }

  private double port(Map<String, List<Port>> all, String node, Way way) {
    Box box = boxes.getOrDefault(node, new Box(0, 0, 0, 0));
    List<Port> ports = all.getOrDefault(node, List.of());
    int place = ports.stream().map(Port::way).toList().indexOf(way);
    double apart = Math.min(APART, (box.width() - 2 * CORNER) / Math.max(1, ports.size() - 1));
    return box.middle() + (place - (ports.size() - 1) / 2.0) * apart;
  }
}
