package io.dialtree.ivr.draw;

/**
 * A rectangle of the picture that nothing else should lie on; in pixels, the y axis downwards.
 *
 * @param left its left edge
 * @param top its upper edge
 */
record Box(double left, double top, double width, double height) {
  /** The area both cover. */
  double shared(Box other) {
    double across = Math.min(right(), other.right()) - Math.max(left, other.left);
    double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return Math.max(0, across) * Math.max(0, down);
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double middle() {
    return left + width / 2;
  }
}
