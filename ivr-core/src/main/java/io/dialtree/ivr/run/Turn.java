package io.dialtree.ivr.run;

import io.dialtree.config.model.Flow;
import io.dialtree.config.model.FlowBook;
import io.dialtree.config.model.FlowChoice;
import io.dialtree.config.model.HangupNode;
import io.dialtree.config.model.Node;
import io.dialtree.config.model.Prompt;
import io.dialtree.ivr.run.Ending.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The working copy of a state during one step: what actions change, and the commands that come of
 * it. It is in parts: {@link Line}, {@link Memory}, {@link Whereabouts}, {@link Tries}, {@link
 * WaitingKeys}, {@link Timers} and {@link Ending}; itself it only leads from one to the other.
 * Confined to one call of {@link FlowRun#step}.
 */
public final class Turn {
  /** What a call is refused with when its flow is at fault (RFC 3261 section 21.5.1). */
  public static final int SERVER_ERROR = 500;

  private final FlowBook book;
  private final long wallMs;
  private final List<FlowCommand> commands = new ArrayList<>();
  private final Whereabouts where;
  private final Memory memory;
  private final Tries tries;
  private final Timers timers;
  private final WaitingKeys keys;
  private final Ending ending;
  private final Line line;
  private boolean answered;

  Turn(FlowBook book, RunState state, long nowMs, long wallMs) {
    this.book = book;
    this.wallMs = wallMs;
    this.where = new Whereabouts(book, state);
    this.memory = new Memory(state, () -> where.paths().language());
    this.tries = new Tries(state);
    this.timers = new Timers(state, commands, nowMs);
    this.keys = new WaitingKeys(state, nowMs);
    this.ending = new Ending(state);
    this.line = new Line(state, memory, timers, commands, ending::hungUp);
    this.answered = state.answered();
  }

  Step step() {
    RunState after =
        new RunState(
            memory.facts(),
            where.place(),
            where.stack(),
            answered,
            timers.held(),
            where.steps(),
            where.branches(),
            tries.noInputs(),
            tries.noMatches(),
            keys.all(),
            memory.variables(),
            memory.captures(),
            timers.digit(),
            keys.late(),
            timers.maxCall(),
            line.playIds(),
            timers.started(),
            line.activity(),
            new Course(
                where.menus(),
                ending.erred(),
                ending.hungUpReason(),
                line.requestIds(),
                where.entries()));
    return new Step(after, commands);
  }

  // Its parts.

  /** All flows of this call. */
  public FlowBook book() {
    return book;
  }

  /** The account of the current flow, empty text when it belongs to all. */
  public String account() {
    return where.flow().map(Flow::account).orElse("");
  }

  /** What the run knows of its call. */
  public Memory memory() {
    return memory;
  }

  /** How often the current question has failed. */
  public Tries tries() {
    return tries;
  }

  /** Keys nobody has asked for yet. */
  public WaitingKeys waitingKeys() {
    return keys;
  }

  Timers timers() {
    return timers;
  }

  Whereabouts where() {
    return where;
  }

  /** The clock on the wall: milliseconds since 1970-01-01T00:00Z. */
  public long wallMs() {
    return wallMs;
  }

  /** What goes on between the flow and its caller. */
  public Line line() {
    return line;
  }

  /** What the run waits for now. */
  public Activity activity() {
    return line.activity();
  }

  /** Asks for something that needs no answer. */
  public void tell(FlowCommand command) {
    commands.add(command);
  }

  /** The greeting of the current node: its own, or what this caller recorded for it. */
  public List<Prompt> greeting(List<Prompt> own) {
    return memory.greeting(where.place().nodeId(), own);
  }

  // Where it goes.

  /** Goes to a node of this flow. */
  public void goTo(String nodeId) {
    where.goTo(nodeId);
  }

  /** Goes back to a menu, whose tries stay as they were. */
  public void backTo(String nodeId) {
    tries.keep();
    goTo(nodeId);
  }

  /** Goes back to the menu the caller came from. */
  public void back() {
    if (!where.back()) {
      leave(Optional.empty(), EndReason.COMPLETED);
    }
  }

  /** Goes to a node of this flow, as one more branch of the call. */
  public void branchTo(String nodeId) {
    if (countBranch()) {
      goTo(nodeId);
    }
  }

  /**
   * Goes to a node, or ends this flow: the flow that called it goes on, else the call ends for this
   * reason.
   */
  public void leave(Optional<String> nodeId, String slug) {
    if (nodeId.isPresent()) {
      goTo(nodeId.get());
    } else if (hungUp() || !where.up()) {
      end(slug, HangupNode.DEFAULT_SIP_CODE, "");
    }
  }

  /** Goes to the start of another flow; with a place to return to, that one waits on the stack. */
  public void enterFlow(FlowChoice choice, Optional<String> returnTo, boolean branch) {
    if (!branch || countBranch()) {
      memory.capture(choice.captures());
      where.enter(choice.flow(), returnTo);
    }
  }

  /** False when that was one branch too many, which ends the call. */
  private boolean countBranch() {
    boolean allowed = where.countBranch();
    if (!allowed) {
      end(EndReason.BRANCH_LIMIT, SERVER_ERROR, "");
    }
    return allowed;
  }

  /** Counts a node and records it; false when that was one too many. */
  boolean enter(Node node) {
    Optional<String> bound = where.count(node);
    if (bound.isPresent()) {
      end(bound.get(), SERVER_ERROR, "");
    } else {
      String flowId = where.place().flowId();
      commands.add(new FlowCommand.Enter(flowId, node.id(), node.masked(), keys.all().length()));
    }
    return bound.isEmpty();
  }

  // How it begins and ends.

  /** True when the call was answered. */
  public boolean isAnswered() {
    return answered;
  }

  /** Asks for the answer unless the call has it. */
  boolean waitForAnswer() {
    if (!answered) {
      line.become(new Activity.Answering());
      commands.add(new FlowCommand.Answer());
    }
    return !answered;
  }

  void answered() {
    answered = true;
    long maxCallMs = where.flow().map(Flow::maxCallMs).orElse(0L);
    if (maxCallMs > 0) {
      timers.startMaxCall(maxCallMs);
    }
  }

  private Ending.Stage stage() {
    if (answered) {
      return Ending.Stage.ANSWERED;
    }
    return activity() instanceof Activity.Answering ? Ending.Stage.ANSWERING : Ending.Stage.RINGING;
  }

  /**
   * Ends the call from our side: a call that was not answered is refused.
   *
   * @param sipCode the refusal
   */
  public void end(String slug, int sipCode, String reasonPhrase) {
    Verdict verdict = ending.byUs(slug, sipCode, reasonPhrase, where.paths(), stage());
    if (verdict instanceof Verdict.GoesOn) {
      memory.remember("error", slug);
    }
    obey(verdict);
  }

  void callerHungUp() {
    obey(ending.byCaller(where.paths(), stage()));
  }

  /** The caller is gone and the flow's {@code on-hangup} runs. */
  boolean hungUp() {
    return ending.hungUp();
  }

  private void obey(Verdict verdict) {
    switch (verdict) {
      case Verdict.GoesOn(String nodeId) -> {
        line.stopCollecting();
        where.restartAt(nodeId);
      }
      case Verdict.Over(EndReason reason, FlowCommand last) -> {
        commands.add(last);
        line.become(new Activity.Ended(reason));
        where.stay();
      }
    }
  }
}
