package io.dialtree.bench.dtmf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one detector made of one row. */
final class Score {
  private int tones;
  private int exact;
  private int split;
  private int foreign;
  private int accepted;
  private int torn;
  private int tornExact;
  private final List<Double> delaysMs = new ArrayList<>();

  void add(Trial trial, List<Hit> hits) {
    int claimed = 0;
    for (Press press : trial.presses()) {
      int right = 0;
      int inside = 0;
      for (Hit hit : hits) {
        if (hit.at() > press.start() && hit.at() <= press.until()) {
          inside++;
          // Where packets are missing a hit is known to the frame only.
          if (hit.key() == press.key() && right++ == 0 && trial.missing().isEmpty()) {
            delaysMs.add((hit.at() - press.start()) * 1000.0 / Line.RATE);
          }
        }
      }
      tones++;
      claimed += right;
      boolean once = right == 1 && inside == 1;
      exact += once ? 1 : 0;
      torn += press.isTorn() ? 1 : 0;
      tornExact += press.isTorn() && once ? 1 : 0;
      split += right > 1 ? 1 : 0;
      accepted += inside > 0 ? 1 : 0;
    }
    foreign += hits.size() - claimed;
  }

  int tones() {
    return tones;
  }

  /** Tones reported once, not split and nothing else with them, in percent. */
  double exactPercent() {
    return 100.0 * exact / tones;
  }

  /** Tones of which so little came that it must be rejected as a short burst. */
  int torn() {
    return torn;
  }

  /** As {@link #exactPercent}, of the other tones. */
  double wholeExactPercent() {
    return 100.0 * (exact - tornExact) / (tones - torn);
  }

  /** Tones that gave any digit, in percent. */
  double acceptedPercent() {
    return 100.0 * accepted / tones;
  }

  int split() {
    return split;
  }

  /** Digits that no tone stands for. */
  int foreign() {
    return foreign;
  }

  List<Double> delaysMs() {
    return delaysMs;
  }

  void add(Score other) {
    tones += other.tones;
    exact += other.exact;
    split += other.split;
    foreign += other.foreign;
    accepted += other.accepted;
    torn += other.torn;
    tornExact += other.tornExact;
    delaysMs.addAll(other.delaysMs);
  }

  static double percentile(List<Double> values, double part) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * sorted.size())));
  }
}
