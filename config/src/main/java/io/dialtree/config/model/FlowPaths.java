package io.dialtree.config.model;

import java.util.Optional;

/**
 * What holds for a whole flow.
 *
 * @param language language tag the flow begins in, empty for none in particular
 * @param onError node that runs when the server cannot go on with the flow
 * @param onHangup node that runs when the caller has hung up; nothing can be heard there any more
 */
public record FlowPaths(String language, Optional<String> onError, Optional<String> onHangup) {
  /** Nothing of it. */
  public static final FlowPaths NONE = new FlowPaths("", Optional.empty(), Optional.empty());
}
