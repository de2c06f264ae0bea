package io.dialtree.config.model;

import java.util.Optional;

/**
 * What holds for a whole flow.
 *
 * @param language language tag the flow begins in, empty for none in particular
 * @param onError node that runs when the server cannot go on with the flow
 * @param onHangup node that runs when the caller has hung up; nothing can be heard there any more
 * @param entriesMax how often a call may come to one node, 0 for as often as it likes
 */
public record FlowPaths(
    String language, Optional<String> onError, Optional<String> onHangup, int entriesMax) {
  /** Nothing of it. */
  public static final FlowPaths NONE = new FlowPaths("", Optional.empty(), Optional.empty());

  /** Without a limit of entries. */
  public FlowPaths(String language, Optional<String> onError, Optional<String> onHangup) {
    this(language, onError, onHangup, 0);
  }

  /** Nothing but a limit of entries. */
  public static FlowPaths limited(int entriesMax) {
    return new FlowPaths("", Optional.empty(), Optional.empty(), entriesMax);
  }
}
