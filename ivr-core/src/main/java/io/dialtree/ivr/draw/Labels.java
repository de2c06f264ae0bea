package io.dialtree.ivr.draw;

import io.dialtree.ivr.draw.Wire.Point;
import java.util.ArrayList;
import java.util.List;

/** Finds a place on its way for each label, where it covers neither a node nor another label. */
final class Labels {
  private static final double HEIGHT = 15;
  private static final double CHARACTER = 6.6;

  /** More places down a long way cost time and are further from the keys' menu. */
  private static final int PLACES_MAX = 64;

  private final List<Box> taken;

  /** Labels beside these boxes. */
  Labels(List<Box> nodes) {
    taken = new ArrayList<>(nodes);
  }

  /** How wide a label is. */
  static double width(String label) {
    return label.length() * CHARACTER + 6;
  }

  /** The box of a label on a way; the one that covers least when none is free. */
  Box place(String label, Wire wire) {
    Box best = null;
    double least = Double.MAX_VALUE;
    for (Point point : wire.along().stream().limit(PLACES_MAX).toList()) {
      Box box = new Box(point.x() - width(label) / 2, point.y() - HEIGHT / 2, width(label), HEIGHT);
      double covered = taken.stream().mapToDouble(box::shared).sum();
      if (covered < least) {
        least = covered;
        best = box;
      }
      if (covered == 0) {
        break;
      }
    }
    Box found = best == null ? new Box(0, 0, 0, 0) : best;
    taken.add(found);
    return found;
  }
}
