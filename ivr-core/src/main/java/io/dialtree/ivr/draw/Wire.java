package io.dialtree.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way as it is drawn: a curve from row to row, straight where it passes a row.
 *
 * @param points where it leaves, enters and leaves each row on its way, and arrives: an even number
 */
record Wire(List<Point> points, boolean isBackwards) {
  private static final int SAMPLES = 16;

  /** A place in the picture. */
  record Point(double x, double y) {}

  Wire {
    points = List.copyOf(points);
  }

  /** As the data of an SVG path. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Point to = points.get(i);
      if (i == 0) {
        path.append(String.format(Locale.ROOT, "M%.1f %.1f", to.x, to.y));
      } else if (i % 2 == 0) {
        path.append(String.format(Locale.ROOT, "L%.1f %.1f", to.x, to.y));
      } else {
        Point from = points.get(i - 1);
        double half = (from.y + to.y) / 2;
        path.append(
            String.format(
                Locale.ROOT,
                "C%.1f %.1f %.1f %.1f %.1f %.1f",
                from.x,
                half,
                to.x,
                half,
                to.x,
                to.y));
      }
    }
    return path.toString();
  }

  /** Places along the curves, those in the middle of a curve first, the first curve first. */
  List<Point> along() {
    List<Point> all = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      for (int step = 0; step < SAMPLES; step++) {
        int off = (step + 1) / 2 * (step % 2 == 0 ? 1 : -1);
        all.add(at(points.get(i), points.get(i + 1), 0.5 + off / (SAMPLES + 2.0)));
      }
    }
    return all;
  }

  /** A place on the curve between two points, {@code t} from 0 to 1. */
  private static Point at(Point from, Point to, double t) {
    double s = 1 - t;
    double ends = s * s * s + 3 * s * s * t;
    double half = (from.y + to.y) / 2;
    double y = s * s * s * from.y + 3 * s * t * half + t * t * t * to.y;
    return new Point(ends * from.x + (1 - ends) * to.x, y);
  }
}
