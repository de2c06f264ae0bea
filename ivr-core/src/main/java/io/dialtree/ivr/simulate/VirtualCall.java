package io.dialtree.ivr.simulate;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.DigitTimer;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.FlowRun;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** A call on a clock that is a number. Prompts take the time it takes to say them. */
final class VirtualCall {
  private final FlowRun run;
  private final Observer observer;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
  private RunState state;
  private long nowMs;
  private long order;

  VirtualCall(FlowBook book, FlowChoice choice, CallFacts facts, Observer observer) {
    this.run = new FlowRun(book);
    this.observer = observer;
    this.state = FlowRun.initial(choice, facts);
  }

  /** Hears of every event with what it changed. */
  interface Observer {
    void onStep(long nowMs, RunState before, FlowEvent event, Step step);
  }

  private record Due(long atMs, long order, FlowEvent event) {}

  RunState state() {
    return state;
  }

  /** Something happens now. */
  void event(FlowEvent event) {
    RunState before = state;
    Step step = run.step(state, event, nowMs);
    state = step.state();
    observer.onStep(nowMs, before, event, step);
    step.commands().forEach(this::obey);
  }

  /** Lets time go by. */
  void pass(long ms) {
    long untilMs = nowMs + ms;
    while (!due.isEmpty() && due.element().atMs() <= untilMs) {
      next();
    }
    nowMs = untilMs;
  }

  /** Lets prompts end and inputs be complete, until only the caller can go on. */
  void settle() {
    while (!due.isEmpty() && !waitsForCaller(due.element().event())) {
      next();
    }
  }

  /** Lets the next thing happen; false when nothing will. */
  boolean next() {
    Optional<Due> next = Optional.ofNullable(due.poll());
    next.ifPresent(it -> {
      nowMs = it.atMs();
      event(it.event());
    });
    return next.isPresent();
  }

  private boolean waitsForCaller(FlowEvent event) {
    boolean completesInput =
        state.digitTimer().kind() == DigitTimer.Kind.INTER_DIGIT
            && event.equals(new FlowEvent.TimerFired(state.digitTimer().id()));
    return event instanceof FlowEvent.TimerFired && !completesInput;
  }

  private void obey(FlowCommand command) {
    switch (command) {
      case FlowCommand.Answer() -> after(0, new FlowEvent.Answered());
      case FlowCommand.Play play -> play(play);
      case FlowCommand.StopPlay(long playId) -> forget(new FlowEvent.PlayEnded(playId));
      case FlowCommand.StartTimer(String timerId, long delayMs) ->
          after(delayMs, new FlowEvent.TimerFired(timerId));
      case FlowCommand.CancelTimer(String timerId) -> forget(new FlowEvent.TimerFired(timerId));
      case FlowCommand.Enter _,
          FlowCommand.Progress _,
          FlowCommand.RecordCall _,
          FlowCommand.Tag _,
          FlowCommand.SendSms _ -> {}
      case FlowCommand.Reject _, FlowCommand.Hangup _ -> due.clear();
    }
  }

  private void play(FlowCommand.Play play) {
    long onceMs = play.prompts().stream().mapToLong(PromptText::lengthMs).sum();
    if (play.times() > 0) {
      after(onceMs * play.times(), new FlowEvent.PlayEnded(play.playId()));
    }
  }

  private void after(long delayMs, FlowEvent event) {
    order++;
    due.add(new Due(nowMs + delayMs, order, event));
  }

  private void forget(FlowEvent event) {
    due.removeIf(it -> it.event().equals(event));
  }
}
