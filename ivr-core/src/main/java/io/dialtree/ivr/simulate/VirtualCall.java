package io.dialtree.ivr.simulate;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.HttpTemplate;
import io.dialtree.ivr.run.Activity;
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

/**
 * A call on a clock that is a number. Prompts take the time it takes to say them. Confined to one
 * thread.
 */
public final class VirtualCall {
  /** A simulated caller says a short greeting. */
  private static final long RECORDING_MS = 3_000;

  private final FlowRun run;
  private final Observer observer;
  private final Web web;
  private final long startedAtMs;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
  private RunState state;
  private long nowMs;
  private long order;

  /**
   * A call that has not begun.
   *
   * @param startedAtMs what the clock on the wall shows then, milliseconds since 1970
   * @param web answers HTTP requests
   */
  public VirtualCall(
      FlowBook book,
      FlowChoice choice,
      CallFacts facts,
      long startedAtMs,
      Web web,
      Observer observer) {
    this.startedAtMs = startedAtMs;
    this.web = web;
    this.run = new FlowRun(book);
    this.observer = observer;
    this.state = FlowRun.initial(choice, facts);
  }

  /** Hears of every event with what it changed. */
  public interface Observer {
    /** An event was taken. */
    void onStep(long nowMs, RunState before, FlowEvent event, Step step);
  }

  /** Web services, as far as a call needs them. */
  public interface Web {
    /** Services that never answer. */
    Web SILENT = request -> new Reply(0, "", request.limitMs());

    /** What a request gets. */
    Reply reply(HttpTemplate request);
  }

  /**
   * An answer.
   *
   * @param status 0 for none
   * @param afterMs time it takes
   */
  public record Reply(int status, String body, long afterMs) {}

  private record Due(long atMs, long order, FlowEvent event) {}

  /** Where the call stands. */
  public RunState state() {
    return state;
  }

  /** Something happens now. */
  public void event(FlowEvent event) {
    RunState before = state;
    Step step = run.step(state, event, nowMs, startedAtMs + nowMs);
    state = step.state();
    observer.onStep(nowMs, before, event, step);
    step.commands().forEach(this::obey);
  }

  /** The service answers now; false when nobody has asked it. */
  boolean answer(int status, String body) {
    if (!(state.activity() instanceof Activity.Requesting requesting)) {
      return false;
    }
    forget(new FlowEvent.HttpAnswered(requesting.requestId(), 0, ""));
    event(new FlowEvent.HttpAnswered(requesting.requestId(), status, body));
    return true;
  }

  /** Time since the call came in. */
  public long nowMs() {
    return nowMs;
  }

  /** Time until the next thing happens, 0 when nothing will. */
  long msToNext() {
    return due.isEmpty() ? 0 : due.element().atMs() - nowMs;
  }

  /** Lets time go by. */
  public void pass(long ms) {
    long untilMs = nowMs + ms;
    while (!due.isEmpty() && due.element().atMs() <= untilMs) {
      next();
    }
    nowMs = untilMs;
  }

  /** Lets prompts end and inputs be complete, until only the caller can go on. */
  public void settle() {
    while (advance()) {}
  }

  /** Lets the next thing happen, unless that is for the caller to do; false when it is. */
  public boolean advance() {
    return !due.isEmpty() && !waitsForCaller(due.element().event()) && next();
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
    boolean noAnswer = event instanceof FlowEvent.HttpAnswered answer && answer.status() == 0;
    return noAnswer || (event instanceof FlowEvent.TimerFired && !completesInput);
  }

  private void obey(FlowCommand command) {
    switch (command) {
      case FlowCommand.Answer() -> after(0, new FlowEvent.Answered());
      case FlowCommand.Play play -> play(play);
      case FlowCommand.StopPlay(long playId) -> forget(new FlowEvent.PlayEnded(playId));
      case FlowCommand.StartTimer(String timerId, long delayMs) ->
          after(delayMs, new FlowEvent.TimerFired(timerId));
      case FlowCommand.CancelTimer(String timerId) -> forget(new FlowEvent.TimerFired(timerId));
      case FlowCommand.HttpRequest(long requestId, HttpTemplate request) -> {
        Reply reply = web.reply(request);
        boolean inTime = reply.status() != 0 && reply.afterMs() <= request.limitMs();
        after(
            inTime ? reply.afterMs() : request.limitMs(),
            new FlowEvent.HttpAnswered(
                requestId, inTime ? reply.status() : 0, inTime ? reply.body() : ""));
      }
      case FlowCommand.StartRecording(long id, long maxMs) ->
          after(Math.min(maxMs, RECORDING_MS), new FlowEvent.RecordingEnded(id, RECORDING_MS));
      case FlowCommand.StopRecording(long id) -> {
        forget(new FlowEvent.RecordingEnded(id, RECORDING_MS));
        after(0, new FlowEvent.RecordingEnded(id, RECORDING_MS));
      }
      case FlowCommand.KeepRecording _,
          FlowCommand.Enter _,
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
