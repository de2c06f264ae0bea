package io.dialtree.ivr.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run remembers beside its place.
 *
 * @param trail menus the caller came by, the current one last
 * @param erred the flow's {@code on-error} has been used, which works once in a call
 * @param hungUp how the caller ended the call while {@code on-hangup} runs; {@link #GOING_ON}
 *     before that
 * @param requestIds HTTP requests sent so far
 * @param entries how often the call came to a node of a flow that limits that
 */
public record Course(
    List<Place> trail,
    boolean erred,
    EndReason hungUp,
    long requestIds,
    Map<String, Integer> entries) {
  /** The caller is there. */
  public static final EndReason GOING_ON = new EndReason(EndReason.Who.UNKNOWN, "", 0);

  /** A call that has not begun. */
  public static final Course START = new Course(List.of(), false, GOING_ON, 0, Map.of());

  /** Copies the collections, in an order that is the same in every process. */
  public Course {
    trail = List.copyOf(trail);
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
  }
}
