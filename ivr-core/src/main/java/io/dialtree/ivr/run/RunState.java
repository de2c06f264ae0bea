package io.dialtree.ivr.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run remembers. Immutable; {@link RunJson} writes it down and reads it back. It holds
 * keys the caller typed, masked ones too, so it does not belong in a log.
 *
 * @param facts the call as it came in
 * @param place current node
 * @param stack nodes that run when the current flow has ended, the next one last
 * @param answered the call was answered
 * @param held the caller has put us on hold
 * @param steps nodes entered so far
 * @param branches branches to other flows so far
 * @param noInputs silences at the current question
 * @param noMatches wrong entries at the current question
 * @param typedAhead keys nobody has asked for yet
 * @param variables collected values by name
 * @param captures text captured when the current flow's number was looked up
 * @param digitTimer the timer of the current question
 * @param lateKeys terminators that come after a full input
 * @param maxCallTimer id of the timer of the flow's own longest call, empty for none
 * @param playIds plays started so far
 * @param timerIds timers started so far
 * @param activity what the run waits for
 * @param course what it remembers beside its place
 */
public record RunState(
    CallFacts facts,
    Place place,
    List<Place> stack,
    boolean answered,
    boolean held,
    int steps,
    int branches,
    int noInputs,
    int noMatches,
    String typedAhead,
    Map<String, String> variables,
    List<String> captures,
    DigitTimer digitTimer,
    LateKeys lateKeys,
    String maxCallTimer,
    long playIds,
    long timerIds,
    Activity activity,
    Course course) {
  /** Copies the collections, in an order that is the same in every process. */
  public RunState {
    stack = List.copyOf(stack);
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    captures = List.copyOf(captures);
  }

  /** True when nothing more will come of it. */
  public boolean ended() {
    return activity instanceof Activity.Ended;
  }
}
