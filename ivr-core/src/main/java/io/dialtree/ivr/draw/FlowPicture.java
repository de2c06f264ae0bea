package io.dialtree.ivr.draw;

import io.dialtree.config.model.EnterFlowNode;
import io.dialtree.config.model.Flow;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.config.wording.Wording;
import io.dialtree.ivr.draw.Layers.Cell;
import io.dialtree.ivr.draw.Layers.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A flow as SVG: nodes in rows from its start downwards, ways with the keys that lead there. */
public final class FlowPicture {
  private static final int NODE_HEIGHT = 44;
  private static final int ROW_HEIGHT = 110;
  private static final int GAP = 28;
  private static final int MARGIN = 30;
  private static final int PASS_WIDTH = 14;
  private static final int CHARACTER = 7;
  private static final int LABEL_MAX = 26;
  private static final int ALIGNMENTS = 24;

  private final Flow flow;
  private final Layers layers;
  private final Map<Cell, Double> centre = new HashMap<>();
  private final Map<String, Cell> cells = new HashMap<>();
  private double width;

  private FlowPicture(Flow flow) {
    this.flow = flow;
    Map<String, List<String>> ways = new LinkedHashMap<>();
    for (Node node : flow.nodes().values()) {
      ways.put(
          node.id(), node.targets().stream().distinct().filter(flow.nodes()::containsKey).toList());
    }
    List<String> starts =
        Stream.of(
                Stream.of(flow.start()),
                flow.paths().onError().stream(),
                flow.paths().onHangup().stream())
            .flatMap(it -> it)
            .filter(flow.nodes()::containsKey)
            .toList();
    this.layers = new Layers(starts, ways);
    placeColumns();
  }

  /** The picture as an SVG document; every text of the flow is escaped. */
  public static String svg(Flow flow) {
    return new FlowPicture(flow).write();
  }

  // Columns: as near as possible to what leads there, but never on top of each other.

  private void placeColumns() {
    for (List<Cell> row : layers.rows()) {
      double x = MARGIN;
      for (Cell cell : row) {
        centre.put(cell, x + size(cell) / 2.0);
        x += size(cell) + GAP;
        if (!cell.node().isEmpty()) {
          cells.put(cell.node(), cell);
        }
      }
    }
    for (int i = 0; i < ALIGNMENTS; i++) {
      boolean downwards = i % 2 == 0;
      List<List<Cell>> rows = downwards ? layers.rows() : layers.rows().reversed();
      rows.forEach(row -> align(row, downwards));
    }
    double left =
        centre.entrySet().stream()
            .mapToDouble(it -> it.getValue() - size(it.getKey()) / 2.0)
            .min()
            .orElse(0);
    centre.replaceAll((_, x) -> x - left + MARGIN);
    width =
        centre.entrySet().stream()
            .mapToDouble(it -> it.getValue() + size(it.getKey()) / 2.0)
            .max()
            .orElse(0);
  }

  private void align(List<Cell> row, boolean downwards) {
    List<Double> wished = new ArrayList<>();
    for (Cell cell : row) {
      wished.add(
          layers.neighbours(cell, downwards).stream()
              .mapToDouble(this::x)
              .average()
              .orElse(x(cell)));
    }
    double shift = 0;
    for (int i = 0; i < row.size(); i++) {
      double least = i == 0 ? Double.NEGATIVE_INFINITY : x(row.get(i - 1)) + apart(row, i);
      centre.put(row.get(i), Math.max(least, wished.get(i)));
      shift += wished.get(i) - x(row.get(i));
    }
    // Pushing goes to the right only: the row as a whole goes back by as much.
    double back = row.isEmpty() ? 0 : shift / row.size();
    row.forEach(cell -> centre.merge(cell, back, Double::sum));
  }

  private static double apart(List<Cell> row, int i) {
    return (size(row.get(i - 1)) + size(row.get(i))) / 2.0 + GAP;
  }

  private static int size(Cell cell) {
    return cell.node().isEmpty()
        ? PASS_WIDTH
        : Math.max(110, Math.min(LABEL_MAX, cell.node().length()) * CHARACTER + 40);
  }

  private double x(Cell cell) {
    return centre.getOrDefault(cell, 0.0);
  }

  private static double y(Cell cell) {
    return MARGIN + 30 + cell.row() * (double) ROW_HEIGHT;
  }

  // The document.

