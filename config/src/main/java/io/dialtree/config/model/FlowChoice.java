package io.dialtree.config.model;

import java.util.List;

/**
 * The flow a dialled number picked.
 *
 * @param captures text captured by the groups of the pattern that matched, in order; empty for
 *     other kinds of match
 */
public record FlowChoice(Flow flow, List<String> captures) {
  /** Copies the list. */
  public FlowChoice {
    captures = List.copyOf(captures);
  }
}
