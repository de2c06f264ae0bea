package io.dialtree.server.call;

import io.dialtree.config.library.AudioFiles;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.CallFacts;
import io.dialtree.ivr.run.EndReason;
import io.dialtree.ivr.run.FlowCommand;
import io.dialtree.ivr.run.FlowEvent;
import io.dialtree.ivr.run.FlowRun;
import io.dialtree.ivr.run.RunState;
import io.dialtree.ivr.run.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call runs: a flow, or one of the demo's two test numbers. Confined to the call's mailbox.
 */
sealed interface Program {
  /** Name for records. */
  String flowId();

  /** Revision of the flow's documents; empty for what is no document. */
  String revision();

  /** Whose flow of that id it runs; empty text when it belongs to all or is no document. */
  default String account(String flowId) {
    return "";
  }

  /** The first commands of the call. */
  List<FlowCommand> start(CallFacts facts, long nowMs);

  /** What an event leads to. */
  List<FlowCommand> step(FlowEvent event, long nowMs);

  /** True when the caller is gone and something is left to do all the same. */
  default boolean outlivesTheCaller() {
    return false;
  }

  /** True when the caller's own audio goes back to them. */
  default boolean echoes() {
    return false;
  }

  /** A flow of the book, pinned to the book the call began with. */
  final class FlowProgram implements Program {
    private final FlowRun run;
    private final FlowBook book;
    private final FlowChoice choice;
    private @Nullable RunState state;

    FlowProgram(FlowBook book, FlowChoice choice) {
      this.run = new FlowRun(book);
      this.book = book;
      this.choice = choice;
    }

    @Override
    public String flowId() {
      return choice.flow().id();
    }

    @Override
    public String revision() {
      return choice.flow().revision();
    }

    @Override
    public String account(String flowId) {
      return book.flow(flowId).orElse(choice.flow()).account();
    }

    @Override
    public List<FlowCommand> start(CallFacts facts, long nowMs) {
      return keep(run.start(choice, facts, nowMs, System.currentTimeMillis()));
    }

    @Override
    public List<FlowCommand> step(FlowEvent event, long nowMs) {
      RunState now = state;
      return now == null
          ? List.of()
          : keep(run.step(now, event, nowMs, System.currentTimeMillis()));
    }

    @Override
    public boolean outlivesTheCaller() {
      RunState now = state;
      return now != null && !now.ended();
    }

    private List<FlowCommand> keep(Step step) {
      state = step.state();
      return step.commands();
    }
  }

  /** Sends the caller's voice back until they hang up. */
  record EchoProgram() implements Program {
    @Override
    public String flowId() {
      return "demo-echo";
    }

    @Override
    public String revision() {
      return "";
    }

    @Override
    public boolean echoes() {
      return true;
    }

    @Override
    public List<FlowCommand> start(CallFacts facts, long nowMs) {
      return List.of(new FlowCommand.Enter(flowId(), "echo", false, 0), new FlowCommand.Answer());
    }

    @Override
    public List<FlowCommand> step(FlowEvent event, long nowMs) {
      return endOf(event);
    }
  }

  /** Plays music until the caller hangs up. */
  record HoldMusicProgram() implements Program {
    @Override
    public String flowId() {
      return "demo-hold-music";
    }

    @Override
    public String revision() {
      return "";
    }

    @Override
    public List<FlowCommand> start(CallFacts facts, long nowMs) {
      return List.of(new FlowCommand.Enter(flowId(), "music", false, 0), new FlowCommand.Answer());
    }

    @Override
    public List<FlowCommand> step(FlowEvent event, long nowMs) {
      return event instanceof FlowEvent.Answered
          ? List.of(
              new FlowCommand.Play(1, List.of(new Prompt.Named(AudioFiles.HOLD_MUSIC)), "", 0))
          : endOf(event);
    }
  }

  /** How a call without a flow ends. */
  private static List<FlowCommand> endOf(FlowEvent event) {
    return switch (event) {
      case FlowEvent.CallerHungUp _ ->
          List.of(
              new FlowCommand.Hangup(
                  new EndReason(EndReason.Who.CALLER, EndReason.CALLER_HANGUP, 200)));
      case FlowEvent.Limit limit ->
          List.of(new FlowCommand.Hangup(new EndReason(EndReason.Who.US, limit.slug(), 200)));
      default -> List.of();
    };
  }
}