  private String write() {
    StringBuilder svg = new StringBuilder();
    int height = (int) (MARGIN * 2 + 30 + layers.rows().size() * (double) ROW_HEIGHT);
    int full = (int) width + MARGIN + 60;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
            full,
            height,
            full,
            height));
    svg.append(
        String.format(Locale.ROOT, "<title>%s</title>%n", escaped(flow.id() + ": " + flow.name())));
    svg.append(STYLE);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"head\" x=\"%d\" y=\"24\">%s</text>%n",
            MARGIN,
            escaped(flow.name())));
    flow.nodes().values().forEach(node -> ways(node, svg));
    flow.nodes().values().forEach(node -> node(node, svg));
    return svg.append("</svg>").append(System.lineSeparator()).toString();
  }

  private static final String STYLE =
      """
      <style>
      text{font:12px sans-serif;fill:#1b2733}
      .head{font-size:16px;font-weight:bold}
      .kind{font-size:10px;fill:#5a6b7b}
      .key{font-size:11px;fill:#0b5394;paint-order:stroke;stroke:#fff;stroke-width:3px}
      rect{fill:#f4f7fa;stroke:#7a8b9b}
      .start rect{fill:#dff0df;stroke:#2e7d32}
      .end rect{fill:#f6e3e3;stroke:#a33}
      .question rect{fill:#e3ecf9;stroke:#36c}
      path{fill:none;stroke:#7a8b9b}
      .back{stroke-dasharray:5 3;stroke:#b08a3e}
      </style>
      <defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#7a8b9b;stroke:none"/></marker></defs>
      """;

  private void node(Node node, StringBuilder svg) {
    Cell cell = cells.get(node.id());
    if (cell == null) {
      return;
    }
    double left = x(cell) - size(cell) / 2.0;
    svg.append(
        String.format(
            Locale.ROOT,
            "<g class=\"%s\"><title>%s</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
            look(node),
            escaped(words(node)),
            left,
            y(cell),
            size(cell),
            NODE_HEIGHT));
    svg.append(text("", x(cell), y(cell) + 19, shortened(node.id())));
    svg.append(text("kind", x(cell), y(cell) + 35, kind(node)));
    svg.append(String.format(Locale.ROOT, "</g>%n"));
  }

  private String look(Node node) {
    if (node.id().equals(flow.start())) {
      return "start";
    }
    String kind = kind(node);
    if (kind.equals("menu") || kind.equals("collect")) {
      return "question";
    }
    return node.targets().isEmpty() ? "end" : "step";
  }

  private static String kind(Node node) {
    return node instanceof EnterFlowNode enter
        ? "flow " + shortened(enter.flowId())
        : node.getClass().getSimpleName().replace("Node", "").toLowerCase(Locale.ROOT);
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder(node.id());
    for (Prompt prompt : node.prompts()) {
      String text =
          switch (prompt) {
            case Prompt.Named(String name) -> "[" + name + "]";
            case Prompt.Translated translated -> String.join(" / ", translated.texts().values());
            case Prompt.Value value -> value.value();
            default -> Wording.words(prompt);
          };
      words.append('\n').append(text);
    }
    return words.toString();
  }

  private void ways(Node node, StringBuilder svg) {
    Exits.of(node)
        .forEach((target, reasons) -> {
          Cell from = cells.get(node.id());
          Cell to = cells.get(target);
          if (from != null && to != null) {
            way(from, to, shortened(String.join(", ", reasons)), svg);
          }
        });
  }

  private void way(Cell from, Cell to, String label, StringBuilder svg) {
    Way way = new Way(from.node(), to.node());
    boolean back = layers.isBackwards(way);
    String path = back ? around(from, to) : through(layers.route(way));
    svg.append(
        String.format(
            Locale.ROOT,
            "<path%s marker-end=\"url(#a)\" d=\"%s\"/>%n",
            back ? " class=\"back\"" : "",
            path));
    if (!label.isEmpty()) {
      List<Cell> route = layers.route(way);
      double nextX = back || route.size() < 2 ? x(from) + size(from) / 2.0 + 26 : x(route.get(1));
      double labelX = back ? nextX : x(from) + (nextX - x(from)) * 0.45;
      double labelY = back ? y(from) + NODE_HEIGHT / 2.0 - 4 : y(from) + NODE_HEIGHT + 26;
      svg.append(text("key", labelX, labelY, label)).append(System.lineSeparator());
    }
  }

  private String through(List<Cell> route) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < route.size(); i++) {
      Cell cell = route.get(i);
      if (i == 0) {
        path.append(String.format(Locale.ROOT, "M%.1f %.1f", x(cell), y(cell) + NODE_HEIGHT));
        continue;
      }
      Cell before = route.get(i - 1);
      double fromY = y(before) + NODE_HEIGHT;
      double toY = y(cell);
      double middle = (fromY + toY) / 2;
      path.append(
          String.format(
              Locale.ROOT,
              "C%.1f %.1f %.1f %.1f %.1f %.1f",
              x(before),
              middle,
              x(cell),
              middle,
              x(cell),
              toY));
      if (i < route.size() - 1) {
        path.append(String.format(Locale.ROOT, "V%.1f", toY + NODE_HEIGHT));
      }
    }
    return path.toString();
  }

  /** A way that leads up leaves and arrives on the right. */
  private String around(Cell from, Cell to) {
    double startX = x(from) + size(from) / 2.0;
    double startY = y(from) + NODE_HEIGHT / 2.0;
    double endX = x(to) + size(to) / 2.0;
    double endY = y(to) + NODE_HEIGHT / 2.0 + (from.equals(to) ? 12 : 0);
    double bulge = Math.max(startX, endX) + 40 + Math.abs(from.row() - to.row()) * 6.0;
    return String.format(
        Locale.ROOT,
        "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f",
        startX,
        startY - (from.equals(to) ? 12 : 0),
        bulge,
        startY,
        bulge,
        endY,
        endX,
        endY);
  }

  private static String text(String look, double x, double y, String text) {
    String type = look.isEmpty() ? "" : " class=\"" + look + "\"";
    return String.format(
        Locale.ROOT,
        "<text%s text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        type,
        x,
        y,
        escaped(text));
  }

  private static String shortened(String text) {
    return text.length() <= LABEL_MAX ? text : text.substring(0, LABEL_MAX - 1) + "…";
  }

  /** Text for XML 1.0: control characters have no place there, not even escaped. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> {
              boolean allowed =
                  point == '\n'
                      || (point >= 0x20 && point <= 0xD7FF)
                      || (point >= 0xE000 && point <= 0xFFFD)
                      || point >= 0x10000;
              escaped.appendCodePoint(allowed ? point : ' ');
            }
          }
        });
    return escaped.toString();
  }
}
