package io.dialtree.ivr.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The menus a caller came by, during one step. Confined to that step. */
final class Trail {
  /** Nobody goes back further; menus that lead to each other must not fill the memory. */
  static final int MENUS_MAX = 20;

  private final List<Place> menus;

  Trail(List<Place> menus) {
    this.menus = new ArrayList<>(menus);
  }

  List<Place> menus() {
    return menus;
  }

  /** A menu is asked. One that was asked before is not deeper than it was: the caller went up. */
  void reach(Place menu) {
    int before = menus.indexOf(menu);
    if (before >= 0) {
      menus.subList(before, menus.size()).clear();
    }
    menus.add(menu);
    if (menus.size() > MENUS_MAX) {
      menus.removeFirst();
    }
  }

  /** The menu before the current one, else the current one; empty before the first. */
  Optional<Place> back() {
    if (menus.size() > 1) {
      menus.removeLast();
    }
    return menus.isEmpty() ? Optional.empty() : Optional.of(menus.getLast());
  }
}
