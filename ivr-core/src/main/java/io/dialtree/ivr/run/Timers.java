package io.dialtree.ivr.run;

import java.util.List;

/** The timers of a run during one step. Confined to that step. */
final class Timers {
  private final List<FlowCommand> commands;
  private final long nowMs;
  private boolean held;
  private DigitTimer digit;
  private String maxCall;
  private long started;

  Timers(RunState state, List<FlowCommand> commands, long nowMs) {
    this.commands = commands;
    this.nowMs = nowMs;
    this.held = state.held();
    this.digit = state.digitTimer();
    this.maxCall = state.maxCallTimer();
    this.started = state.timerIds();
  }

  boolean held() {
    return held;
  }

  DigitTimer digit() {
    return digit;
  }

  String maxCall() {
    return maxCall;
  }

  long started() {
    return started;
  }

  /** Starts the digit timer anew. While the call is held it only waits to be started. */
  void startDigit(DigitTimer.Kind kind, long delayMs) {
    cancelDigit();
    digit =
        held
            ? new DigitTimer(kind, "", 0, delayMs)
            : new DigitTimer(kind, start(delayMs), nowMs + delayMs, 0);
  }

  void cancelDigit() {
    if (!digit.id().isEmpty()) {
      commands.add(new FlowCommand.CancelTimer(digit.id()));
    }
    digit = DigitTimer.NONE;
  }

  void startMaxCall(long delayMs) {
    maxCall = start(delayMs);
  }

  boolean isMaxCall(String timerId) {
    return !maxCall.isEmpty() && maxCall.equals(timerId);
  }

  /** True when this is the running digit timer, which it then is no more. */
  boolean takeDigit(String timerId) {
    boolean fired = !digit.id().isEmpty() && digit.id().equals(timerId);
    digit = fired ? DigitTimer.NONE : digit;
    return fired;
  }

  void hold() {
    held = true;
    if (!digit.id().isEmpty()) {
      DigitTimer running = digit;
      cancelDigit();
      long remainingMs = Math.max(0, running.dueMs() - nowMs);
      digit = new DigitTimer(running.kind(), "", 0, remainingMs);
    }
  }

  void resume() {
    held = false;
    if (digit.kind() != DigitTimer.Kind.NONE && digit.id().isEmpty()) {
      startDigit(digit.kind(), digit.remainingMs());
    }
  }

  private String start(long delayMs) {
    started++;
    String timerId = "t" + started;
    commands.add(new FlowCommand.StartTimer(timerId, delayMs));
    return timerId;
  }
}
