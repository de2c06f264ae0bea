package io.dialtree.ivr.run;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.Node;
import io.dialtree.ivr.action.Action;
import io.dialtree.ivr.run.Activity.Collecting;
import io.dialtree.ivr.run.Activity.Playing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs flows. Pure: the same state, event and time always give the same step. The road of an event:
 * it reaches the action of the current node, which may finish the node; then nodes are entered
 * until one waits for something.
 */
public final class FlowRun {
  private final FlowBook book;

  /** Runs the flows of this book; a call stays with the book it began with. */
  public FlowRun(FlowBook book) {
    this.book = book;
  }

  /**
   * Begins a call.
   *
   * @param nowMs any clock that only goes forward; later steps must use the same one
   * @param wallMs the clock on the wall: milliseconds since 1970-01-01T00:00Z
   */
  public Step start(FlowChoice choice, CallFacts facts, long nowMs, long wallMs) {
    return step(initial(choice, facts), new FlowEvent.Started(), nowMs, wallMs);
  }

  /** As {@link #start(FlowChoice, CallFacts, long, long)}, where one clock is both. */
  public Step start(FlowChoice choice, CallFacts facts, long nowMs) {
    return start(choice, facts, nowMs, nowMs);
  }

  /**
   * What this event leads to. Events after the end, and events that come too late, change nothing.
   */
  public Step step(RunState state, FlowEvent event, long nowMs, long wallMs) {
    Turn turn = new Turn(book, state, nowMs, wallMs);
    if (!state.ended() && (!turn.hungUp() || outlivesTheCall(event))) {
      apply(event, turn);
      while (turn.where().takeNodeDue()) {
        enter(turn);
      }
    }
    return turn.step();
  }

  /** As {@link #step(RunState, FlowEvent, long, long)}, where one clock is both. */
  public Step step(RunState state, FlowEvent event, long nowMs) {
    return step(state, event, nowMs, nowMs);
  }

  private static boolean outlivesTheCall(FlowEvent event) {
    return event instanceof FlowEvent.HttpAnswered
        || event instanceof FlowEvent.CallerHungUp
        || event instanceof FlowEvent.Limit;
  }

  /** The state of a call that has not begun, for {@link FlowEvent.Started}. */
  public static RunState initial(FlowChoice choice, CallFacts facts) {
    return new RunState(
        facts,
        new Place(choice.flow().id(), choice.flow().revision(), choice.flow().start()),
        List.of(),
        false,
        false,
        0,
        0,
        0,
        0,
        "",
        Map.of(),
        choice.captures(),
        DigitTimer.NONE,
        LateKeys.NONE,
        "",
        0,
        0,
        new Activity.Idle(),
        Course.START);
  }

  private static void apply(FlowEvent event, Turn turn) {
    switch (event) {
      case FlowEvent.Started() -> started(turn);
      case FlowEvent.Answered() -> answered(turn);
      case FlowEvent.Digit(char digit) -> digit(digit, turn);
      case FlowEvent.PlayEnded(long playId) -> playEnded(playId, turn);
      case FlowEvent.TimerFired(String timerId) -> timerFired(timerId, turn);
      case FlowEvent.HttpAnswered answer -> httpAnswered(answer, turn);
      case FlowEvent.RecordingEnded(long id, long ms) -> recorded(id, ms, turn);
      case FlowEvent.Held() -> turn.timers().hold();
      case FlowEvent.Resumed() -> turn.timers().resume();
      case FlowEvent.CallerHungUp() -> turn.callerHungUp();
      case FlowEvent.Limit(String slug) -> turn.end(slug, Turn.SERVER_ERROR, "");
    }
  }

  private static void started(Turn turn) {
    if (turn.activity() instanceof Activity.Idle) {
      turn.where().begin();
    }
  }

  private static void answered(Turn turn) {
    if (turn.activity() instanceof Activity.Answering) {
      turn.answered();
      action(turn).ifPresent(action -> action.run(turn));
    }
  }

  private static void digit(char digit, Turn turn) {
    if (turn.waitingKeys().takeLate(digit)) {
      return;
    }
    switch (turn.activity()) {
      case Collecting collecting ->
          action(turn).ifPresent(action -> action.onDigit(collecting, digit, turn));
      case Activity.Recording recording ->
          action(turn).ifPresent(action -> action.onRecordingKey(recording, turn));
      case Playing playing when playing.bargeInKeys().indexOf(digit) >= 0 -> {
        turn.line().stopPlay(playing.playId());
        turn.waitingKeys().add(digit);
        action(turn).ifPresent(action -> action.after(playing, turn));
      }
      default -> turn.waitingKeys().add(digit);
    }
  }

  private static void playEnded(long playId, Turn turn) {
    switch (turn.activity()) {
      case Playing playing when playing.playId() == playId ->
          action(turn).ifPresent(action -> action.after(playing, turn));
      case Collecting collecting when collecting.playId() == playId ->
          action(turn).ifPresent(action -> action.onGreetingEnded(collecting, turn));
      // A key has stopped this play already: what it started, such as the inter-digit timer, stays.
      default -> {}
    }
  }

  private static void httpAnswered(FlowEvent.HttpAnswered answer, Turn turn) {
    if (turn.activity() instanceof Activity.Requesting requesting
        && requesting.requestId() == answer.requestId()) {
      action(turn).ifPresent(action -> action.onAnswer(requesting, answer, turn));
    }
  }

  private static void recorded(long recordingId, long recordedMs, Turn turn) {
    if (turn.activity() instanceof Activity.Recording recording
        && recording.recordingId() == recordingId) {
      Activity.Recording ended = new Activity.Recording(recordingId, recordedMs);
      action(turn).ifPresent(action -> action.onRecorded(ended, turn));
    }
  }

  private static void timerFired(String timerId, Turn turn) {
    if (turn.timers().isMaxCall(timerId)) {
      turn.end(EndReason.MAX_CALL_LENGTH, Turn.SERVER_ERROR, "");
    } else if (turn.timers().takeDigit(timerId)
        && turn.activity() instanceof Collecting collecting) {
      action(turn).ifPresent(action -> action.onTimer(collecting, turn));
    }
  }

  private static void enter(Turn turn) {
    Optional<Node> node = turn.where().node();
    if (node.isEmpty()) {
      turn.end(EndReason.FLOW_MISSING, Turn.SERVER_ERROR, "");
    } else if (turn.enter(node.get())) {
      Action action = Action.of(node.get());
      if (turn.hungUp()) {
        runSilently(node.get(), turn);
      } else if (!action.needsAnswer() || !turn.waitForAnswer()) {
        action.run(turn);
      }
    }
  }

  /** Nobody hears anything any more: the first node that would be heard is the end. */
  private static void runSilently(Node node, Turn turn) {
    if (AfterHangup.runs(node)) {
      Action.of(node).run(turn);
    } else {
      turn.end(EndReason.COMPLETED, Turn.SERVER_ERROR, "");
    }
  }

  /**
   * The current node's action. The flow it is in can be missing only when a state was read with
   * another book.
   */
  private static Optional<Action> action(Turn turn) {
    Optional<Node> node = turn.where().node();
    if (node.isEmpty()) {
      turn.end(EndReason.FLOW_MISSING, Turn.SERVER_ERROR, "");
    }
    return node.map(Action::of);
  }
}
