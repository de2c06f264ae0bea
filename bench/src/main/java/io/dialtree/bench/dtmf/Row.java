package io.dialtree.bench.dtmf;

import java.util.Random;

/**
 * A row of the table.
 *
 * @param group name of the condition
 * @param name what differs within the group
 * @param accept whether the tones must be heard; if not, none may be
 * @param must least percentage of exact tones, or most of accepted ones
 * @param trials lines a seed
 */
record Row(
    String group, String name, boolean accept, double must, int trials, Condition condition) {

  /** Makes a line of the condition. */
  interface Condition {
    Trial make(Random random);
  }
}
