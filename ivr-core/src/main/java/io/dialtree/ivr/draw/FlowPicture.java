package io.dialtree.ivr.draw;

import static io.dialtree.ivr.draw.Svg.escaped;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.Node;
import io.dialtree.ivr.draw.Layers.Cell;
import io.dialtree.ivr.draw.Layers.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A flow as SVG: nodes in rows from its start downwards, ways with the keys that lead there. */
public final class FlowPicture {
  private static final int NODE_HEIGHT = 44;
  private static final int ROW_HEIGHT = 124;
  private static final int MARGIN = 30;
  private static final int HEAD = 30;
  private static final int PASS_WIDTH = 20;
  private static final int LOOP_WIDTH = 34;

  private final Flow flow;
  private final Map<Way, String> labels = new LinkedHashMap<>();
  private final Map<String, NodeLook> looks = new LinkedHashMap<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Layers layers;
  private final Columns columns;
  private final Svg svg = new Svg();
  private double right;

  private FlowPicture(Flow flow) {
    this.flow = flow;
    Map<String, List<String>> ways = new LinkedHashMap<>();
    for (Node node : flow.nodes().values()) {
      looks.put(node.id(), new NodeLook(flow, node));
      List<String> targets =
          node.targets().stream().distinct().filter(flow.nodes()::containsKey).toList();
      ways.put(node.id(), targets);
      Map<String, List<String>> reasons = Exits.of(node);
      for (String target : targets) {
        String label = String.join(", ", reasons.getOrDefault(target, List.of()));
        labels.put(new Way(node.id(), target), NodeLook.shortened(label));
      }
    }
    this.layers = new Layers(starts(flow), ways);
    this.columns = new Columns(layers, this::cellWidth, MARGIN);
    layers.rows().forEach(row -> row.forEach(this::box));
  }

  private static List<String> starts(Flow flow) {
    Stream<Optional<String>> starts =
        Stream.of(Optional.of(flow.start()), flow.paths().onError(), flow.paths().onHangup());
    return starts.flatMap(Optional::stream).filter(flow.nodes()::containsKey).toList();
  }

  /** The picture as an SVG document; every text of the flow is escaped. */
  public static String svg(Flow flow) {
    return new FlowPicture(flow).write();
  }

  /** A way from a node to itself needs room on the node's right. */
  private double loopWidth(String node) {
    String label = labels.get(new Way(node, node));
    return label == null ? 0 : LOOP_WIDTH + Labels.width(label);
  }

  private double cellWidth(Cell cell) {
    NodeLook look = looks.get(cell.node());
    return look == null ? PASS_WIDTH : look.width() + loopWidth(cell.node());
  }

  private void box(Cell cell) {
    NodeLook look = looks.get(cell.node());
    if (look != null) {
      double left = columns.x(cell) - cellWidth(cell) / 2;
      boxes.put(cell.node(), new Box(left, top(cell.row()), look.width(), NODE_HEIGHT));
    }
    cover(columns.x(cell) + cellWidth(cell) / 2);
  }

  private void cover(double x) {
    right = Math.max(right, x);
  }

  private static double top(int row) {
    return MARGIN + HEAD + (double) row * ROW_HEIGHT;
  }

  private static final Wires.Rows ROWS =
      new Wires.Rows() {
        @Override
        public double top(int row) {
          return FlowPicture.top(row);
        }

        @Override
        public double bottom(int row) {
          return FlowPicture.top(row) + NODE_HEIGHT;
        }
      };

  // The document.

