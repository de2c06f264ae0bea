package io.dialtree.server.task;

import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.Caller;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.FlowRun;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Somebody who answers at once and does what a script says, on a clock that is a number. The flow
 * runs in the interpreter; every prompt lasts one second.
 */
public final class ScriptedCallee implements OutboundLegs {
  /** A prompt's length, milliseconds. */
  public static final long PLAY_MS = 1_000;

  private final List<Due> script;
  private final List<OutboundCall> calls = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  private record Due(long atMs, long order, FlowEvent event) {}

  private ScriptedCallee(List<Due> script) {
    this.script = script;
  }

  /** Somebody who presses nothing. */
  public static ScriptedCallee silent() {
    return new ScriptedCallee(new ArrayList<>());
  }

  /** Presses these keys at that time after the answer. */
  public ScriptedCallee pressing(long atMs, String keys) {
    keys.chars()
        .forEach(key -> script.add(new Due(atMs, script.size(), new FlowEvent.Digit((char) key))));
    return this;
  }

  /** Hangs up at that time after the answer. */
  public ScriptedCallee hangingUp(long atMs) {
    script.add(new Due(atMs, script.size(), new FlowEvent.CallerHungUp()));
    return this;
  }

  /** Everybody who was called. */
  public List<OutboundCall> calls() {
    return calls;
  }

  /** Texts of all prompts that began to play. */
  public List<String> heard() {
    return heard;
  }

  @Override
  public void place(OutboundCall call, Consumer<LegEvent> listener) {
    calls.add(call);
    listener.accept(new LegEvent.Dialled());
    listener.accept(new LegEvent.Answered());
    listener.accept(new LegEvent.Ended(new Run(call).run()));
  }

  private final class Run {
    private final PriorityQueue<Due> due =
        new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::order));
    private final FlowRun run;
    private RunState state;
    private long nowMs;
    private long order = 1_000;

    Run(OutboundCall call) {
      run = new FlowRun(new FlowBook(List.of(call.flow()), Optional.empty()));
      state =
          FlowRun.initial(
              new FlowChoice(call.flow(), List.of()),
              new CallFacts(
                  call.callId(),
                  call.caller(),
                  call.callee(),
                  call.callee(),
                  Map.of(),
                  List.of(),
                  Caller.of(call.callee())));
      due.addAll(script);
    }

    Map<String, String> run() {
      event(new FlowEvent.Started());
      for (Due next = due.poll(); next != null && !state.ended(); next = due.poll()) {
        nowMs = next.atMs();
        event(next.event());
      }
      return state.variables();
    }

    private void event(FlowEvent event) {
      Step step = run.step(state, event, nowMs);
      state = step.state();
      step.commands().forEach(this::obey);
    }

    private void obey(FlowCommand command) {
      switch (command) {
        case FlowCommand.Answer() -> after(0, new FlowEvent.Answered());
        case FlowCommand.Play play -> {
          play.prompts().forEach(prompt -> heard.add(text(prompt)));
          after(play.prompts().isEmpty() ? 0 : PLAY_MS, new FlowEvent.PlayEnded(play.playId()));
        }
        case FlowCommand.StopPlay(long playId) ->
            due.removeIf(it -> it.event().equals(new FlowEvent.PlayEnded(playId)));
        case FlowCommand.StartTimer(String id, long delayMs) ->
            after(delayMs, new FlowEvent.TimerFired(id));
        case FlowCommand.CancelTimer(String id) ->
            due.removeIf(it -> it.event().equals(new FlowEvent.TimerFired(id)));
        default -> {}
      }
    }

    private void after(long delayMs, FlowEvent event) {
      order++;
      due.add(new Due(nowMs + delayMs, order, event));
    }
  }

  private static String text(Prompt prompt) {
    return prompt instanceof Prompt.Text text ? text.text() : prompt.toString();
  }
}
