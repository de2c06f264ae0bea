package io.dialtree.ivr.draw;

import io.dialtree.ivr.draw.Layers.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Where the cells of each row stand from left to right: as near as possible to what they are
 * connected with, but never on top of each other.
 */
final class Columns {
  private static final int GAP = 28;
  private static final int ALIGNMENTS = 24;

  private final Layers layers;
  private final ToDoubleFunction<Cell> widths;
  private final Map<Cell, Double> centre = new HashMap<>();

  /**
   * Places all cells.
   *
   * @param left the least x of any cell's left edge
   */
  Columns(Layers layers, ToDoubleFunction<Cell> widths, double left) {
    this.layers = layers;
    this.widths = widths;
    layers.rows().forEach(this::lineUp);
    for (int i = 0; i < ALIGNMENTS; i++) {
      boolean downwards = i % 2 == 0;
      List<List<Cell>> rows = downwards ? layers.rows() : layers.rows().reversed();
      rows.forEach(row -> align(row, downwards));
    }
    double least =
        centre.entrySet().stream()
            .mapToDouble(it -> it.getValue() - width(it.getKey()) / 2)
            .min()
            .orElse(0);
    centre.replaceAll((_, x) -> x - least + left);
  }

  /** The middle of a cell. */
  double x(Cell cell) {
    return centre.getOrDefault(cell, 0.0);
  }

  private double width(Cell cell) {
    return widths.applyAsDouble(cell);
  }

  private void lineUp(List<Cell> row) {
    double x = 0;
    for (Cell cell : row) {
      centre.put(cell, x + width(cell) / 2);
      x += width(cell) + GAP;
    }
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

  private double apart(List<Cell> row, int i) {
    return (width(row.get(i - 1)) + width(row.get(i))) / 2 + GAP;
  }
}