  private String write() {
    ways();
    looks.forEach(this::node);
    double height = top(layers.rows().size() - 1) + NODE_HEIGHT + MARGIN;
    double width = Math.max(right, flow.name().length() * 10.0) + MARGIN;
    return new Svg()
        .add(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%n",
                width,
                height,
                width,
                height))
        .add(
            String.format(
                Locale.ROOT, "<title>%s</title>%n", escaped(flow.id() + ": " + flow.name())))
        .add(STYLE)
        .add(
            String.format(
                Locale.ROOT,
                "<text class=\"head\" x=\"%d\" y=\"24\">%s</text>%n",
                MARGIN,
                escaped(flow.name())))
        .add(svg.toString())
        .add("</svg>" + System.lineSeparator())
        .toString();
  }

  private static final String STYLE =
      """
      <style>
      text{font:12px sans-serif;fill:#1b2733}
      .head{font-size:16px;font-weight:bold}
      .kind{font-size:10px;fill:#5a6b7b}
      .key{font-size:11px;fill:#0b5394;paint-order:stroke;stroke:#fff;stroke-width:4px}
      rect{fill:#f4f7fa;stroke:#7a8b9b}
      .start rect{fill:#dff0df;stroke:#2e7d32}
      .end rect{fill:#f6e3e3;stroke:#a33}
      .question rect{fill:#e3ecf9;stroke:#36c}
      path{fill:none;stroke:#7a8b9b}
      .back{stroke-dasharray:5 3;stroke:#b08a3e}
      </style>
      <defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#7a8b9b;stroke:none"/></marker></defs>
      """;

  /** All lines first, then the labels on them. */
  private void ways() {
    List<Way> apart = labels.keySet().stream().filter(way -> !isLoop(way)).toList();
    Wires wires = new Wires(layers, boxes, columns, ROWS, apart);
    Map<Way, Wire> drawn = new LinkedHashMap<>();
    apart.forEach(way -> drawn.put(way, wires.wire(way)));
    drawn.values().forEach(wire -> line(wire.path(), wire.isBackwards()));
    List<Box> taken = new ArrayList<>(boxes.values());
    labels.forEach((way, label) -> {
      if (isLoop(way)) {
        taken.add(loop(way.from(), label));
      }
    });
    Labels places = new Labels(taken);
    drawn.forEach((way, wire) -> label(labels.getOrDefault(way, ""), wire, places));
  }

  private static boolean isLoop(Way way) {
    return way.from().equals(way.to());
  }

  private void line(String path, boolean isBackwards) {
    String look = isBackwards ? " class=\"back\"" : "";
    svg.add(String.format(Locale.ROOT, "<path%s marker-end=\"url(#a)\" d=\"%s\"/>%n", look, path));
  }

  private void label(String label, Wire wire, Labels places) {
    if (!label.isEmpty()) {
      Box box = places.place(label, wire);
      cover(box.right());
      svg.text("key", box.middle(), box.bottom() - 4, label).add(System.lineSeparator());
    }
  }

  /** On the right of the node; its room is kept free. */
  private Box loop(String node, String label) {
    Box box = boxes.getOrDefault(node, new Box(0, 0, 0, 0));
    double y = box.top() + NODE_HEIGHT / 2.0;
    double far = box.right() + LOOP_WIDTH;
    line(
        new Svg()
            .add(
                String.format(
                    Locale.ROOT,
                    "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f",
                    box.right(),
                    y - 12,
                    far,
                    y - 20,
                    far,
                    y + 20,
                    box.right(),
                    y + 12))
            .toString(),
        true);
    double width = Labels.width(label);
    svg.text("key", far - 6 + width / 2, y + 4, label).add(System.lineSeparator());
    return new Box(box.right(), box.top(), LOOP_WIDTH + width, NODE_HEIGHT);
  }

  private void node(String id, NodeLook look) {
    Box box = boxes.getOrDefault(id, new Box(0, 0, 0, 0));
    svg.add(
        String.format(
            Locale.ROOT, "<g class=\"%s\"><title>%s</title>", look.style(), escaped(look.words())));
    svg.add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"8\"/>",
            box.left(),
            box.top(),
            box.width(),
            box.height()));
    svg.text("", box.middle(), box.top() + 19, look.name());
    svg.text("kind", box.middle(), box.top() + 35, look.note())
        .add("</g>" + System.lineSeparator());
  }
}
